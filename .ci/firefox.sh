#!/usr/bin/env bash
# Tries the site in dist/ in Firefox: the journeys that must not differ between browsers.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
[[ -f dist/index.html ]] || fail "there is no site in dist/: run 'make build' first."
FIREFOX="$(find_firefox)" || fail "Firefox is missing: run 'make tools'."
export FIREFOX
exec node tests/e2e/firefox/run.mjs
