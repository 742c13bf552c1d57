#!/usr/bin/env bash
# Installs what a task needs and this machine lacks, and nothing else.
#   tools.sh rust    the toolchain with the browser target
#   tools.sh build   and what builds the site
#   tools.sh e2e     a browser and what drives it, for a site already built
#   tools.sh firefox Firefox and what drives it, for a site already built
#   tools.sh test    all of these
#   tools.sh bench   what builds the site, a browser, and what the benchmarks compare with
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

rust() {
  has rustup || fail "rustup is missing: install Rust as https://rustup.rs says, then try again."
  has cc || apt_install build-essential || fail "a C compiler is missing: install gcc or clang, then try again."
  # rust-toolchain.toml names the version, the parts and the target; rustup reads it.
  cargo --version >/dev/null 2>&1 || rustup toolchain install || fail "rustup could not install the toolchain that rust-toolchain.toml names."
  rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown \
    || fail "rustup could not add the target wasm32-unknown-unknown."
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 || rustup component add rustfmt clippy \
    || fail "rustup could not add rustfmt and clippy."
}

# Whether the command prints the version: version_is trunk 0.21.14
version_is() { has "$1" && [[ "$("$1" --version 2>/dev/null | awk 'NR == 1 { print $2 }')" == "$2" ]]; }

# Installs a crate's programs into .tools: cargo_tool trunk 0.21.14 [option of cargo install …]
cargo_tool() {
  local crate="$1" version="$2"
  shift 2
  say "Installing $crate $version into .tools (once; some minutes when it has to be compiled)"
  # A ready-made one counts when it runs here: it may be made for another system.
  if (($# == 0)) && has cargo-binstall; then
    if cargo binstall --no-confirm --disable-telemetry --disable-strategies compile --root "$ROOT/.tools" "$crate@$version" \
      && version_is "${crate%-cli}" "$version"; then return; fi
    say "cargo binstall has no $crate $version that runs here: compiling it"
  fi
  # Compiled to be ready soon, not to run fast; over what cargo binstall may have left. The crate's own lock file first: it may
  # name a version that is no longer to be had.
  local install=(env -u RUSTFLAGS CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
    cargo install --force "$crate" --version "$version" --root "$ROOT/.tools" --target-dir "$ROOT/.tools/target" "$@")
  "${install[@]}" --locked || "${install[@]}" || fail "cargo could not install $crate $version."
  rm -rf "$ROOT/.tools/target"
}

# Installs the packages of a folder's lock file: npm_packages .ci
npm_packages() {
  has node && has npm || fail "Node is missing: install Node 20 or newer with npm, then try again."
  (($(node -p 'process.versions.node.split(".")[0]') >= 20)) || fail "Node $(node --version) is too old: install Node 20 or newer, then try again."
  cmp -s "$1/package-lock.json" "$1/node_modules/.installed" && return
  say "Installing the packages of $1/package-lock.json"
  npm ci --prefix "$1" --no-audit --no-fund --loglevel=error || fail "npm could not install the packages of $1/package-lock.json."
  cp "$1/package-lock.json" "$1/node_modules/.installed"
}

build() {
  rust
  version_is trunk "$TRUNK_VERSION" || cargo_tool trunk "$TRUNK_VERSION"
  version_is wasm-bindgen "$WASM_BINDGEN_VERSION" && has wasm-bindgen-test-runner || cargo_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION"
  # This one does not tell its version; cargo keeps a list of what it installed.
  has wasm-split-cli && grep -qs "wasm_split_cli_support $WASM_SPLIT_VERSION " "$ROOT/.tools/.crates.toml" \
    || cargo_tool wasm_split_cli_support "$WASM_SPLIT_VERSION" --features build-binary
  npm_packages .ci # wasm-opt
}

apt_install() {
  has apt-get || return 1
  local as_root=()
  if ((EUID != 0)); then
    has sudo || { say "Installing needs root, and there is no sudo here. As root: apt-get install $*"; return 1; }
    as_root=(sudo)
  fi
  say "Installing $* with apt-get"
  "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

browser() {
  find_chromium >/dev/null && find_chromedriver >/dev/null && return
  # Debian's names, then Ubuntu's.
  apt_install chromium chromium-driver || apt_install chromium-browser chromium-chromedriver || true
  find_chromium >/dev/null && find_chromedriver >/dev/null \
    || fail "Chromium or its chromedriver is missing: install both, or set CHROMIUM and CHROMEDRIVER to where they are."
}

# Only a wish: the tests run in Chromium itself as well, and take longer.
headless() {
  has chromium-headless-shell || [[ -n "${CHROMIUM:-}" ]] && return
  ((EUID == 0)) || sudo -n true 2>/dev/null || return 0
  apt_install chromium-headless-shell || say "There is no chromium-headless-shell here: the tests take Chromium itself."
}

e2e() {
  npm_packages tests/e2e
  browser
  headless
}

firefox() {
  npm_packages tests/e2e
  rust
  version_is geckodriver "$GECKODRIVER_VERSION" || cargo_tool geckodriver "$GECKODRIVER_VERSION"
  find_firefox >/dev/null && return
  apt_install firefox-esr || apt_install firefox || true
  find_firefox >/dev/null || fail "Firefox is missing: install it, or set FIREFOX to where it is."
}

bench() {
  npm_packages tests/bench
  browser
}

case "${1:-}" in
  rust) rust ;;
  build) build ;;
  e2e) e2e ;;
  firefox) firefox ;;
  test) build && e2e && firefox ;;
  bench) build && bench ;;
  *) fail "usage: .ci/tools.sh rust|build|e2e|firefox|test|bench" ;;
esac
