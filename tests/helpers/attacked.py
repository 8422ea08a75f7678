"""A content folder in which every text that an editor may write is hostile.

Each payload has an alliance, two territories, two communes, two places and a route of its own, and
stands in every text field of them: at the very start of the field, followed by a mark that names
payload and field (``Z07rtitleZ``), so that a test can tell whether it is shown as it was typed.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.content_sample import JPEG

SOURCE = "https://exemple.fr/a?b=c&d=e(f)[g];h,i=(j)*k_l~m$n#--8--"
"""An address that is safe and still full of signs."""

PAYLOADS: list[str] = [
    # template engines: Jinja at build (Folium's branca, a macros plugin), Liquid, JS literals
    "{{ 7*191 }}",
    "{{ '13' ~ 37 }} {{ config }} {{ page.title }}",
    "{% raw %}{% for x in [7*191] %}{{ x }}{% endfor %}{# c #}",
    "{% include '{secret}' %} {%- set x = 1 -%} {{ 7 * 191 }} <%= 7 * 191 %> #{7 * 191}",
    "${alert(1)} `${window.pwned=1}` \\${x} \\` ${'$'}{x} $x $$ \\(x\\)",
    # HTML and scripts
    "</script><script>window.pwned=1</script><!--<script>",
    "<img src=x onerror=window.pwned=1> <iframe srcdoc='<script>parent.pwned=1</script>'>",
    "\"><svg onload=window.pwned=1> '><svg/onload=window.pwned=1> --><svg onload=window.pwned=1>",
    "\" autofocus onfocus=\"window.pwned=1\" x=\" ' autofocus onfocus='window.pwned=1' x='",
    "</title><script>window.pwned=1</script></style></textarea></noscript></svg></article></main>",
    "&lt;/title&gt;&lt;script&gt;window.pwned=1&lt;/script&gt; &amp;lt;img&amp;gt; &#60;b&#62;",
    "<a href=javascript:window.pwned=1>x</a> <style>*{display:none}</style> <base href=//evil/>",
    # Markdown and its extensions
    "{: onclick=window.pwned=1 } {: #pwned .pwned } {#pwned} { onclick=window.pwned=1 } (){: x=1 }",
    "--8<-- \"{secret}\" ;--8<-- \"{secret}\" -8<- \"{secret}\"\n--8<-- \"{secret}\"\n\n"
    "--8<--\n{secret}\n--8<--\n",
    "<javascript:window.pwned=1> [x] (javascript:window.pwned=1)\n\n"
    "[x]: javascript:window.pwned=1\n\n"
    "<div markdown=\"1\" onclick=\"window.pwned=1\">\n\n# x\n\n</div>",
    "# Pwned\n\n## Two\n\n!!! danger \"Pwned\"\n    inside\n\n??? x\n    y\n\n[^1]: note [^1]\n\n"
    "*[Pwned]: abbr\n\n    code\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n: x\n\n===",
    "==m== ^^u^^ H~2~O :smile: ++ctrl+alt++ {--del--} {==x==} {>>y<<} ~~s~~ (c) (tm) -- --- ... "
    "\"q\" [[w]] https://evil.example/ x@evil.example [ ] [x]",
    # other formats
    "\nBEGIN:VEVENT\nUID:pwned\nSUMMARY:pwned\nEND:VEVENT\n;x,y\\n\\;:\\N",
    "]]> <![CDATA[ <!ENTITY x SYSTEM \"file://{secret}\"> &x; <?php echo 7*191 ?> <!----></gpx>",
    "---\ntitle: pwned\ntemplate: evil.html\n---\n\" ' : # - ? ! & * | > % @ , [ ] { }\n...\n---",
    "\\\" \\\\ \\u003cscript>window.pwned=1\\u003c/script> \\x3c %3Cscript%3E \"}]}</script>",
]
"""``{secret}`` stands for a file that nothing may read; a template that is carried out shows
`COMPUTED`, a script that runs sets ``pwned``. None of them does more where it succeeds."""
COMPUTED = 7 * 191

AS_PROSE: dict[int, str] = {
    4: "${alert(1)} `${window.pwned=1}` ${x} ` ${'$'}{x} $x $$ (x)",
    10: "</title><script>window.pwned=1</script> &lt;img&gt; <b>",
    17: "BEGIN:VEVENT UID:pwned SUMMARY:pwned END:VEVENT ;x,y\\n;:\\N",
    20: "\" \\ \\u003cscript>window.pwned=1\\u003c/script> \\x3c %3Cscript%3E \"}]}</script>",
}
"""Where restricted Markdown makes something else of a payload: a backslash escapes a sign, an
entity is the sign it names, and underscores make words bold."""

REFUSED = {"a carriage return": "x\r\nBEGIN:VEVENT", "a line separator": "x\u2028y",
           "a paragraph separator": "x\u2029y", "a null": "x\0y", "an escape": "x\x1b[2Jy",
           "an override of direction": "x\u202egnp.exe", "a next line": "x\x85y"}
"""Characters that a text may not hold at all."""

IN_ROUTE_PAGE = [
    "rtitle", "rsummary", "rday", "rnote", "rline", "rlegnote", "rstatus", "rby", "aname", "tname",
    "cname", "iname", "idescription", "iaddress", "iprice", "istatus", "icause",
    "ihours", "pname", "pnote",
    "pstatus", "pcause", "rcause", "phours", "paddress", "pprice"]
IN_PLACE_PAGE = [
    "pname", "pdescription", "paddress", "pprice", "plabel", "pproduct", "palt", "pcredit",
    "plicence", "pstatus", "pcause", "phours", "pquestion", "cname", "tname", "rtitle"]
IN_TERRITORIES_PAGE = ["aname", "tname", "oname"]
"""The fields that each page shows."""

FILLED = {
    "Itinerary.title", "Itinerary.summary", "Itinerary.audience", "Review.by", "Status.note",
    "Status.cause",
    "Day.title", "PlaceStop.note", "InlineStop.note", "Travel.line", "Travel.note",
    "PlaceFields.name", "PlaceFields.description", "PlaceFields.opening_hours",
    "PlaceFields.address", "PlaceFields.price", "PlaceFields.labels", "PlaceFields.refs",
    "PlaceFields.question", "Product.name", "Photo.alt", "Photo.credit", "Photo.licence",
    "Office.name",
    "Territory.name", "Alliance.name", "Commune.name", "Site.branch",
    "Site.name", "Site.brand", "Site.description", "Site.about", "Home.title", "Home.lead",
    "FeedSource.name", "FeedSource.licence", "Publisher.name",
}
"""The text fields of the model that the folder fills."""


@dataclass(frozen=True)
class Attack:
    """One payload with real paths in it."""

    n: int
    text: str
    prose: str
    """What a reader sees where the payload stands in restricted Markdown."""

    def mark(self, field: str) -> str:
        return f"Z{self.n:02}{field}Z"

    def value(self, field: str) -> str:
        """The field's text as a YAML scalar."""
        return json.dumps(f"{self.text} {self.mark(field)}")

    def both(self, field: str) -> str:
        """The same per language."""
        return f"{{fr: {self.value(field)}, en: {self.value(field)}}}"

    def hours(self, field: str) -> str:
        """Opening hours whose comment is the payload; a comment cannot hold quotation marks."""
        comment = f"{self.text} {self.mark(field)}".replace('"', "")
        return json.dumps(f'Mo-Su 06:00-23:00 "{" ".join(comment.split())}"')

    def shown(self, field: str) -> str:
        """What a reader must see of the field, white space folded."""
        is_prose = field in ("rnote", "pnote", "pdescription", "idescription")
        text = self.prose if is_prose else self.text
        if field.endswith("hours"):
            text = text.replace('"', "")
        if field == "cname":  # the name of a commune is a proper name: its apostrophes are set
            text = text.replace("'", "’")
        return " ".join(text.split())


