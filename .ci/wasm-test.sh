#!/usr/bin/env bash
# Runs the tests that need a browser (tests/*.rs with #![cfg(target_arch = "wasm32")]) in headless Chromium.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

mapfile -t files < <(grep -lE '^#!\[cfg\(target_arch = "wasm32"\)\]' tests/*.rs)
((${#files[@]} > 0)) || fail "no file in tests/ has #![cfg(target_arch = \"wasm32\")]: the tests for the browser are gone."
chosen=()
for file in "${files[@]}"; do chosen+=(--test "$(basename "$file" .rs)"); done

CHROMEDRIVER="$(find_chromedriver)" || fail "chromedriver is missing: run 'make tools'."
export CHROMEDRIVER
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$ROOT/.ci/wasm-runner.sh"
# For the whole of one file's tests, on a slow machine.
export WASM_BINDGEN_TEST_TIMEOUT="${WASM_BINDGEN_TEST_TIMEOUT:-300}"
cargo test --locked --no-default-features --target wasm32-unknown-unknown "${chosen[@]}"
