#!/usr/bin/env bash
# Builds the program of the benchmarks as the site's is built, and runs them; they print one JSON object a line.
# Arguments choose the benchmarks whose name has one of the words.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
CHROMIUM="$(find_chromium)" || fail "Chromium is missing: run 'make tools'."
export CHROMIUM

built="${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/bench.wasm"
out=target/bench
# Without the pages, which nothing here looks at and which are most of the work.
cargo build --locked --release --target wasm32-unknown-unknown --no-default-features --bin bench
wasm-bindgen --target=web --no-typescript --out-dir="$out" --out-name=bench "$built"
wasm-opt "$PACKING" --output="$out/bench_bg.wasm" "$out/bench_bg.wasm"

exec node tests/bench/run.mjs "$@"
