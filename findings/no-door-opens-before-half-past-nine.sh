#!/usr/bin/env bash
# Opening hours in RDF are xsd:time ("09:00:00"). Asked in SPARQL for what opens before 09:30, one would
# expect that door, or an error where times cannot be compared. rdflib 7.6.0 finds nothing and says
# nothing: a time is neither before nor after another to it, though it compares dates and dateTimes,
# sorts the same times well (ORDER BY), and in Python has "09:00:00" < "09:30:00". A door that opens at
# 9 is not in the list, and so it is with what takes less than two hours (xsd:duration) or was built
# before 1900 (xsd:gYear). SPARQL 1.1 (17.3) asks for dateTime only, and leaves the rest to the reader;
# a comparison that fails drops its row. pyoxigraph 0.5.13 answers all of them.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13
cat >ask.py <<'PY'
from importlib.metadata import version

import pyoxigraph
from rdflib import XSD, Graph, Literal

PREFIXES = "PREFIX : <https://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
CASES = (("time", "09:00:00", "09:30:00"), ("duration", "PT1H30M", "PT2H"), ("gYear", "1872", "1900"),
         ("date", "2026-06-01", "2026-06-02"), ("dateTime", "2026-06-01T09:00:00", "2026-06-01T09:30:00"))
print("rdflib", version("rdflib"), "and pyoxigraph", version("pyoxigraph"))
print("expected: one answer to each question, from both")
seen = {}
for kind, value, limit in CASES:
    data = f'{PREFIXES}:door :says "{value}"^^xsd:{kind} .'
    query = f'{PREFIXES}SELECT ?door {{ ?door :says ?it FILTER(?it < "{limit}"^^xsd:{kind}) }}'
    store = pyoxigraph.Store()
    store.load(input=data.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    graph = Graph().parse(data=data, format="turtle")
    seen[kind] = [len(graph.query(query)), len(list(store.query(query)))]
    print(f"seen: {kind} {value} < {limit}: {seen[kind][0]} by rdflib, {seen[kind][1]} by pyoxigraph")
early, late = (Literal(text, datatype=XSD.time) for text in ("09:00:00", "09:30:00"))
print("seen: in Python, 09:00:00 < 09:30:00 is", early < late)
data = f'{PREFIXES}:late :says "14:00:00"^^xsd:time . :early :says "09:00:00"^^xsd:time .'
query = f"{PREFIXES}SELECT ?it {{ ?door :says ?it }} ORDER BY ?it"
hours = [str(row[0]) for row in Graph().parse(data=data, format="turtle").query(query)]
print("seen: sorted by rdflib:", *hours)
lost, found = [0, 1], [1, 1]
raise SystemExit(seen != {"time": lost, "duration": lost, "gYear": lost, "date": found, "dateTime": found}
                 or not early < late or hours != ["09:00:00", "14:00:00"])
PY
env/bin/python ask.py
