#!/usr/bin/env bash
# GPSBabel turns GPX waypoints into KML placemarks. Both have a description, so one would expect the
# text of <desc> to arrive, with the waypoint's link, if it has one, beside it. Without a link the
# text arrives. With a link, the description in the KML is the link's address, or its <text> as an
# anchor, and the text of <desc> is nowhere in the file; no warning says so. The reader is not to
# blame: from the same file GPSBabel writes a GPX that has both.
# Needs Debian 12 with its package lists, and Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq gpsbabel=1.8.0+ds-5 libdouble-conversion3 libglib2.0-0 libicu72 \
  libpcre2-16-0 libqt5core5a libshp2 libusb-1.0-0 2>download.log || { cat download.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
libraries=$(find "$PWD/root" -name '*.so.*' -printf '%h\n' | sort -u | paste -sd :)
gpsbabel() { LD_LIBRARY_PATH=$libraries root/usr/bin/gpsbabel "$@"; }
cat >places.gpx <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="by hand" xmlns="http://www.topografix.com/GPX/1/1">
  <wpt lat="43.60" lon="1.44">
    <name>no link</name>
    <desc>Closed in winter</desc>
  </wpt>
  <wpt lat="43.61" lon="1.44">
    <name>link</name>
    <desc>Closed in winter</desc>
    <link href="https://example.org/mill"/>
  </wpt>
  <wpt lat="43.62" lon="1.44">
    <name>link with text</name>
    <desc>Closed in winter</desc>
    <link href="https://example.org/mill"><text>The mill</text></link>
  </wpt>
</gpx>
XML
cat >tell.py <<'PY'
import sys
import xml.etree.ElementTree as ET

seen = {
    place.findtext("{*}name"): place.findtext("{*}description")
    for place in ET.parse("places.kml").iterfind(".//{*}Placemark")
}
for name, description in seen.items():
    print(f"seen in the KML, {name}: {description}")
kept = [point.findtext("{*}desc") for point in ET.parse("again.gpx").iterfind("{*}wpt")]
print("seen in GPX written from the same file:", ", ".join(map(str, kept)))
with open("places.kml", encoding="utf-8") as file:
    times = file.read().count("Closed in winter")
print(f"seen, how often the text stands in the whole KML: {times}")
surprise = {
    "no link": "Closed in winter",
    "link": "https://example.org/mill",
    "link with text": '<a href="https://example.org/mill">The mill</a>',
}
sys.exit(0 if seen == surprise and times == 1 and kept == ["Closed in winter"] * 3 else 1)
PY
gpsbabel -i gpx -f places.gpx -o kml -F places.kml >kml.log 2>&1
gpsbabel -i gpx -f places.gpx -o gpx,gpxver=1.1 -F again.gpx
echo "$(gpsbabel -V | xargs) of Debian package 1.8.0+ds-5; lines of warnings: $(wc -l <kml.log)"
echo "expected: \"Closed in winter\" in all three descriptions, with the link where there is one"
python3 tell.py
[ ! -s kml.log ]
