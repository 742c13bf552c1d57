#!/usr/bin/env bash
# Every check, cheapest first. The last line says how many tests of the built site passed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source "$ROOT/.ci/lint.sh"
step "tests, host" cargo test --locked --lib --bins --tests
step "tests of the documentation" cargo test --locked --doc
step "tests, browser" bash .ci/wasm-test.sh
step "release build" bash .ci/build.sh
step "size budget" node .ci/size.mjs dist
step "the built site" bash .ci/e2e.sh
