#!/usr/bin/env bash
# Tries the site in dist/ in a browser. Arguments choose the tests whose name has one of the words.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
[[ -f dist/index.html ]] || fail "there is no site in dist/: run 'make build' first."
CHROMIUM="$(find_chromium)" || fail "Chromium is missing: run 'make tools'."
export CHROMIUM
exec node tests/e2e/run.mjs "$@"
