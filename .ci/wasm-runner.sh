#!/usr/bin/env bash
# What cargo calls with a compiled test. The runner reads webdriver.json where it is started, so it is started here.
set -euo pipefail
test="$(realpath "$1")"
shift
cd "$(dirname "${BASH_SOURCE[0]}")"
exec wasm-bindgen-test-runner "$test" "$@"
