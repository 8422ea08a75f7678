"""Made-up content for measuring: N routes of 12 stops over the real places.

Seeded, so that every run measures the same files.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

STOPS = 12


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


def itinerary(n: int, urban: list[str], rural: list[str], chance: random.Random) -> str:
    """One route: a day in the city, a day in the country."""
    lines = [
        f"title: {{fr: Parcours d’essai {n}, en: Trial route {n}}}",
        "summary:",
        f"  fr: De la ville à la campagne et retour, par le chemin numéro {n}.",
        f"  en: From the city to the country and back, by way number {n}.",
        "alliance: toulouse-gascogne", "themes: [heritage, food]", "difficulty: easy", "days:"]
    for day, places in enumerate((chance.sample(urban, STOPS // 2), chance.sample(rural, STOPS // 2))):
        lines += [f"  - title: {{fr: Jour {day + 1}, en: Day {day + 1}}}", "    start: 08:30",
                  "    stops:"]
        for stop, place in enumerate(places):
            lines.append(f"      - place: {place}")
            if day or stop:
                by = "metro" if not day else "car"
                lines.append(f"        travel: {{by: {by}, minutes: {30 if day == 0 else 45}}}"
                             if stop else f"        travel: {{by: car, minutes: {70}}}")
            lines += ["        stay: 30min", "        note:",
                      f"          fr: Une remarque pour la visite numéro {stop + 1}, sans rien de rare.",
                      f"          en: A remark for visit number {stop + 1}, nothing out of the way."]
    return "\n".join(lines) + "\n"


def _sides(real: Path) -> tuple[list[str], list[str]]:
    """The ids of the real places without opening hours, by side: any of them fits any day."""
    urban, rural = [], []
    for path in sorted((real / "places").glob("*.yml")):
        text = path.read_text("utf-8")
        if "opening_hours:" in text:
            continue
        (urban if 'commune: "31' in text else rural).append(path.stem)
    return urban, rural
