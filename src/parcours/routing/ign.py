"""IGN's service of routes, on the Géoplateforme: on foot or by car, over the BD TOPO® of France.

https://cartes.gouv.fr/aide/fr/guides-utilisateur/utiliser-les-services-de-la-geoplateforme/
At most five questions a second; it has no heights and no bicycle.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon
from parcours.routing.fetch import Pace, ask
from parcours.routing.way import Means, NoWay, Provider, Source, Way, joins, line_of, unreadable

ADDRESS = "https://data.geopf.fr/navigation/itineraire"
APART_S = 0.25
_PROFILES = {Means.WALK: "pedestrian", Means.CAR: "car"}
_MAX_BETWEEN = 15
_SOURCE = Source("IGN Géoplateforme", "BD TOPO®", "© IGN",
                 "https://www.etalab.gouv.fr/licence-ouverte-open-licence/", "tracks")


def service(address: str = ADDRESS, pace: Pace | None = None) -> Provider:
    """The service at its own address, or at another that answers alike."""
    asking = pace or Pace(APART_S)

    def way(points: Sequence[LatLon], means: Means) -> Way:
        return Way(read(ask(f"{address}?{question(points, means)}", asking), points), (), _SOURCE)

    return way


def question(points: Sequence[LatLon], means: Means) -> str:
    """What is asked, as the words of an address; raises `NoWay` for what it does not know."""
    profile = _PROFILES.get(means)
    if profile is None:
        raise NoWay(Words("le service de l’IGN ne calcule qu’à pied et en voiture",
                          "IGN's service computes on foot and by car only"))
    if len(points) > _MAX_BETWEEN + 2:
        raise NoWay(Words(f"ce trajet passe par plus de {_MAX_BETWEEN} lieux",
                          f"this leg goes by more than {_MAX_BETWEEN} places"))
    start, *between, end = (f"{point.lon:.6f},{point.lat:.6f}" for point in points)
    words = {"resource": "bdtopo-valhalla", "start": start, "end": end, "profile": profile,
             "optimization": "shortest" if means is Means.WALK else "fastest",
             "geometryFormat": "geojson", "getSteps": "false", "getBbox": "false",
             "distanceUnit": "meter", "timeUnit": "minute", "crs": "EPSG:4326"}
    if between:
        words["intermediates"] = "|".join(between)
    return urlencode(words, safe=",|:")


def read(answer: object, asked: Sequence[LatLon]) -> tuple[LatLon, ...]:
    """The line of an answer; raises `NoWay`."""
    if not isinstance(answer, dict):
        raise unreadable()
    geometry = answer.get("geometry")
    if not isinstance(geometry, dict):
        said = answer.get("error")
        message = said.get("message") if isinstance(said, dict) else answer.get("message")
        if not isinstance(message, str):
            raise unreadable()
        shown = "".join(c if c.isprintable() else " " for c in message[:120])
        raise NoWay(Words(f"le service de l’IGN refuse la demande : {shown}",
                          f"IGN's service refuses the question: {shown}"))
    coordinates = geometry.get("coordinates")
    if geometry.get("type") != "LineString" or not isinstance(coordinates, list):
        raise unreadable()
    line = line_of([pair[1::-1] if isinstance(pair, list) else pair for pair in coordinates])
    joins(line, asked)
    return line