def attacks(secret: Path) -> list[Attack]:
    def real(text: str) -> str:
        return text.replace("{secret}", str(secret))

    return [Attack(n, real(text), real(AS_PROSE.get(n, text))) for n, text in enumerate(PAYLOADS)]


def seen_in(text: str) -> dict[tuple[int, str], list[str]]:
    """What stands before each mark in a page's words, by payload and field."""
    folded = " ".join(text.split())
    found: dict[tuple[int, str], list[str]] = {}
    for mark in re.finditer(r"Z(\d\d)([a-z]+)Z", folded):
        found.setdefault((int(mark[1]), mark[2]), []).append(folded[:mark.start()].rstrip())
    return found


def _feeds(hostile: list[Attack]) -> str:
    """The sources of timetables, each with a payload in its name and in its licence."""
    return "feeds:\n" + "".join(
        f"  - {{name: {json.dumps(attack.value('feedname'))}, "
        f"address: https://exemple.fr/{attack.n}, "
        f"licence: {json.dumps(attack.value('feedlicence'))}}}\n" for attack in hostile)


def _site_words(hostile: list[Attack]) -> str:
    """What the site says of itself: each text holds every payload."""
    def every(field: str) -> str:
        return json.dumps(" ".join(f"{attack.text} {attack.mark(field)}" for attack in hostile))

    return (f"name: {every('sname')}\nbrand: [{every('sleft')}, {every('sright')}]\n"
            f"description: {every('sdescription')}\nabout: {every('sabout')}\n"
            f"home: {{title: {every('htitle')}, lead: {every('hlead')}}}\n"
            f"publisher: {{name: {every('ename')}}}\n")


