#!/usr/bin/env bash
# Every check, cheapest first. The last line says how many tests of the built site passed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
source "$ROOT/.ci/lint.sh"
log=target/e2e.log
# What would make the next build of the same sources quick makes the only one slow.
if [[ -n "${CI:-}" ]]; then export CARGO_INCREMENTAL=0; fi
built_site() { bash .ci/e2e.sh | tee "$log"; }

# Its last part, where all is put together, is work for one processor only.
beside "release build" bash .ci/build.sh
step "tests, host" cargo test --locked --workspace --lib --bins --tests
step "tests of the documentation" cargo test --locked --workspace --doc
step "tests, browser" bash .ci/wasm-test.sh
joined
step "size budget" node .ci/size.mjs dist
step "the built site in Firefox" bash .ci/firefox.sh
step "the built site" built_site
printf '\nAll checks passed in %d s.\n' "$SECONDS"
tail -n 1 "$log"
