"""What Python libraries make of files of ours, as JSON; run in an environment of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any


def feed(path: Path) -> dict[str, Any]:
    """feedparser: whether it is well formed, its entries, and those without a date."""
    feedparser = import_module("feedparser")

    read = feedparser.parse(path.read_bytes())
    return {"bozo": bool(read.bozo), "entries": len(read.entries),
            "dateless": sum("updated_parsed" not in one for one in read.entries)}


def graph(path: Path) -> dict[str, Any]:
    """rdflib: the statements of a JSON-LD file that brings its context; of schema.org's, which is
    remote, the vocabulary alone is put in its place."""
    rdflib = import_module("rdflib")

    tree = json.loads(path.read_text("utf-8"))
    if tree["@context"] == "https://schema.org":
        tree["@context"] = {"@vocab": "https://schema.org/"}
    read = rdflib.Graph().parse(data=json.dumps(tree), format="json-ld",
                                publicID=f"https://site.test/donnees/{path.name}")
    slots = read.query("""PREFIX olo: <http://purl.org/ontology/olo/core#>
        SELECT ?tour ?index WHERE { ?tour olo:slot ?slot . ?slot olo:index ?index }""")
    tours: dict[str, list[int]] = {}
    for tour, index in slots:
        tours.setdefault(str(tour), []).append(int(index))
    ordered = {"tours": len(tours), "whole": all(
        sorted(found) == [*range(1, len(found) + 1)] for found in tours.values())} if tours else {}
    return {"statements": len(read), **ordered}


def frame(path: Path) -> dict[str, Any]:
    """geopandas: features, kinds of geometry, coordinates, and columns of a map file."""
    geopandas = import_module("geopandas")

    read = geopandas.read_file(path)
    return {"features": len(read), "kinds": sorted({*read.geom_type.dropna()}),
            "crs": str(read.crs), "columns": [*read.columns]}


def picture(path: Path) -> dict[str, Any]:
    """CairoSVG: how many colours the picture has once drawn; a lost path leaves few."""
    cairosvg = import_module("cairosvg")
    image = import_module("PIL.Image")

    drawn = image.open(BytesIO(cairosvg.svg2png(bytestring=path.read_bytes(), output_width=720)))
    return {"size": drawn.size, "colours": len(drawn.convert("RGB").getcolors(1 << 24) or ())}


def page(path: Path) -> dict[str, Any]:
    """WeasyPrint: the pages of a document that shows the picture."""
    weasyprint = import_module("weasyprint")

    shown = weasyprint.HTML(string=f'<img src="{path.as_uri()}" width="600">').render()
    return {"pages": len(shown.pages)}


def again(path: Path, out: Path) -> None:
    """geopandas: the file read and written anew; of a GPX its waypoints, which are its stops."""
    geopandas = import_module("geopandas")

    layer = {"layer": "waypoints"} if path.suffix == ".gpx" else {}
    geopandas.read_file(path, **layer).to_file(out, driver="GeoJSON")


if __name__ == "__main__":
    if sys.argv[1] == "again":
        again(*map(Path, sys.argv[2:]))
        sys.exit()
    asked: dict[str, Callable[[Path], dict[str, Any]]] = {
        one.__name__: one for one in (feed, graph, frame, picture, page)}
    print(json.dumps(asked[sys.argv[1]](Path(sys.argv[2]).resolve())))  # noqa: T201
