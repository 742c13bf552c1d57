#!/usr/bin/env bash
# Tries the site in dist/ in a browser. Arguments choose the tests whose name has one of the words.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
[[ -f dist/index.html ]] || fail "there is no site in dist/: run 'make build' first."
# Chromium itself for what is done to a whole browser, such as killing it; all else needs no window.
CHROMIUM_HEADLESS="$(find_headless)" || fail "Chromium is missing: run 'make tools'."
CHROMIUM="$(find_chromium)"
export CHROMIUM CHROMIUM_HEADLESS
exec node tests/e2e/run.mjs "$@"
