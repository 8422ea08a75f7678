#!/usr/bin/env bash
# A bar closes at midnight: "24:00:00" is a value of xsd:time by XML Schema 1.0 and 1.1 alike (the end
# of the day), and what a catalogue says in RDF is checked with SHACL. One would expect pyshacl 0.40.1
# on rdflib 7.6.0 to accept it as it does 23:59:00. It is a violation, "not Literal with datatype
# xsd:time", since rdflib reads times with Python's, which know no hour 24; so are dateTimes that end
# a day. "00:00:00" passes, and says that the bar closes before it opens.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0 \
  xmlschema==4.3.2
cat >ask.py <<'PY'
import logging
from importlib.metadata import version

import pyshacl
import xmlschema
from rdflib import Graph

logging.disable(logging.CRITICAL)
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
[] a sh:NodeShape ; sh:targetSubjectsOf schema:closes ;
   sh:property [ sh:path schema:closes ; sh:datatype xsd:time ] .
"""
DATA = """
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
<https://example.org/bar> schema:closes "{}"^^xsd:time .
"""
XSD = xmlschema.XMLSchema('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
                          '<xs:element name="closes" type="xs:time"/></xs:schema>')
print("pyshacl", version("pyshacl"), "rdflib", version("rdflib"), "xmlschema", version("xmlschema"))
print("expected: 24:00:00 is a time for both, as 23:59:00 is")
told = {}
for closes in ("23:59:00", "24:00:00", "00:00:00"):
    conforms, _, _ = pyshacl.validate(
        Graph().parse(data=DATA.format(closes), format="turtle"),
        shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    told[closes] = (XSD.is_valid(f"<closes>{closes}</closes>"), conforms)
    print(f"seen: {closes}: by XML Schema {told[closes][0]}, by SHACL {conforms}")
raise SystemExit(told != {"23:59:00": (True, True), "24:00:00": (True, False),
                          "00:00:00": (True, True)})
PY
env/bin/python ask.py
