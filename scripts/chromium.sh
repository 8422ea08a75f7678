#!/bin/sh
# chromium.sh PYTHON: make sure that the browser tests find a browser.
set -eu
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then root=; else root=sudo; fi
  $root apt-get update -qq || true
  # the shell runs the same engine in two thirds of the time; not every system has it
  for name in chromium-headless-shell chromium; do
    $root apt-get install -y -qq "$name" && exit 0
  done
fi
"$1" -m playwright install chromium && exit 0
printf '%s\n' "Les tests du navigateur demandent Chromium : installez-le (Debian : apt-get install chromium-headless-shell)." \
  "The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell)." >&2
exit 2
