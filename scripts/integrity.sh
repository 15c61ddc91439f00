#!/bin/sh
# Writes integrity.json: the hashes with which an embedder can pin the files of a release (Subresource Integrity).
# Trunk runs it after a build, with the folder of the new files in TRUNK_STAGING_DIR.
set -eu

[ "${TRUNK_PROFILE:-debug}" = release ] || exit 0
cd "$TRUNK_STAGING_DIR"

hash() { openssl dgst -sha384 -binary "$1" | openssl base64 -A; }

separator='{'
{
  for file in news-timeline.js news-timeline-app.js news-timeline-app_bg.wasm; do
    printf '%s\n  "%s": "sha384-%s"' "$separator" "$file" "$(hash "$file")"
    separator=','
  done
  printf '\n}\n'
} > integrity.json
