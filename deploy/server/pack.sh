#!/bin/sh
# pack.sh SITE: lay a packed copy beside each text of a published site (x.html.gz beside x.html), as
# small as gzip makes it. nginx then sends it as it is, and packs nothing for each visitor: see
# gzip_static in nginx.conf. `parcours publish` makes the folder anew: pack after each publication.
# With -f, since gzip passes over files that have a second name: those of a site are also in docs/.
set -eu
find "$1" -type f -size +1k \( -name '*.html' -o -name '*.css' -o -name '*.js' -o -name '*.json' \
  -o -name '*.geojson' -o -name '*.jsonld' -o -name '*.webmanifest' -o -name '*.svg' \
  -o -name '*.gpx' -o -name '*.kml' -o -name '*.ics' -o -name '*.csv' -o -name '*.xml' \) \
  -exec gzip -9 -k -f -n {} +
