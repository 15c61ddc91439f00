#!/usr/bin/env bash
# Runs every check, or those named (`check.sh fmt clippy`), and says how each went and how long it took.
# A failed check does not keep the others from running; the exit code is 0 only if all passed.
# BROWSER names the engine in which the widget is tested, chromium unless it is set.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

all="versions element fmt clippy clippy_wasm test_pure test bench_unit doc build size package ${BROWSER:-chromium}"
wanted=${*:-$all}

title() {
  case $1 in
    versions) echo "versions: Cargo.toml and Trunk.toml name the tools of tools.env" ;;
    element) echo "element: the documentation, the types and the sources tell the same names" ;;
    fmt) echo "rustfmt: the code is formatted" ;;
    clippy) echo "clippy: the whole workspace, no warning" ;;
    clippy_wasm) echo "clippy: the widget for WebAssembly, no warning" ;;
    test_pure) echo "tests: the pure part, without a web" ;;
    test) echo "tests: everything that needs no browser" ;;
    bench_unit) echo "tests: the arithmetic of the benchmarks" ;;
    doc) echo "rustdoc: the documentation, no warning" ;;
    build) echo "trunk: the release build" ;;
    size) echo "size: what the widget loads, against its budget" ;;
    package) echo "package: packed, installed into fresh pages of Vite and React, built" ;;
    chromium | firefox | webkit) echo "tests: the widget in $1" ;;
    *) fail "There is no check '$1'. There are: $all chromium firefox webkit." ;;
  esac
}

# same WHAT EXPECTED FOUND
same() {
  if [ "$2" = "$3" ]; then return 0; fi
  say "$1 is '$3', but tools.env says '$2'."
  return 1
}
# value FILE KEY: the quoted value of `KEY = "…"`.
value() { sed -n "s/^$2 *= *\"\\([^\"]*\\)\".*/\\1/p" "$1" | head -n 1; }

check_versions() {
  local ok=0
  same "wasm-bindgen in Cargo.toml" "=$WASM_BINDGEN_VERSION" \
    "$(sed -n 's/^wasm-bindgen *= *{.*version *= *"\([^"]*\)".*/\1/p' Cargo.toml)" || ok=1
  same "trunk-version in Trunk.toml" "=$TRUNK_VERSION" "$(value Trunk.toml trunk-version)" || ok=1
  same "wasm_bindgen in Trunk.toml" "$WASM_BINDGEN_VERSION" "$(value Trunk.toml wasm_bindgen)" || ok=1
  same "wasm_opt in Trunk.toml" "version_$BINARYEN_VERSION" "$(value Trunk.toml wasm_opt)" || ok=1
  return $ok
}
check_element() { node scripts/manifest.mjs; }
check_fmt() { cargo fmt --all --check; }
check_clippy() { cargo clippy --locked --workspace --all-targets -- -D warnings; }
check_clippy_wasm() { cargo clippy --locked --target wasm32-unknown-unknown --lib --bins -- -D warnings; }
check_test_pure() { cargo test --locked --no-default-features; }
check_test() { cargo test --locked; }
check_bench_unit() { node --test --test-reporter=dot benches/peers/lib/; }
check_doc() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items --lib; }
check_build() (
  small_std
  trunk build --release
)
check_size() { node scripts/size.mjs dist; }
check_package() { scripts/package.sh try; }
check_chromium() { in_engine chromium "$(chromium --version 2>/dev/null || google-chrome --version)"; }
check_firefox() { in_engine firefox "$(firefox --version 2>/dev/null || firefox-esr --version)"; }
check_webkit() { in_engine webkit "WebKitGTK $(dpkg-query -W -f '${Version}' webkit2gtk-driver 2>/dev/null)"; }

table=""
# in_engine ENGINE VERSION: the browser tests, and their line in the table. What tests leave out they say, which only --show-output shows.
in_engine() {
  local log=target/browser-tests/$1.log status=0 counts
  mkdir -p "${log%/*}"
  BROWSER=$1 cargo test --locked -p news-timeline-browser-tests -- --show-output 2>&1 | tee "$log" || status=1
  counts=$(sed -n 's/^test result: [A-Za-z]*\. \([0-9]*\) passed; \([0-9]*\) failed;.*/\1 \2/p' "$log" |
    awk '{ passed += $1; failed += $2 } END { printf "%6d %6d", passed, failed }')
  table+=$(printf '  %-8s %s %9d  %s' "$1" "$counts" "$(grep -c '^skipped' "$log")" "$2")$'\n'
  return $status
}

# These look at what the build wrote.
needs_build() { case $1 in size | package | chromium | firefox | webkit) true ;; *) false ;; esac; }

passed=0 failed=0 skipped=0 report="" build_failed=no
for name in $wanted; do
  heading=$(title "$name")
  printf '\n=== %s\n' "$heading"
  if needs_build "$name" && [ "$build_failed" = yes ]; then
    say "not run: the build failed"
    skipped=$((skipped + 1))
    report="$report  not run      -  $heading"$'\n'
    continue
  fi
  started=$SECONDS
  # In an `if`, bash would let a check go on after its first failing command: each check is one command, or returns its own verdict.
  if "check_$name"; then
    passed=$((passed + 1)) word="passed "
  else
    failed=$((failed + 1)) word="FAILED "
    if [ "$name" = build ]; then build_failed=yes; fi
  fi
  report="$report  $word $(printf '%5d' $((SECONDS - started))) s  $heading"$'\n'
done

if [ -n "$table" ]; then printf '\n=== the widget in browsers\n  engine   passed failed  left out\n%s' "$table"; fi
printf '\n=== all checks\n%s' "$report"
say "checks: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ]
