#!/usr/bin/env bash
# Packs the release build in dist/ (see package.mjs), then installs the tarball into fresh pages and builds them, for the browser tests.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

out=$project/target/package
node scripts/package.mjs "$out"
[ "${1:-}" = try ] || exit 0

tarball=$(echo "$out"/news-timeline-*.tgz)
for page in vite react; do
  folder=$out/try/$page
  mkdir -p "$folder"
  cp tests/package/"$page"/* tests/package/server.mjs "$folder"
  packages=("$tarball" "vite@$VITE_VERSION")
  case $page in
    vite) packages+=("typescript@$TYPESCRIPT_VERSION") ;;
    react) packages+=("react@$REACT_VERSION" "react-dom@$REACT_VERSION") ;;
  esac
  (
    cd "$folder"
    echo '{ "private": true, "type": "module" }' >package.json
    npm install --no-fund --no-audit --loglevel=error "${packages[@]}" >/dev/null
    node server.mjs
    if [ "$page" = vite ]; then npx --no-install tsc; fi
    npx --no-install vite build --base ./ --logLevel warn
  )
done
