#!/usr/bin/env bash
# Measures the widget beside others in Chromium: installs what is missing, builds the widget, and runs benches/peers/run.mjs
# with the arguments given. With `--ours DIR` the build in DIR is measured and nothing is built.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

peers=benches/peers
# What npm installed is described in a copy of the lock file.
stamp=$peers/node_modules/.package-lock.of-install

BROWSER=chromium scripts/setup.sh test
case " $* " in
  *" --ours"*) ;;
  *) scripts/check.sh build ;;
esac
if ! cmp -s "$peers/package-lock.json" "$stamp"; then
  say "the widgets to compare with: from npm, about half a minute …"
  npm ci --prefix "$peers" --ignore-scripts --no-fund --no-audit --loglevel=error ||
    fail "npm could not install the widgets that $peers/package-lock.json names: see above."
  cp "$peers/package-lock.json" "$stamp"
fi
exec node "$peers/run.mjs" "$@"
