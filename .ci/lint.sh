#!/usr/bin/env bash
# The format, and the lints on the host and for the browser, with warnings as errors.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source "$ROOT/.ci/step.sh"
step "format" cargo fmt --all --check
step "lints, host" cargo clippy --locked --workspace --all-targets -- -D warnings
step "lints, browser" cargo clippy --locked --target wasm32-unknown-unknown --workspace --all-targets -- -D warnings
