#!/usr/bin/env bash
# Catalogues say prices in JSON-LD: "price": 12.5, typed xsd:decimal by the context, the type of money
# in RDF. One would expect the decimal 12.5 of it. JSON-LD 1.1's own algorithm (API, 8.2.2, Object to
# RDF, step 10) writes a number that has a fraction as a double is written, whatever its type:
# "1.25E1"^^xsd:decimal, which XML Schema (3.2.3) does not let a decimal be. PyLD 3.3.0, jsonld.js 9.0.0
# and pyoxigraph 0.5.13 do so; rdflib 7.6.0 does not, and reads theirs besides. "Under 20 euros" by
# pyoxigraph, on its own reading, finds 12 and 8 and misses 12.5, and the sum of all prices is unbound,
# with no error; rdflib finds the three, 32.5. As text, "12.5", the price is one to them all.
# Needs Python 3, Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check PyLD==3.3.0 rdflib==7.6.0 pyoxigraph==0.5.13
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jsonld@9.0.0
cat >catalogue.json <<'JSON'
{"@context": {"@vocab": "https://schema.org/",
              "price": {"@type": "http://www.w3.org/2001/XMLSchema#decimal"}},
 "@graph": [{"@id": "https://example.org/museum", "price": 12.5},
            {"@id": "https://example.org/mill", "price": 12},
            {"@id": "https://example.org/cellar", "price": 8}]}
JSON
sed 's/12\.5/"12.5"/' catalogue.json >text.json
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import jsonld from "jsonld";

const catalogue = JSON.parse(readFileSync("catalogue.json", "utf8"));
const quads = await jsonld.toRDF(catalogue, { format: "application/n-quads" });
console.log(quads.match(/museum.*"(.*)"\^\^/)[1]);
JS
cat >ask.py <<'PY'
import json
import sys
from importlib.metadata import version
from pathlib import Path

import pyoxigraph
import rdflib
from pyld import jsonld

UNDER = "SELECT ?p { ?a <https://schema.org/price> ?p FILTER(?p < 20) } ORDER BY ?p"
SUM = "SELECT (SUM(?p) AS ?all) { ?a <https://schema.org/price> ?p }"
MUSEUM = "https://example.org/museum"
print(*(f"{name} {version(name)}" for name in ("pyld", "rdflib", "pyoxigraph")))
print("expected: museum 12.5, three prices under 20, 32.5 in all, by each")
seen = {}
for name in ("catalogue.json", "text.json"):
    text = Path(name).read_text(encoding="utf-8")
    quads = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    theirs = rdflib.Graph().parse(data=quads, format="nt")
    store = pyoxigraph.Store()
    store.load(input=text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    museum = next(store.quads_for_pattern(pyoxigraph.NamedNode(MUSEUM), None, None)).object.value
    pyld = next(line for line in quads.splitlines() if MUSEUM in line).split('"')[1]
    by_rdflib = [str(*graph.query(SUM).bindings[0].values()), len(graph.query(UNDER)),
                 len(theirs.query(UNDER))]
    by_oxigraph = [next(iter(store.query(SUM)))["all"], len(list(store.query(UNDER)))]
    seen[name] = [pyld, museum, str(graph.value(rdflib.URIRef(MUSEUM))), *by_rdflib, *by_oxigraph[1:]]
    print(f"seen, {name}: museum {pyld} (PyLD), {museum} (pyoxigraph); rdflib: {by_rdflib[1]} under 20,",
          f"{by_rdflib[0]} in all; pyoxigraph: {by_oxigraph[1]} under 20, {by_oxigraph[0]} in all")
    seen[name] = [pyld, museum, *by_rdflib, by_oxigraph[1], by_oxigraph[0] is None]
print("seen, jsonld.js: museum", sys.argv[1])
right = ["12.5", "12.5", "32.5", 3, 3, 3, False]
wrong = ["1.25E1", "1.25E1", "32.5", 3, 3, 2, True]
raise SystemExit(seen != {"catalogue.json": wrong, "text.json": right} or sys.argv[1] != "1.25E1")
PY
env/bin/python ask.py "$(node ask.mjs)"
