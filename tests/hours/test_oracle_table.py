"""Opening hours agree with the reference implementation, as far as its answers are kept.

``make oracle`` asks it anew about far more, and writes the table read here.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from oracle import pairs
from oracle.compare import pinned
from oracle.differences import KNOWN, known
from oracle.ours import state
from parcours.hours import calendar
from parcours.hours.readings import doubt

TABLE = json.loads((Path(__file__).parents[1] / "oracle" / "our_rules.json").read_text("utf-8"))
MOMENTS = TABLE["moments"].split()


def answers(rule: str) -> list[tuple[datetime, str]]:
    """The moments at which the reference was asked about a rule, with its answers."""
    shared, own = TABLE["rules"][rule]
    told = [*zip(MOMENTS, shared, strict=True), *((one[:-1], one[-1]) for one in own.split())]
    return [(datetime.fromisoformat(at), said) for at, said in told if said != "?"]


@pytest.mark.parametrize("rule", TABLE["rules"])
def test_a_rule_is_read_as_the_reference_reads_it(rule: str) -> None:
    """Open, closed or unknown at every moment of the table, but for the known differences."""
    found = [(f"{at:%a %Y-%m-%d %H:%M}", said, ours) for at, said in answers(rule)
             if (ours := state(rule, at)) != said and known(rule, at, said, ours) is None]
    assert [] == found


def test_the_table_is_of_the_pinned_reference_and_of_today_s_rules() -> None:
    """The table was written with the version that is pinned, for the rules there are now."""
    asked = {rule for rule in pairs.OUR_RULES if calendar.is_rule(rule)}
    assert TABLE["reference"] == f"opening_hours.js {pinned()}"
    assert asked == TABLE["rules"].keys()
    assert sum(len(answers(rule)) for rule in asked) > 40_000


def test_no_difference_is_known_without_need() -> None:
    """Each known difference shows in some rule of the table."""
    shown = {one.what for rule in TABLE["rules"] for at, said in answers(rule)
             if (ours := state(rule, at)) != said and (one := known(rule, at, said, ours))}
    assert {one.what for one in KNOWN} == shown


def test_rules_of_our_places_are_trusted() -> None:
    """No place of ours has hours that we would refuse."""
    assert dict.fromkeys(pairs.rules_of_places()) == {
        rule: doubt(rule) for rule in pairs.rules_of_places()}


def test_no_registry_is_named() -> None:
    """The lock of the reference says which packages, not where from."""
    path = Path(__file__).parents[1] / "oracle" / "package-lock.json"
    lock = json.loads(path.read_text("utf-8"))
    assert [] == [name for name, one in lock["packages"].items() if "resolved" in one]