def write(folder: Path, hostile: list[Attack]) -> Path:
    """Write the folder; returns it."""
    (folder / "places").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "media" / "a.jpg").write_bytes(JPEG)
    branch = " ".join(attack.value("branch") for attack in hostile)
    (folder / "site.yml").write_text(
        "tiles: none\nsite_url: https://exemple.fr/\nrepo_url: https://exemple.fr/depot\n"
        "forge: github\n"
        f"branch: {json.dumps(branch)}\n{_feeds(hostile)}{_site_words(hostile)}", "utf-8")
    territories, alliances, communes = ["territories:"], ["alliances:"], io.StringIO()
    rows = csv.writer(communes)
    rows.writerow(["code", "name", "territory", "lat", "lon"])
    for attack in hostile:
        n, both = attack.n, attack.both
        for side, code, character, lon in (("ville", f"31{n:03}", "urban", 1.4),
                                           ("pays", f"32{n:03}", "rural", 1.0)):
            territories += [
                f"  {side}-{n}:", f"    name: {both('tname')}", f"    character: {character}",
                f"    office: {{name: {both('oname')}}}"]
            rows.writerow([code, f"{' '.join(attack.text.split())} {attack.mark('cname')}",
                           f"{side}-{n}", _lat(attack), lon])
        alliances += [f"  alliance-{n}:", f"    name: {both('aname')}",
                      f"    territories: [ville-{n}, pays-{n}]"]
        (folder / "places" / f"ville-{n}.yml").write_text(
            _place(attack, f"31{n:03}", 1.4) + f"twin: pays-{n}\nsupplies: [pays-{n}]\n", "utf-8")
        (folder / "places" / f"pays-{n}.yml").write_text(
            _place(attack, f"32{n:03}", 1.0), "utf-8")
        (folder / f"parcours-{n}.yml").write_text(_route(attack), "utf-8")
    (folder / "territories.yml").write_text("\n".join([*territories, *alliances, ""]), "utf-8")
    (folder / "communes.csv").write_text(communes.getvalue(), "utf-8")
    return folder


def _lat(attack: Attack) -> float:
    """Each payload has a row of the map to itself."""
    return 43.5 + attack.n / 100


def _place(attack: Attack, commune: str, lon: float) -> str:
    both, value, lat = attack.both, attack.value, _lat(attack)
    return f"""\
name: {both("pname")}
kind: museum
commune: "{commune}"
lat: {lat}
lon: {lon}
description: {both("pdescription")}
question: {both("pquestion")}
opening_hours: {attack.hours("phours")}
address: {{fr: {value("paddress")}}}
price: {value("pprice")}
labels: [{both("plabel")}]
products: [{{name: {both("pproduct")}, months: [7, 8]}}]
refs: {{{value("pref")}: {value("pref")}}}
sources: ["{SOURCE}"]
status: {{state: works, to: 2026-12-24, cause: {both("pcause")}, note: {both("pstatus")}}}
photo: {{file: media/a.jpg, alt: {both("palt")}, credit: {value("pcredit")}, \
licence: {value("plicence")}}}
"""


def _route(attack: Attack) -> str:
    both, value, n, lat = attack.both, attack.value, attack.n, _lat(attack)
    return f"""\
title: {both("rtitle")}
summary: {both("rsummary")}
alliance: alliance-{n}
themes: [heritage]
difficulty: easy
audience: [{value("raudience")}]
reviewed: [{{territory: ville-{n}, on: 2026-11-20, by: {value("rby")}}}]
status: {{state: works, to: 2026-12-24, cause: {both("rcause")}, note: {both("rstatus")}}}
days:
  - title: {both("rday")}
    start: 09:00
    stops:
      - {{place: ville-{n}, stay: 30min, note: {both("rnote")}}}
      - place: pays-{n}
        stay: 30min
        travel: {{by: train, minutes: 40, line: {value("rline")}, note: {both("rlegnote")},
                 via: [ville-{n}]}}
        note: {{fr: {value("pnote")}}}
      - name: {both("iname")}
        kind: museum
        commune: "32{n:03}"
        lat: {lat}
        lon: 1.01
        stay: 30min
        travel: {{by: walk}}
        description: {both("idescription")}
        opening_hours: {attack.hours("ihours")}
        address: {both("iaddress")}
        price: {both("iprice")}
        status: {{state: works, to: 2026-12-24, cause: {both("icause")}, note: {both("istatus")}}}
"""
