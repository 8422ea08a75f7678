#!/bin/sh
# chromium.sh PYTHON: make sure that the browser tests find a browser.
set -eu
# the shell runs the same engine in two thirds of the time; not every system has it
shell=chromium-headless-shell
has() { command -v "$1" >/dev/null; }
own() { "$python" -m playwright install "$@" chromium; }
python=$1

has "$shell" && exit 0
whole=
for name in chromium chromium-browser google-chrome; do
  if has "$name"; then whole=$name; fi
done
if [ -n "$whole" ]; then
  own --only-shell >/dev/null 2>&1 || true # it is for speed: what is there will do
  exit 0
fi
if has apt-get; then
  if [ "$(id -u)" = 0 ]; then root=; else root=sudo; fi
  $root apt-get update -qq || true
  $root apt-get install -y -qq "$shell" && exit 0
fi
own --only-shell && exit 0
if has apt-get; then $root apt-get install -y -qq chromium && exit 0; fi
own --no-shell && exit 0
printf '%s\n' "Les tests du navigateur demandent Chromium : installez-le (Debian : apt-get install chromium-headless-shell)." \
  "The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell)." >&2
exit 2
