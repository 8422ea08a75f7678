"""``make oracle``: our reading of opening hours against the reference implementation.

Asks opening_hours.js (through Node) and us about every rule of `pairs`, writes
``docs/dev/oracle.md`` and ``tests/oracle/our_rules.json``, and fails on a difference that
`differences` does not know.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from oracle import pairs  # noqa: E402  (found through the line above)
from oracle.differences import KNOWN, known  # noqa: E402
from oracle.ours import state  # noqa: E402
from oracle.pairs import Asked  # noqa: E402
from oracle.spoken import Spoken, spoken  # noqa: E402
from parcours.hours import calendar  # noqa: E402
from parcours.hours.readings import Doubt, doubt  # noqa: E402

TABLE = HERE / "our_rules.json"
REPORT = ROOT / "docs" / "dev" / "oracle.md"
OWN_MOMENTS = 12
"""Boundaries of its own that a rule has in the table, beside the moments asked of all."""
_GUESSED = re.compile(r"\d\+|sunrise|sunset|dawn|dusk")
_MINUTE = "%Y-%m-%dT%H:%M"


@dataclass
class Tally:
    """What came of the comparison."""

    pairs: Counter[str] = field(default_factory=Counter)
    """Pairs compared, by where the rule comes from."""
    agreed: Counter[str] = field(default_factory=Counter)
    plain: Counter[bool] = field(default_factory=Counter)
    """Pairs of rules without an open end and without the sun, by whether they agree."""
    rules: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    """Rules without any difference."""
    differing: Counter[str] = field(default_factory=Counter)
    """Pairs that differ, by known difference."""
    where: dict[str, list[str]] = field(default_factory=dict)
    unsure: int = 0
    """Pairs about which the reference says two things."""
    unsure_rules: list[str] = field(default_factory=list)
    either: int = 0
    """Those of them in which we say one of the two."""
    no_answer: int = 0
    refused_there: list[str] = field(default_factory=list)
    doubted: dict[Doubt, list[str]] = field(default_factory=dict)
    unexplained: list[str] = field(default_factory=list)
    words: Spoken = field(default_factory=Spoken)


def main() -> int:
    """Compare, write, and say in one line how it went."""
    asked = list(pairs.everything())
    answers = reference(asked)
    tally = compared(asked, answers)
    TABLE.write_text(table(asked, answers), "utf-8")
    REPORT.write_text(report(tally), "utf-8")
    total, agreed = tally.pairs.total(), tally.agreed.total()
    print(f"{total} pairs, {agreed / total:.2%} agree, "  # noqa: T201
          f"{len(tally.unexplained)} differences unexplained")
    print(f"{tally.words.rules} rules in words, {tally.words.days} days read back, "  # noqa: T201
          f"{len(tally.words.wrong)} wrong")
    for line in [*tally.unexplained[:20], *tally.words.wrong[:20]]:
        print(f"  {line}")  # noqa: T201
    return 1 if tally.unexplained or tally.words.wrong else 0


def reference(asked: list[Asked]) -> list[dict[str, str]]:
    """What opening_hours.js says, rule by rule."""
    lines = "\n".join(json.dumps({"rule": one.rule, "at": [at.strftime(_MINUTE)
                                                          for at in one.moments]}) for one in asked)
    done = subprocess.run(["node", str(HERE / "reference.mjs")], input=lines, text=True, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          env={**os.environ, "TZ": "Europe/Paris"})
    return [json.loads(line) for line in done.stdout.splitlines()]


def compared(asked: list[Asked], answers: list[dict[str, str]]) -> Tally:
    """Count agreement and sort differences."""
    tally = Tally()
    for one, answer in zip(asked, answers, strict=True):
        wary = doubt(one.rule)
        if wary is not None:
            tally.doubted.setdefault(wary, []).append(one.rule)
            continue
        spoken(one, answer, tally.words)
        if "refused" in answer:
            tally.refused_there.append(one.rule)
        else:
            _compare(one, answer, tally)
    return tally


def _compare(one: Asked, answer: dict[str, str], tally: Tally) -> None:
    before = tally.differing.total() + len(tally.unexplained)
    for at, said, within in zip(one.moments, answer["at"], answer["within"], strict=True):
        if "?" in said + within:
            tally.no_answer += 1
            continue
        ours = state(one.rule, at)
        if said != within:
            tally.unsure += 1
            tally.either += ours in (said, within)
            if one.rule not in tally.unsure_rules:
                tally.unsure_rules.append(one.rule)
            continue
        tally.pairs[one.source] += 1
        if not _GUESSED.search(one.rule):
            tally.plain[said == ours] += 1
        if said == ours:
            tally.agreed[one.source] += 1
            continue
        why = known(one.rule, at, said, ours)
        if why is None:
            tally.unexplained.append(
                f"{one.rule!r} at {at:%a %Y-%m-%d %H:%M}: {said} there, {ours} here")
            continue
        tally.differing[why.what] += 1
        where = tally.where.setdefault(why.what, [])
        if one.rule not in where:
            where.append(one.rule)
    tally.rules[one.source] += 1
    tally.exact[one.source] += tally.differing.total() + len(tally.unexplained) == before


def table(asked: list[Asked], answers: list[dict[str, str]]) -> str:
    """Our own rules with the reference's answers; ``?`` where it has none, or two."""
    shared = sorted(at for at in pairs.SPECIAL if at in set(asked[0].moments))
    # every third moment is enough: the table is committed, the whole comparison is not
    shared = shared[::3]
    rules = {}
    for one, answer in zip(asked, answers, strict=True):
        if one.rule not in pairs.OUR_RULES or "refused" in answer or not calendar.is_rule(one.rule):
            continue
        said = {at: a if a == b else "?" for at, a, b in zip(
            one.moments, answer["at"], answer["within"], strict=True)}
        own = [at for at in one.moments if at not in pairs.SPECIAL and said[at] != "?"]
        step = max(1, len(own) // OWN_MOMENTS)
        rules[one.rule] = ["".join(said[at] for at in shared), "".join(
            f" {at.strftime(_MINUTE)}{said[at]}" for at in own[::step][:OWN_MOMENTS]).strip()]
    head = {"reference": f"opening_hours.js {pinned()}",
            "moments": " ".join(at.strftime(_MINUTE) for at in shared)}
    body = ",\n".join(f"    {json.dumps(rule, ensure_ascii=False)}: "
                      f"{json.dumps(said, ensure_ascii=False)}" for rule, said in rules.items())
    opening = json.dumps(head, indent=2, ensure_ascii=False)[:-2]
    return f'{opening},\n  "rules": {{\n{body}\n  }}\n}}\n'


def pinned() -> str:
    """The version of the reference, as package.json pins it."""
    told = json.loads((HERE / "package.json").read_text("utf-8"))
    return str(told["dependencies"]["opening_hours"])


_DOUBTS = {
    Doubt.SCHOOL_HOLIDAYS: "our reader knows no school holidays and would take `SH` for never; the "
    "reference knows none of 2027",
    Doubt.HOLIDAY_WEEKDAY: "our reader takes `PH Mo` for “on holidays and on Mondays”, the "
    "reference for “on holidays that are Mondays”",
    Doubt.REPEATED: "hours of departure: the reference refuses them, our reader takes them for "
    "hours of opening",
    Doubt.NO_SUCH_DATE: "a day that no year has: the reference refuses it, our reader takes "
    "`Feb 30` for always",
    Doubt.SUN_PASSES: "in one season the sun passes that hour, and the hours then go round the "
    "clock",
    Doubt.SEMICOLON: "both read it alike, and not as it is meant: the second hours replace the "
    "first",
}
_SOURCES = {"places": "rules of our places", "ours": "rules of our own making",
            "samples": "the values of the reference's own tests"}
_PAGE = """\
# Opening hours against the reference

Written by `make oracle`, which needs Node and npm. `make test` needs neither: it checks the table
`tests/oracle/our_rules.json`, written at the same time. What is compared is open, closed or unknown
at a moment: opening_hours.js for a place near Toulouse, and us through `parcours.hours.calendar`,
as the build asks it. The clock is that of Paris.

- reference: opening_hours.js {reference}
- our reader: opening-hours-py {reader}, behind `parcours.hours.readings`

| rules | rules compared | without a difference | pairs | agree |
|---|---|---|---|---|
{by_source}

Of {pairs} pairs {agreed} agree, {known} differ in a way listed below, and {unexplained} in another.
Where a rule has no open end (`18:00+`) and does not follow the sun, {plain} of {plain_pairs} agree.
Moments are the edges of every interval and the minutes beside them, public holidays (with those of
Alsace and Moselle, which are none here), the nights on which the clocks change, New Year, the leap
day, a week of each season, and chance.

## Known differences

| what | who is right | why | pairs | for example |
|---|---|---|---|---|
{differences}

Apart from these, the reference says two things of {unsure} pairs, its state at the moment and the
interval the moment lies in; of {either} of them we say one of the two. The rules are:

{unsure_rules}.

It has no answer to {no_answer} pairs, and refuses {refused} rules that we read:

{refused_rules}.

## The words

What a visitor reads of each rule that we do not refuse (`parcours.hours.words`) is read back by a
reader that knows French and English and no rules (`tests/helpers/spoken_hours.py`), and compared
with our reading in each minute of 365 days.

| rules in words | told by their days | days read back | other nights | days that differ |
|---|---|---|---|---|
| {spoken_rules} | {listed} | {spoken_days} | {nights} | {wrong} |

Told by their days, since no statement tells them: {listed_rules}.

Other nights: hours that go past midnight are said as the reference reads them, where our reader
cuts them short (above). The rules are: {night_rules}.

Of {spoken_pairs} pairs of rules that do not follow the sun the words agree with the reference in
{spoken_agreed} ({spoken_share:.2%}), our reading in {ours_agreed} ({ours_share:.2%}).

## Rules we refuse

Valid, but what our reader makes of them would mislead a visitor, or what they say is not what was
meant: `bad-opening-hours` tells the editor (`parcours.hours.readings.doubt`).

| why | for example |
|---|---|
{doubts}
"""


def report(tally: Tally) -> str:
    """The result as a page for those who work on the code."""
    rows = [(name, tally.rules[source], tally.exact[source], tally.pairs[source],
             tally.agreed[source]) for source, name in _SOURCES.items()]
    rows.append(("all", tally.rules.total(), tally.exact.total(), tally.pairs.total(),
                 tally.agreed.total()))
    return _PAGE.format(
        reference=pinned(), reader=version("opening-hours-py"),
        by_source="\n".join(f"| {name} | {rules} | {exact} | {pairs} | {agreed / pairs:.2%} |"
                            for name, rules, exact, pairs, agreed in rows if pairs),
        pairs=tally.pairs.total(), agreed=tally.agreed.total(), known=tally.differing.total(),
        unexplained=len(tally.unexplained), plain=tally.plain[True],
        plain_pairs=tally.plain.total(),
        differences="\n".join(
            f"| {_cell(one.what)} | {one.right} | {one.why} | {tally.differing[one.what]} "
            f"| {_rules(tally.where[one.what][:3])} |"
            for one in KNOWN if tally.differing[one.what]),
        spoken_rules=tally.words.rules, listed=len(tally.words.listed),
        spoken_days=tally.words.days, nights=tally.words.nights, wrong=len(tally.words.wrong),
        listed_rules=_rules(tally.words.listed), night_rules=_rules(tally.words.night_rules),
        spoken_pairs=tally.words.pairs, spoken_agreed=tally.words.agreed,
        spoken_share=tally.words.agreed / tally.words.pairs, ours_agreed=tally.words.ours_agreed,
        ours_share=tally.words.ours_agreed / tally.words.pairs,
        unsure=tally.unsure, either=tally.either, unsure_rules=_rules(tally.unsure_rules),
        no_answer=tally.no_answer, refused=len(tally.refused_there),
        refused_rules=_rules(tally.refused_there),
        doubts="\n".join(f"| {_DOUBTS[wary]} | {_rules(rules[:3])} |"
                         for wary, rules in sorted(tally.doubted.items())))


def _rules(rules: list[str]) -> str:
    return ", ".join(f"`{_cell(rule)}`" for rule in rules)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
