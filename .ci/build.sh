#!/usr/bin/env bash
# Builds the site into dist/. BASE is the folder of the host that 404.html belongs to; the rest works in any folder.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
export BASE="${BASE:-/}"
# Trunk reads NO_COLOR as its own switch and stops at the usual value 1.
env -u NO_COLOR trunk build --release
