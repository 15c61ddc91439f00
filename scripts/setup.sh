#!/usr/bin/env bash
# Installs what is missing for building (`setup.sh build`), for packing (`setup.sh package`) or for building and testing (`setup.sh test`).
# Says what it does and how far it is. Where everything is there already it takes a second.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

purpose=${1:-build}
# The engines that the widget is tested in, one or some.
read -r -a browsers <<<"${BROWSER:-chromium firefox webkit}"
case $purpose in
  build) steps=5 ;;
  package) steps=6 ;;
  test) steps=$((7 + ${#browsers[@]})) ;;
  *) fail "setup.sh knows 'build', 'package' and 'test', not '$purpose'." ;;
esac
step=0

# begin TITLE: the next step's line.
begin() {
  step=$((step + 1))
  title="[$step/$steps] $1"
  started=$SECONDS
}
present() { say "$title: there"; }
installing() { say "$title: $1 …"; }
installed() { say "$title: installed, $((SECONDS - started)) s"; }

# as_root COMMAND …: run it as the administrator, where that needs no password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}
can_apt() { have apt-get && { [ "$(id -u)" -eq 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }; }

# What else there is to do than to install what is missing.
or_else=""
# apt WHAT-FOR PACKAGE …: install Debian packages, or say which to install by hand.
apt() {
  local what=$1
  shift
  can_apt || fail "$what is missing, and this script may not install it here. Install it (on Debian: apt-get install $*) and try again.$or_else"
  as_root apt-get update -qq || fail "apt-get update failed: see above. $what comes from the packages $*."
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "apt-get could not install $*: see above."
}

need_rust() {
  have cargo || fail "cargo is missing. Install Rust with rustup (https://rustup.rs) and try again."
  have cc || have gcc || have clang || apt "A C compiler and linker" gcc libc6-dev
}

need_npm() {
  have npm || apt "npm (it comes with Node.js)" nodejs npm
}

wasm_target() {
  begin "Rust's standard library for WebAssembly"
  if [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ]; then
    present
    return
  fi
  have rustup || fail "This Rust has no wasm32-unknown-unknown target and there is no rustup to add it. Install Rust with rustup (https://rustup.rs), or your system's package of that target."
  installing "downloading"
  rustup target add wasm32-unknown-unknown || fail "rustup could not add the target wasm32-unknown-unknown: see above."
  installed
}

# Only for size: without the sources a release still builds, and says so.
std_sources() {
  begin "the standard library's sources"
  if [ -f "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then
    present
    return
  fi
  if ! have rustup; then
    say "$title: not there, and no rustup to add them"
    return
  fi
  installing "downloading"
  if rustup component add rust-src; then installed; fi
}

# cargo_tool COMMAND CRATE VERSION MINUTES FLAG …
cargo_tool() {
  local command=$1 crate=$2 version=$3 minutes=$4
  shift 4
  begin "$crate $version"
  if have "$command" && "$command" --version 2>/dev/null | grep -qw -- "$version"; then
    present
    return
  fi
  installing "compiling, about $minutes minutes on two cores"
  cargo install "$crate" --version "$version" --root "$tools_root" --force "$@" ||
    fail "cargo could not install $crate $version: see above."
  installed
}

minifiers() {
  begin "wasm-opt $BINARYEN_VERSION and esbuild $ESBUILD_VERSION"
  if have wasm-opt && wasm-opt --version 2>/dev/null | grep -qw -- "$BINARYEN_VERSION" &&
    have esbuild && esbuild --version 2>/dev/null | grep -qw -- "$ESBUILD_VERSION"; then
    present
    return
  fi
  installing "from npm, about 20 seconds"
  need_npm
  npm install --global --prefix "$tools_root" --no-fund --no-audit --loglevel=error \
    "binaryen@$BINARYEN_VERSION" "esbuild@$ESBUILD_VERSION" ||
    fail "npm could not install binaryen $BINARYEN_VERSION, which brings wasm-opt, and esbuild $ESBUILD_VERSION: see above."
  installed
}

packer() {
  begin "zip"
  if have zip; then
    present
    return
  fi
  installing "from the system's packages, a few seconds"
  apt "zip" zip
  installed
}

# test_browser NAME
test_browser() {
  begin "the browser $1 and its driver"
  or_else=" To test without it: make test BROWSER=chromium, or other ones of chromium, firefox and webkit."
  case $1 in
    chromium)
      if have chromedriver && { have chromium || have google-chrome; } && [ "$(fonts)" -gt 0 ]; then
        present
        return
      fi
      installing "from the system's packages, about a minute"
      apt "Chromium with its driver" chromium chromium-driver fonts-liberation fonts-noto-core
      ;;
    firefox)
      if have geckodriver && { have firefox || have firefox-esr; }; then
        present
        return
      fi
      installing "from the system's packages and cargo, about 5 minutes"
      { have firefox || have firefox-esr; } || apt "Firefox" firefox-esr fonts-liberation fonts-noto-core
      have geckodriver || cargo install geckodriver --version "$GECKODRIVER_VERSION" --root "$tools_root" --locked ||
        fail "cargo could not install geckodriver $GECKODRIVER_VERSION: see above."
      ;;
    webkit)
      if have WebKitWebDriver && have Xvfb; then
        present
        return
      fi
      installing "from the system's packages, about a minute"
      apt "WebKit with its driver" webkit2gtk-driver xvfb fonts-liberation fonts-noto-core
      ;;
    *) fail "BROWSER is one or some of chromium, firefox and webkit, not '$1'." ;;
  esac
  installed
}

# How many typefaces there are: a browser without any draws no text.
fonts() {
  if have fc-list; then fc-list | wc -l; else echo 0; fi
}

axe_core() {
  begin "axe-core $AXE_CORE_VERSION"
  local package=node_modules/axe-core/package.json
  if [ -f "$package" ] && grep -q "\"version\": \"$AXE_CORE_VERSION\"" "$package"; then
    present
    return
  fi
  installing "from npm, a few seconds"
  need_npm
  npm install --prefix "$project" --no-save --no-package-lock --no-fund --no-audit --loglevel=error \
    "axe-core@$AXE_CORE_VERSION" || fail "npm could not install axe-core $AXE_CORE_VERSION: see above."
  installed
}

need_rust
wasm_target
std_sources
cargo_tool trunk trunk "$TRUNK_VERSION" 7 --locked
# Not --locked: its lock file names a crate version that not every mirror of the registry has.
cargo_tool wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN_VERSION" 5
minifiers
if [ "$purpose" != build ]; then packer; fi
if [ "$purpose" = test ]; then
  for browser in "${browsers[@]}"; do test_browser "$browser"; done
  axe_core
fi
