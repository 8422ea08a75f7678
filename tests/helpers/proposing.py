"""A small content folder and a small timetable to draft routes from: Toulouse, L’Isle-Jourdain and
Gimont on one railway, from December 2026 to January 2027. All made up but the communes.
"""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from parcours.content.atlas import Atlas
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed, parse
from parcours.load.shared import read_shared
from parcours.proposals import propose as proposals
from parcours.proposals.asking import understood
from parcours.proposals.draft import Draft
from parcours.proposals.propose import Proposed
from parcours.proposals.wish import Asked, Wish
from parcours.source.read import Source, read_text

TODAY = date(2026, 11, 29)
TUESDAY, WEDNESDAY = date(2026, 12, 1), date(2026, 12, 2)
SATURDAY, SUNDAY, WORKS = date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 12)
SAMPLE = Path(__file__).resolve().parents[1] / "sample" / "itineraries"
_SURE = "sources: [https://exemple.fr/lieu]\nverified_on: 2026-11-20\n"
CITY, ISLE, GIMONT = "31555", "32160", "32147"


def _place(name: str, kind: str, commune: str, lat: float, lon: float, *more: str) -> str:
    return (f"name: {name}\nkind: {kind}\ncommune: \"{commune}\"\nlat: {lat}\nlon: {lon}\n"
            + "".join(f"{line}\n" for line in more) + _SURE)


PLACES: dict[str, str] = {
    "gare-matabiau": _place("Gare de Toulouse", "station", CITY, 43.61121, 1.45362,
                            "refs: {gtfs: [MAT]}"),
    "gare-de-l-isle": _place("Gare de L’Isle", "station", ISLE, 43.61719, 1.08983,
                             "refs: {gtfs: [ISL]}"),
    "gare-de-gimont": _place("Gare de Gimont", "station", GIMONT, 43.63305, 0.86762,
                             "refs: {gtfs: [GIM]}"),
    "hotel-de-ville": _place("Hôtel de ville", "monument", CITY, 43.6044, 1.4443,
                             'opening_hours: "Mo-Sa 09:00-12:00,14:00-18:00"'),
    "musee-de-la-brique": _place("Musée de la brique", "museum", CITY, 43.6101, 1.4480,
                                 'opening_hours: "Tu-Su 10:00-18:00"', "duration: 1h"),
    "grande-place": _place("Grande place", "monument", CITY, 43.60194, 1.44778,
                           "always_open: yes"),
    "jardin-dit": _place("Jardin dit", "garden", CITY, 43.6080, 1.4500,
                         'opening_hours: "Mo-Su 08:00-19:00"', "told: [opening_hours]"),
    "atelier-muet": _place("Atelier muet", "craft", CITY, 43.6070, 1.4470),
    "l-isle": _place("L’Isle", "village", ISLE, 43.6122, 1.0866),
    "musee-de-l-isle": _place("Musée de L’Isle", "museum", ISLE, 43.6130, 1.0870,
                              'opening_hours: "Tu-Sa 10:00-12:00,14:00-18:00"', "duration: 1h"),
    "table-de-l-isle": _place("Table de L’Isle", "restaurant", ISLE, 43.6125, 1.0862,
                              'opening_hours: "Tu-Su 11:30-15:00"'),
    "halle-de-gimont": _place("Halle de Gimont", "market", GIMONT, 43.62638, 0.8764,
                              'opening_hours: "We"'),
    "gimont": _place("Gimont", "village", GIMONT, 43.6290, 0.8720),
    "auberge-de-gimont": _place("Auberge de Gimont", "lodging", GIMONT, 43.6285, 0.8730),
    "phare-lointain": _place("Phare lointain", "viewpoint", "32208", 43.9339, 0.6239)}

FEED: dict[str, str] = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n"
                  "1,Trains d’essai,https://exemple.fr,Europe/Paris\n",
    "stops.txt": """\
stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
MAT,Toulouse,43.61121,1.45362,1,
MAT-1,Toulouse voie 1,43.61121,1.45362,0,MAT
ISL,L’Isle,43.61719,1.08983,1,
ISL-1,L’Isle voie 1,43.61719,1.08983,0,ISL
GIM,Gimont,43.63305,0.86762,1,
GIM-1,Gimont voie 1,43.63305,0.86762,0,GIM
""",
    "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_type\n"
                  "C6,1,C6,Toulouse - Gimont,2\n",
    "calendar.txt": """\
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
SEM,1,1,1,1,1,0,0,20261201,20270131
SAM,0,0,0,0,0,1,0,20261201,20270131
DIM,0,0,0,0,0,0,1,20261201,20270131
""",
    "calendar_dates.txt": "service_id,date,exception_type\nSAM,20261212,2\nSEM,20261225,2\n"}
