#!/bin/sh
# Writes the manifest of the element. Makes the files of a release as small as they can be, then writes integrity.json: the hashes with which an embedder can pin the files of a release (Subresource Integrity).
# Trunk runs it after a build, with the folder of the new files in TRUNK_STAGING_DIR.
set -eu

scripts=$PWD/scripts
# The live reference (docs/examples/reference.html) reads it, while one works as well.
if command -v node >/dev/null; then node "$scripts/manifest.mjs" "$TRUNK_STAGING_DIR/custom-elements.json"; fi
[ "${TRUNK_PROFILE:-debug}" = release ] || exit 0
linked=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')/wasm32-unknown-unknown/release/news-timeline-app.wasm
cd "$TRUNK_STAGING_DIR"
if command -v node >/dev/null && command -v esbuild >/dev/null; then
  node "$scripts/slim.mjs" news-timeline-app_bg.wasm news-timeline-app.js "$linked"
else
  echo 'Node.js or esbuild is not installed: the download stays larger than it could be.' >&2
  wasm-opt --strip-debug --strip-producers news-timeline-app_bg.wasm -o news-timeline-app_bg.wasm
fi

minify() {
  command -v esbuild >/dev/null || return 0
  for script in "$@"; do esbuild "$script" --minify --format=esm --target=es2022 --allow-overwrite --outfile="$script" --log-level=warning; done
}
minify news-timeline-app.js

hash() { openssl dgst -sha384 -binary "$1" | openssl base64 -A; }

# The loader checks what it loads where the page checks the loader: see docs/embedding.md.
hashes="{ script: 'sha384-$(hash news-timeline-app.js)', module: 'sha384-$(hash news-timeline-app_bg.wasm)' }"
parts=
for file in news-timeline-[a-z]*.wasm; do
  case $file in news-timeline-app_bg.wasm) continue ;; esac
  [ -f "$file" ] || continue
  name=${file#news-timeline-}
  parts="$parts ${name%.wasm}: [new URL('./$file', import.meta.url), 'sha384-$(hash "$file")'],"
done
sed -i.bak -e "s|^const INTEGRITY = {};|const INTEGRITY = $hashes;|" -e "s|^const PARTS = {};|const PARTS = {$parts };|" news-timeline.js
rm news-timeline.js.bak
grep -q "INTEGRITY = { script" news-timeline.js || { echo 'The hashes did not get into news-timeline.js.' >&2; exit 1; }

minify news-timeline.js embed.js news-timeline-host.js

separator='{'
{
  for file in news-timeline.js news-timeline-app.js *.wasm news-timeline-host.js embed.js; do
    printf '%s\n  "%s": "sha384-%s"' "$separator" "$file" "$(hash "$file")"
    separator=','
  done
  printf '\n}\n'
} > integrity.json
