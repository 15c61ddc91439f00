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
