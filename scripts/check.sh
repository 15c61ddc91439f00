#!/usr/bin/env bash
# Runs every check, or those named (`check.sh fmt clippy`), and says how each went and how long it took.
# A failed check does not keep the others from running; the exit code is 0 only if all passed.
# BROWSER names the engines in which the widget is tested, all three unless it is set.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

checks="versions element fmt clippy clippy_wasm test_pure test bench_unit doc build size package"
all="$checks ${BROWSER:-chromium firefox webkit}"
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
    *) fail "There is no check '$1'. There are: $checks chromium firefox webkit." ;;
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
# What failed is tried once more, by itself: a browser that is driven from outside stumbles on a busy machine. The table says how many were.
in_engine() {
  local log=target/browser-tests/$1.log again=target/browser-tests/$1-again.log stumbled passed failed
  mkdir -p "${log%/*}"
  : >"$again"
  if BROWSER=$1 in_browser --show-output 2>&1 | tee "$log"; then
    stumbled=0 failed=0
  else
    mapfile -t names < <(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p' "$log")
    stumbled=${#names[@]} failed=$stumbled
    if [ "$stumbled" -eq 0 ]; then
      failed=1
    elif say "once more, one at a time: ${names[*]}" && BROWSER=$1 RUST_TEST_THREADS=1 in_browser --exact "${names[@]}" 2>&1 | tee "$again"; then
      failed=0
    else
      failed=$(counted failed "$again")
    fi
  fi
  passed=$(($(counted passed "$log") + $(counted passed "$again")))
  table+=$(printf '  %-8s %6d %6d %12d %9d  %s' "$1" "$passed" "$failed" "$stumbled" "$(grep -c '^skipped' "$log")" "$2")$'\n'
  [ "$failed" -eq 0 ]
}
in_browser() { cargo test --locked -p news-timeline-browser-tests --no-fail-fast -- "$@"; }
# counted WHAT LOG: how many tests passed or failed.
counted() { awk -v what="$1;" '/^test result:/ { for (i = 2; i <= NF; i++) if ($i == what) n += $(i - 1) } END { print n + 0 }' "$2"; }

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

if [ -n "$table" ]; then printf '\n=== the widget in browsers\n  engine   passed failed  second try  left out\n%s' "$table"; fi
printf '\n=== all checks\n%s' "$report"
say "checks: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ]
