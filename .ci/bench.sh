#!/usr/bin/env bash
# Runs the benchmarks against the site in dist/; they print one JSON object a line.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
CHROMIUM="$(find_chromium)" || fail "Chromium is missing: run 'make tools'."
export CHROMIUM
exec node tests/bench/run.mjs "$@"
