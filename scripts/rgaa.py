"""The table of machine-checked criteria on the accessibility pages: ``make rgaa``.

Its source is ``tests/rgaa.toml``, which names for each criterion the rules of axe and the tests
that check it. A test compares the pages with that file, and the file with the tests.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "rgaa.toml"
PAGES = {lang: ROOT / "docs" / lang / "accessibilite.md" for lang in ("fr", "en")}
BEGIN, END = "<!-- rgaa: make rgaa -->", "<!-- /rgaa -->"
CRITERIA = 106
"""In the RGAA, all told."""

WORDS = {
    "fr": {
        "head": ("Critère", "Ce qu’il demande, en bref", "Contrôle", "Résultat"),
        "whole": "aucun défaut", "part": "aucun défaut, contrôle partiel",
        "none": "sans objet", "axe": "règles d’axe", "tests": "essais",
        "months": "janvier février mars avril mai juin juillet août septembre octobre novembre "
                  "décembre",
        "count": "Sur les {all} critères du RGAA, {n} sont contrôlés ainsi : {whole} "
                 "en entier, {part} pour la part qu’une machine peut voir, {none} sans objet. "
                 "Les {rest} autres attendent l’audit.",
    },
    "en": {
        "head": ("Criterion", "What it asks, in short", "Check", "Result"),
        "whole": "no fault", "part": "no fault, checked in part",
        "none": "does not apply", "axe": "axe rules", "tests": "trials",
        "months": "January February March April May June July August September October November "
                  "December",
        "count": "Of the {all} criteria of the RGAA, {n} are checked in this way: {whole} as a "
                 "whole, {part} for the part that a machine can see, {none} that do not apply. "
                 "The {rest} others await the audit.",
    },
}


def criteria() -> list[dict[str, object]]:
    """What the file says of each criterion, in its order."""
    return tomllib.loads(DATA.read_text("utf-8"))["criterion"]


def table(lang: str) -> str:
    """The sentence that counts and the table, as Markdown."""
    words, rows = WORDS[lang], criteria()
    extents = [row["extent"] for row in rows]
    counted = {extent: extents.count(extent) for extent in ("whole", "part", "none")}
    lines = [words["count"].format(all=CRITERIA, n=len(rows), rest=CRITERIA - len(rows), **counted),
             "", f"| {' | '.join(words['head'])} |", "|---|---|---|---|"]
    for row in rows:
        checks = []
        if row.get("axe"):
            checks.append(f"{words['axe']} " + ", ".join(f"`{rule}`" for rule in row["axe"]))
        if row.get("tests"):
            files = dict.fromkeys(test.partition("::")[0] for test in row["tests"])
            checks.append(f"{words['tests']} " + ", ".join(f"`{name}`" for name in files))
        lines.append(f"| {row['number']} | {row['title'][lang]} | {' ; '.join(checks)} "
                     f"| {words[row['extent']]} |".replace(" ; ", "; " if lang == "en" else
                                                           "\u00a0; "))
    return "\n".join(lines)


def updated(lang: str) -> str:
    """The day on which the table last changed, as the page writes it."""
    day = tomllib.loads(DATA.read_text("utf-8"))["updated"]
    return f"{day.day}{'er' if lang == 'fr' and day.day == 1 else ''} " \
           f"{WORDS[lang]['months'].split()[day.month - 1]} {day.year}"


def renewed(page: str, lang: str) -> str:
    """A page with its table and its day as they should be; raises ValueError without the marks."""
    page, dated = re.subn(r"(<!-- checked -->).*?(<!-- /checked -->)",
                          lambda found: f"{found[1]}{updated(lang)}{found[2]}", page)
    if not dated:
        raise ValueError("<!-- checked -->")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{table(lang)}\n\n{END}{after}"


def main() -> None:
    """Write both pages."""
    for lang, path in PAGES.items():
        path.write_text(renewed(path.read_text("utf-8"), lang), "utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
