"""Made-up content for measuring: N routes of 12 stops over the real places.

Seeded, so that every run measures the same files.
"""

from __future__ import annotations

import csv
import random
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcours.trip.trip import TripDay, Visit

STOPS = 12
_YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write(folder: Path, routes: int, real: Path) -> Path:
    """Write ``routes`` itineraries beside a copy of the real shared files; returns ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("territories.yml", "communes.csv", "site.yml"):
        shutil.copy(real / name, folder / name)
    shutil.copytree(real / "places", folder / "places", dirs_exist_ok=True)
    urban, rural = _sides(real)
    chance = random.Random(2017)  # noqa: S311  (nothing secret)
    for n in range(routes):
        (folder / f"essai-{n:04}.yml").write_text(itinerary(n, urban, rural, chance), "utf-8")
    return folder


def edit(folder: Path) -> None:
    """Change one word of one route."""
    route = next(folder.glob("essai-*.yml"))
    text = route.read_text("utf-8")
    route.write_text(text.replace("d’essai", "d’essai encore", 1), "utf-8")


def itinerary(n: int, urban: list[str], rural: list[str], chance: random.Random) -> str:
    """One route: a day in the city, a day in the country."""
    lines = [
        f"title: {{fr: Parcours d’essai {n}, en: Trial route {n}}}",
        "summary:",
        f"  fr: De la ville à la campagne et retour, par le chemin numéro {n}.",
        f"  en: From the city to the country and back, by way number {n}.",
        "alliance: toulouse-gascogne", "themes: [heritage, food]", "difficulty: easy", "days:"]
    half = STOPS // 2
    for day, places in enumerate((chance.sample(urban, half), chance.sample(rural, half))):
        lines += [f"  - title: {{fr: Jour {day + 1}, en: Day {day + 1}}}", "    start: 08:30",
                  "    stops:"]
        for stop, place in enumerate(places):
            lines.append(f"      - place: {place}")
            if day or stop:
                by = "metro" if not day else "car"
                lines.append(f"        travel: {{by: {by}, minutes: {30 if day == 0 else 45}}}"
                             if stop else f"        travel: {{by: car, minutes: {70}}}")
            lines += ["        stay: 30min", "        note:",
                      f"          fr: Une remarque pour la visite {stop + 1}, sans rien de rare.",
                      f"          en: A remark for visit {stop + 1}, nothing out of the way."]
    return "\n".join(lines) + "\n"


RULES = ("Tu-Su 10:00-18:00; PH off", "We-Mo 08:30-19:00", "Apr-Oct Mo-Su 08:00-19:00", "24/7",
         "Mo-Fr 08:00-18:30; Sa 08:30-20:00; PH off", "Th,Fr,Sa,Su 08:00-19:00", "Mo-Su 08:00+",
         "Mo-Sa 08:00-12:00,13:00-19:00; Su 08:00-18:00", "Mo-Su 08:00-18:30; Mo[1] off",
         "Jun-Sep 08:00-20:00; Oct-May We-Su 08:00-18:00", "Mo-Su 07:30-21:00; Dec 25 off",
         "Tu-Su,PH 08:00-18:30")


def with_hours(days: Sequence[TripDay]) -> tuple[TripDay, ...]:
    """The same days, each place with opening hours, no two places with the same ones."""
    return tuple(replace(day, visits=tuple(
        replace(visit, place=visit.place.model_copy(update={"opening_hours": _rule(visit)}))
        for visit in day.visits)) for day in days)


def _rule(visit: Visit) -> str:
    n = zlib.crc32(visit.place_id.encode())
    rule = RULES[n % len(RULES)]
    return f"{rule}; {_YEAR[n % 12]} {1 + n // 12 % 28:02d} off"


def _sides(real: Path) -> tuple[list[str], list[str]]:
    """The ids of the real places without opening hours, by side: any of them fits any day. Those of
    territories that joined later are not of the routes' alliance."""
    with (real / "communes.csv").open(encoding="utf-8", newline="") as table:
        territory = {row["code"]: row["territory"] for row in csv.DictReader(table)}
    sides: dict[str, list[str]] = {"toulouse-metropole": [], "portes-de-gascogne": []}
    for path in sorted((real / "places").glob("*.yml")):
        text = path.read_text("utf-8")
        commune = text.partition('commune: "')[2].partition('"')[0]
        if "opening_hours:" not in text and territory.get(commune) in sides:
            sides[territory[commune]].append(path.stem)
    urban, rural = sides.values()
    return urban, rural
