#!/usr/bin/env bash
# Trunk's hook after a build: cuts the program in two, so that the first page waits only for what it needs, and adds the
# program that closes and opens files with a passphrase, which only who types one waits for.
#
# src/ui/later.rs marks the functions at which to cut. Trunk has no such step: it has run wasm-bindgen over the whole
# program. This takes the program as the compiler left it, cuts it, and puts the parts in the place of the whole:
#   callcraft-HASH_bg.wasm          what the first page needs        callcraft-HASH.js        its glue
#   callcraft-HASH_later.wasm       what arrives after it            callcraft-HASH_link.js   loads it when asked
#   callcraft-HASH_seal.wasm        src/bin/seal, in a worker        callcraft-HASH_seal.js   its glue
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
site="${TRUNK_STAGING_DIR:?this script is a hook of Trunk}"
profile="${TRUNK_PROFILE:-release}"
built="${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/$profile"

glue=("$site"/callcraft-*.js)
[[ ${#glue[@]} == 1 && -f "${glue[0]}" ]] || fail "the site must have one callcraft-*.js, not ${#glue[@]}"
whole="$(basename "${glue[0]}" .js)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Without the feature "page": what is to be cut off there counts as asked for, and would come along.
seal=(cargo build --locked --quiet --target wasm32-unknown-unknown --no-default-features --features seal --bin seal)
if [[ "$profile" == release ]]; then seal+=(--release); fi
"${seal[@]}"

wasm-split-cli "$built/callcraft.wasm" "$work" --target web --out-name callcraft >/dev/null
[[ -f "$work/split_later.wasm" && "$(ls "$work"/*.wasm | wc -l)" == 2 ]] || fail "the program was not cut in two: $(ls "$work")"

# The names change with the content and with what made it, so that a host may let browsers keep the files.
name="callcraft-$( (cat "$work"/*.wasm "$built/seal.wasm" "${BASH_SOURCE[0]}" .ci/short.mjs; wasm-bindgen --version; wasm-opt --version) | sha256sum | cut -c1-16)"
wasm-bindgen --target web --no-typescript --keep-lld-exports --out-dir "$work/out" --out-name "$name" "$work/callcraft.wasm"
node .ci/short.mjs "$work/out/${name}_bg.wasm" "$work/out/$name.js"
wasm-bindgen --target web --no-typescript --out-dir "$work/out" --out-name "${name}_seal" "$built/seal.wasm"
node .ci/short.mjs "$work/out/${name}_seal_bg.wasm" "$work/out/${name}_seal.js"

# change <file> <from> <to>: every <from> in the file becomes <to>, and there must be one.
change() {
  grep -qF "$2" "$1" || fail "$(basename "$1") has no '$2' (another version of a tool?)"
  sed -i "s|${2//./\\.}|$3|g" "$1"
}
link="$work/__wasm_split.js"
change "$work/out/$name.js" 'from "./__wasm_split.js"' "from \"./${name}_link.js\""
change "$link" './callcraft.js' "./$name.js"
change "$link" './split_later.wasm' "./${name}_later.wasm"
# A host that sends .wasm under another type than application/wasm serves the first part; let it serve this one too.
change "$link" 'WebAssembly.instantiateStreaming(src, imports)' 'WebAssembly.instantiate(await (await src).arrayBuffer(), imports)'

# pack <from> <to>
pack() {
  if [[ "$profile" == release ]]; then wasm-opt "$PACKING" "$1" -o "$2" 2> >(grep -v 'unknown name subsection' >&2); else cp "$1" "$2"; fi
}
rm "$site/$whole.js" "$site/${whole}_bg.wasm"
cp "$work/out/$name.js" "$site/$name.js"
cp "$link" "$site/${name}_link.js"
pack "$work/out/${name}_bg.wasm" "$site/${name}_bg.wasm"
pack "$work/split_later.wasm" "$site/${name}_later.wasm"
cp "$work/out/${name}_seal.js" "$site/${name}_seal.js"
pack "$work/out/${name}_seal_bg.wasm" "$site/${name}_seal.wasm"

page="$site/index.html"
change "$page" "$whole" "$name"
# The glue imports the loader: asked for together.
preload="<link rel=\"modulepreload\" href=\"./$name.js\">"
change "$page" "$preload" "$preload<link rel=\"modulepreload\" href=\"./${name}_link.js\">"
