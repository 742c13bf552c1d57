# Sourced by the other scripts: where the project is and where its own tools are.
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
TRUNK_VERSION=0.21.14
WASM_SPLIT_VERSION=0.2.4
GECKODRIVER_VERSION=0.37.1
# How the program is packed after it was compiled (wasm-opt), for the site and for the benchmarks alike. -Oz makes smaller bytes
# that compress worse: 10 kB more on the wire.
PACKING=-O2
# The command-line tool must be of the version the program is linked with.
WASM_BINDGEN_VERSION="$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock")"

# The project's own tools come first, so that an older one of the machine is never used by mistake.
export PATH="$ROOT/.tools/bin:$ROOT/.ci/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
cd "$ROOT"

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
# A program, not a function of these scripts by the same name.
has() { type -P "$1" >/dev/null 2>&1; }

# Prints the first of the given commands that this machine has.
first_of() {
  local name
  for name in "$@"; do
    if [[ -n "$name" ]] && has "$name"; then type -P "$name"; return; fi
  done
  return 1
}
find_chromium() { first_of "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; }
# The same browser without its windows, where there is one: the tests of the built site are a third less work in it.
find_headless() { [[ -z "${CHROMIUM:-}" ]] && first_of chromium-headless-shell || find_chromium; }
find_chromedriver() { first_of "${CHROMEDRIVER:-}" chromedriver chromium.chromedriver; }
find_firefox() { first_of "${FIREFOX:-}" firefox-esr firefox; }
