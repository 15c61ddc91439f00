# What the other scripts share: the project's folder, the tools' versions and folder, and how to speak.
# shellcheck shell=bash

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$project" || exit

# shellcheck source=tools.env
. "$project/tools.env"

# Where `cargo install` puts programs. wasm-opt goes there too, so that no step needs the administrator.
tools_root=${CARGO_INSTALL_ROOT:-${CARGO_HOME:-$HOME/.cargo}}
PATH="$tools_root/bin:$PATH"
export PATH

# Trunk asks the network for a newer version of itself unless told not to.
export TRUNK_SKIP_VERSION_CHECK=true
# Trunk refuses the usual NO_COLOR=1.
if [ -n "${NO_COLOR:-}" ]; then export NO_COLOR=true; fi

say() { printf '%s\n' "$*"; }

# fail MESSAGE: stop, saying what went wrong and what to do.
fail() {
  printf '\nerror: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# A release tells nothing of the folders of the machine that built it.
if have rustc; then
  remap="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates"
  remap+=" --remap-path-prefix=$(rustc --print sysroot)/lib/rustlib/src/rust=rust"
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="${CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS:-} $remap"
fi

# small_std: lets the builds that follow compile the standard library together with the widget, for size and without the words of panics: a
# panic traps at once. That is much less for every reader. Cargo counts both as unstable, so only the compiler that they were tried with is told
# to take them; with another one the module is the same, only larger.
small_std() {
  local version sources
  version=$(rustc --version | cut -d ' ' -f 2)
  sources="$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock"
  if [ "$version" != "$SMALL_STD_RUST_VERSION" ] || [ ! -f "$sources" ]; then
    say "The module will be larger than it could be: a small one takes Rust $SMALL_STD_RUST_VERSION (here: $version) with its component rust-src."
    return
  fi
  export RUSTC_BOOTSTRAP=1
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort
  export CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS+=" -Zunstable-options -Cpanic=immediate-abort"
  # For scripts/split.mjs: functions that tell what they are compiled for, none of them two at once.
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS+=" -Csymbol-mangling-version=v0 -Zmerge-functions=disabled"
  # And whose data tells who refers to it, under the same names.
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS+=" -Clink-arg=--emit-relocs -Clink-arg=--demangle"
  # Half of the usual stack, so that the addresses of all data have three bytes and not four.
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS+=" -Clink-arg=-zstack-size=524288"
  export NEWS_TIMELINE_PARTS=1
}
