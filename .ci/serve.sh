#!/usr/bin/env bash
# Builds the site and serves it on this machine only.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
# A port that is taken is better known before the build than after it.
node .ci/serve.mjs --check
bash .ci/tools.sh build
bash .ci/build.sh
exec node .ci/serve.mjs