RUNS = {  # service: departures from Toulouse, then from Gimont
    "SEM": ((9 * 60 + 20, 12 * 60 + 30, 16 * 60), (11 * 60 + 30, 15 * 60 + 40, 18 * 60 + 30)),
    "SAM": ((9 * 60 + 20, 12 * 60 + 30), (15 * 60 + 40, 18 * 60 + 30)),
    "DIM": ((12 * 60 + 30,), (18 * 60 + 30,))}
TO_ISLE_MIN, TO_GIMONT_MIN = 40, 60


def _runs() -> dict[str, str]:
    trips = ["route_id,service_id,trip_id"]
    calls = ["trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type"]
    for service, (out, back) in RUNS.items():
        for way, departures in (("A", out), ("R", back)):
            stops = [("MAT-1", 0), ("ISL-1", TO_ISLE_MIN), ("GIM-1", TO_GIMONT_MIN)]
            if way == "R":
                stops = [(stop, TO_GIMONT_MIN - after) for stop, after in reversed(stops)]
            for leaves in departures:
                run = f"{service}-{way}-{leaves}"
                trips.append(f"C6,{service},{run}")
                for n, (stop, after) in enumerate(stops):
                    time = f"{(leaves + after) // 60:02d}:{(leaves + after) % 60:02d}:00"
                    calls.append(f"{run},{time},{time},{stop},{n},,")
    return {"trips.txt": "\n".join([*trips, ""]), "stop_times.txt": "\n".join([*calls, ""])}


def write_feed(folder: Path, **tables: str) -> Path:
    """The timetable as a folder, with the tables named here (``calendar`` for its file) instead."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**FEED, **_runs(), **{f"{key}.txt": text for key, text in tables.items()},
                       }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def write_folder(folder: Path, **places: str | None) -> Path:
    """The content folder, with these places instead or beside (None leaves one out)."""
    (folder / "places").mkdir(parents=True, exist_ok=True)
    (folder / "site.yml").write_text("languages: [fr, en]\n", "utf-8")
    for name in ("territories.yml", "communes.csv"):
        shutil.copy(SAMPLE / name, folder / name)
    for id, text in {**PLACES, **places}.items():
        if text is not None:
            (folder / "places" / f"{id}.yml").write_text(text, "utf-8")
    return folder


@cache
def atlas_of(folder: Path) -> Atlas:
    """What the folder holds."""
    return read_shared(folder, TODAY).atlas


@cache
def small(folder: Path) -> tuple[Atlas, Path]:
    """The folder and its timetable, written once in a test's folder: the atlas and the feed."""
    write_folder(folder / "itineraries")
    return atlas_of(folder / "itineraries"), write_feed(folder / "horaires")


def asked(on: date | str = SATURDAY, **more: object) -> Asked:
    """A wish from the station of Toulouse, as typed."""
    return Asked("gare-matabiau", str(on), **more)  # type: ignore[arg-type]  # as a test types it


def wish_of(atlas: Atlas, on: date | str = SATURDAY, **more: object) -> Wish:
    """The same, understood."""
    found = understood(asked(on, **more), atlas)
    assert isinstance(found, Wish), [one.message.en for one in found]
    return found


def propose(folder: Path, on: date | str = SATURDAY, **more: object) -> Proposed:
    """What is proposed."""
    atlas, feed = small(folder)
    return proposals.propose(wish_of(atlas, on, **more), [feed], atlas,
                             lambda day: (f"essai-{day}-{n}" for n in count(1)), "en")


def draft_of(folder: Path, on: date | str = SATURDAY, **more: object) -> Draft:
    """The first draft."""
    found = propose(folder, on, **more)
    assert found.drafts, [f"{one.message.en} / {one.hint}" for one in found.diagnostics]
    return found.drafts[0]


def itinerary_of(draft: Draft) -> Itinerary:
    """The file of a draft, read back."""
    source = read_text(draft.text, "essai.yml")
    assert isinstance(source, Source)
    parsed = parse(source, Itinerary, draft.id)
    assert isinstance(parsed, Parsed)
    return parsed.value
