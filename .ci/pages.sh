#!/usr/bin/env bash
# Trunk's hook after a build: gives every page its folder, so that any plain host serves every address.
#
# A page is a copy of index.html whose <base> leads back to the site's root. 404.html is served at addresses of any
# depth, so its <base> has to be the root's own address: BASE, "/" unless told.
set -euo pipefail
site="${TRUNK_STAGING_DIR:?this script is a hook of Trunk}"
list="$(dirname "${BASH_SOURCE[0]}")/../public/pages.txt"
mark='<base href="./">'
base="${BASE:-/}"

[[ "$base" =~ ^/([A-Za-z0-9._~-]+/)*$ ]] || { echo "BASE must be a folder such as / or /callcraft/, not '$base'" >&2; exit 1; }
[[ "$(grep -cF "$mark" "$site/index.html")" == 1 ]] || { echo "index.html must have one $mark" >&2; exit 1; }

# The later part of the program (.ci/split.sh), which all pages but the first need: asked for with the first part.
glue=("$site"/callcraft-*[0-9a-f].js)
name="$(basename "${glue[0]}" .js)"
early='<link rel="preload" href="'"${name}_later.wasm"'" as="fetch" type="application/wasm" crossorigin>'

# Writes a copy of index.html: page <path> <base>
page() {
  mkdir -p "$(dirname "$site/$1")"
  sed -e "s|$mark|<base href=\"$2\">|" -e "s|</head>|$early\n</head>|" "$site/index.html" > "$site/$1"
}

page 404.html "$base"
page sample/index.html ../
while read -r name; do
  [[ -n "$name" ]] || continue
  page "$name/index.html" ../
  page "sample/$name/index.html" ../../
done < "$list"
rm -f "$site/pages.txt"
