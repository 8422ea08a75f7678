#!/bin/sh
# chromium.sh PYTHON: make sure that the browser tests find a browser.
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then root=; else root=sudo; fi
  $root apt-get update -qq && $root apt-get install -y -qq chromium && exit 0
fi
"$1" -m playwright install chromium && exit 0
printf '%s\n' "Les tests du navigateur demandent Chromium : installez-le (Debian : apt-get install chromium)." \
  "The browser tests need Chromium: install it (Debian: apt-get install chromium)." >&2
exit 2
