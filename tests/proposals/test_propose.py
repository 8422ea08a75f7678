"""``parcours propose`` as an office runs it: drafts that pass the check, or a wish to loosen."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from helpers import proposing
from helpers.commands import Done, run
from helpers.proposing import SATURDAY, SUNDAY, TODAY, TUESDAY, WEDNESDAY, WORKS, propose
from parcours.build.build import Options, check
from parcours.format.choices import Mode
from parcours.proposals import propose as proposals
from parcours.proposals.account import account
from parcours.proposals.draft import Draft, Surety
from parcours.proposals.drafting import drafted
from parcours.proposals.propose import Proposed


def told(found: Proposed) -> list[str]:
    """Why there is no draft, with the hint."""
    assert found.drafts == ()
    return [f"{one.message.en} / {one.hint.en if one.hint else ''}" for one in found.diagnostics]


def places(draft: Draft) -> list[str]:
    """Its stops in order."""
    return [told.place for told in draft.stops]


def why(draft: Draft) -> Mapping[str, str]:
    """Why each place is left out."""
    return {left.place: left.why for left in draft.left_out}


def command(folder: Path, *words: str) -> Done:
    """The command, in English, on the small folder."""
    return run("propose", "--from", "gare-matabiau", "--itineraries", folder / "itineraries",
               "--timetable", folder / "horaires", "--today", str(TODAY), "--lang", "en", *words,
               cwd=folder)


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Path:
    """A folder of one's own, to write into."""
    shutil.copytree(folder, tmp_path / "own")
    return tmp_path / "own"


def test_a_draft_is_written_and_passes_the_check(own: Path) -> None:
    """The file, its extract, and not one diagnostic, warnings included; the account names each
    stop, each train, the shares, the last way back and the reasons."""
    done = command(own, "--on", "saturday")
    assert (done.returncode, done.stderr) == (0, "")
    content = own / "itineraries"
    name = f"proposition-{SATURDAY}"
    assert (content / f"{name}.yml").is_file()
    assert (content / "timetables" / f"{name}.json").is_file()
    found = check(Options(content, own, TODAY))
    assert [one.message.en for one in found.diagnostics] == []
    assert "\ndraft: yes\n" in (content / f"{name}.yml").read_text("utf-8")
    for words in ("best possible that day, proved", "C6", "proved by the timetable",
                  "(an estimate)", "Shares of the visits: Toulouse Métropole", "Idle: ",
                  "Last way back: ", "Holds as well on: 19 December 2026",
                  "hours unknown (1): atelier-muet", "closed that day (1): halle-de-gimont",
                  "no way there and back that day by these means and timetables (1): "
                  "phare-lointain"):
        assert words in done.stdout, words


def test_nothing_is_written_over(own: Path) -> None:
    """The second draft of a day has a name of its own, a file that is named and there is left."""
    content = own / "itineraries"
    assert command(own, "--on", "saturday").returncode == 0
    first = (content / f"proposition-{SATURDAY}.yml").read_bytes()
    assert command(own, "--on", "saturday").returncode == 0
    assert (content / f"proposition-{SATURDAY}-2.yml").is_file()
    assert (content / f"proposition-{SATURDAY}.yml").read_bytes() == first
    done = command(own, "--on", "saturday", "--out", f"itineraries/proposition-{SATURDAY}.yml")
    assert done.returncode == 1
    assert "--out: this file is there already" in done.stdout
    assert (content / f"proposition-{SATURDAY}.yml").read_bytes() == first


def test_an_own_name_and_none_at_all(own: Path) -> None:
    """``--out`` names the file, which is the id; ``--dry-run`` writes nothing."""
    before = sorted(path.name for path in own.rglob("*"))
    assert command(own, "--on", "saturday", "--dry-run").returncode == 0
    assert sorted(path.name for path in own.rglob("*")) == before
    assert command(own, "--on", "saturday", "--out", "itineraries/ma-journee.yml").returncode == 0
    made = json.loads((own / "itineraries/timetables/ma-journee.json").read_text("utf-8"))
    assert made["itinerary"] == "ma-journee"


def test_another_program_may_ask(folder: Path) -> None:
    """``--format json``: each stop with its times and level, the vehicle, the reasons."""
    done = command(folder, "--on", "saturday", "--dry-run", "--format", "json")
    (draft,) = json.loads(done.stdout)
    assert (draft["on"], draft["surety"]) == (str(SATURDAY), "best")
    trains = [stop for stop in draft["stops"] if stop["ride"]]
    assert {stop["level"] for stop in trains} == {"proved"}
    assert all(stop["arrives"] == stop["ride"]["arrives"] for stop in trains)
    assert {"place": "atelier-muet", "reason": "unknown-hours", "words": "hours unknown"} in (
        draft["left_out"])


def test_the_same_answer_on_every_run(folder: Path) -> None:
    """Twice the same bytes."""
    said = [command(folder, "--on", "sunday", "--dry-run", "--alternatives", "2", "--today",
                    str(TUESDAY)) for _ in range(2)]
    assert said[0] == said[1]
    assert said[0].stdout.count("(worth ") == 2


def test_alternatives_are_other_days_the_best_first(folder: Path) -> None:
    """Each has a place that none before it has, none is worth more than the one before; where all
    that can be seen is in the first, there is no other, and that is said."""
    first, second = propose(folder, SUNDAY, alternatives=3).drafts
    assert {*places(second)} - {*places(first)}
    assert first.worth >= second.worth
    assert (first.surety, second.surety) == (Surety.BEST, Surety.OTHER)
    done = command(folder, "--on", "saturday", "--dry-run", "--alternatives", "3")
    assert (done.returncode, done.stderr) == (
        0, "1 of 3: no other was found that has other places\n")


def test_any_saturday_plans_the_first_and_names_the_others(folder: Path) -> None:
    """The day of works is not among them; each date was computed again."""
    found = propose(folder, "any saturday")
    assert found.drafts[0].on == SATURDAY
    assert WORKS not in found.drafts[0].also_on
    assert list(found.drafts[0].also_on) == [
        SATURDAY + timedelta(weeks=n) for n in range(2, 9)]


def test_a_day_without_trains_is_passed_over(folder: Path) -> None:
    """Where the first date has none, the next is planned, and the first is told."""
    atlas, feed = proposing.small(folder)
    wish = proposing.wish_of(atlas, "any saturday")
    later = replace(wish, dates=tuple(day for day in wish.dates if day >= WORKS))
    found = proposals.propose(later, [feed], atlas, lambda _: iter(["a"]), "en")
    assert found.tried == (WORKS,)
    assert found.drafts[0].on == WORKS + timedelta(weeks=1)


def test_what_was_passed_over_is_not_called_impossible(folder: Path) -> None:
    """A date before the one planned may only have had nothing found: the screen says so, in the
    words of a date."""
    done = command(folder, "--on", "any saturday", "--today", str(WORKS), "--dry-run")
    assert done.stdout.startswith("Nothing found: 12 December 2026\n")


def test_no_other_day_of_the_week(folder: Path) -> None:
    """The last Saturday of the timetable holds on no other Saturday after it, which is said of
    Saturdays and not of all days; that of the week before holds on it."""
    last = date(2027, 1, 30)
    said = [command(folder, "--on", str(day), "--today", str(day), "--dry-run").stdout
            for day in (last, last - timedelta(weeks=1))]
    assert "Holds as well on: no other Saturday of the timetables read\n" in said[0]
    assert "Holds as well on: 30 January 2027\n" in said[1]


def test_no_saturday_at_all(folder: Path) -> None:
    """The first is explained, of the others it is said that there is nothing either."""
    (said,) = told(propose(folder, "any saturday", between="12:00-16:00", lunch="none"))
    assert "impossible on Saturday 5 December 2026, it is proved" in said
    assert "nothing found on the 8 other dates either" in said
    atlas, feed = proposing.small(folder)
    wish = proposing.wish_of(atlas, "any saturday", between="12:00-16:00", lunch="none")
    (both,) = told(proposals.propose(replace(wish, dates=wish.dates[:2]), [feed], atlas,
                                     lambda _: iter(["a"]), "en"))
    assert "nothing found on the other date either" in both
    assert "one change is enough: --between" in said


def test_hours_decide_who_is_in(folder: Path) -> None:
    """Closed that day, told and not verified, unknown, open but out of reach: each by its reason;
    and what is told comes in where it is trusted."""
    sunday = why(propose(folder, SUNDAY).drafts[0])
    assert sunday["musee-de-l-isle"] == sunday["hotel-de-ville"] == "closed"
    assert sunday["jardin-dit"] == "told-hours"
    assert why(propose(folder, WEDNESDAY).drafts[0])["halle-de-gimont"] == "unsure-hours"
    trusting = propose(folder, SATURDAY, trust="told", wanted=("jardin-dit",)).drafts[0]
    assert "jardin-dit" in places(trusting)
    assert why(trusting)["atelier-muet"] == "unknown-hours"


def test_wanted_and_unwanted(folder: Path) -> None:
    """A place that must be in it is, one that must not is not, and says so."""
    draft = propose(folder, wanted=("grande-place",), unwanted=("l-isle",)).drafts[0]
    assert "grande-place" in places(draft)
    assert "l-isle" not in places(draft)
    assert why(draft)["l-isle"] == "unwanted"


def test_themes_count_more(folder: Path) -> None:
    """With a theme its places come first, and the file bears it."""
    draft = propose(folder, themes="art").drafts[0]
    assert "themes: [art]" in draft.text
    assert {"musee-de-la-brique", "musee-de-l-isle"} <= {*places(draft)}


def test_by_bicycle_all_day(folder: Path) -> None:
    """Who asks for a bicycle goes by it wherever no train runs, at the pace of a bicycle."""
    draft = propose(folder, by="bike,train").drafts[0]
    assert {stop.by for stop in draft.stops} <= {None, Mode.BIKE, Mode.TRAIN}


def test_lunch_at_a_table_or_none(folder: Path) -> None:
    """Only at the restaurant of the folder, at noon; or not at all."""
    draft = propose(folder, lunch="table").drafts[0]
    (meal,) = [stop for stop in draft.stops if stop.meal]
    assert meal.place == "table-de-l-isle"
    assert not [stop for stop in propose(folder, lunch="none").drafts[0].stops if stop.meal]


def test_two_days_with_a_night(folder: Path) -> None:
    """A night at the inn, no place twice, and the second day begins where the first ended."""
    draft = propose(folder, TUESDAY, days=2).drafts[0]
    visited = [told.place for told in draft.stops if told.leaves_min - told.begins_min >= 30]
    assert len(visited) == len({*visited})
    assert [told.place for told in draft.stops if told.night] == ["auberge-de-gimont"]
    assert {told.day for told in draft.stops} == {0, 1}


def test_without_timetables_one_walks(folder: Path) -> None:
    """On foot alone no country place is reached, and the refusal says what would do."""
    (said,) = told(propose(folder, by="walk"))
    assert "impossible on Saturday" in said


REFUSALS: Sequence[tuple[dict[str, object], date, str]] = [
    ({}, date(2027, 3, 1),
     "--on: the timetables read go from 1 December 2026 to 31 January 2027"),
    ({}, WORKS, "no service runs between the stops of the places"),
    ({"wanted": ("halle-de-gimont",)}, SUNDAY,
     "--with halle-de-gimont is impossible on Sunday 6 December 2026: closed that day"),
    ({"wanted": ("atelier-muet",)}, SATURDAY, "hours unknown"),
    ({"wanted": ("phare-lointain",)}, SATURDAY, "no way there and back"),
    ({"wanted": ("auberge-de-gimont",)}, SATURDAY, "it is no place to visit"),
    ({"days": 2, "unwanted": ("auberge-de-gimont",)}, TUESDAY, "--days: no lodging"),
    ({"lunch": "table", "unwanted": ("table-de-l-isle",)}, SATURDAY, "--lunch table: no place"),
    ({"end": "musee-de-l-isle"}, SATURDAY, "--to: 'musee-de-l-isle' is not open at every hour"),
    ({"end": "gare-de-gimont", "by": "walk"}, SATURDAY,
     "--from, --to: no way found from one to the other on Saturday 5 December 2026"),
]


@pytest.mark.parametrize(("more", "on", "says"), REFUSALS)
def test_what_cannot_be_names_the_wish(folder: Path, more: dict[str, object], on: date,
                                       says: str) -> None:
    """A date outside the timetables, no service, a place that is closed, unknown, out of reach or
    no place to visit, no bed, no table, an end behind a door or beyond all means: which wish to
    change."""
    (said,) = told(propose(folder, on, **more))
    assert says in said
    assert said.partition(" / ")[2]


@pytest.mark.parametrize(("words", "says"), [
    (["--on", "2026-12-05", "--timetable", "itineraries"], "bad-feed"),
    (["--on", "someday"], "bad-wish"), (["--on", "saturday", "--with", "x"], "unknown-place"),
    (["--on", "saturday", "--share", "70%"], "bad-wish"),
    (["--on", "saturday", "--out", "Ma Journée.yml"], "bad-id"),
    (["--on", "2026-12-12"], "no-proposal")])
def test_a_refusal_is_a_diagnostic(folder: Path, words: list[str], says: str) -> None:
    """Exit 1, a code, a hint, and never a traceback."""
    done = command(folder, *words)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"error[{says}]" in done.stdout
    assert "= hint: " in done.stdout


def test_no_timetable_at_all(own: Path) -> None:
    """Without a feed, and with no extract in the folder, the hint says what to give."""
    done = run("propose", "--from", "gare-matabiau", "--on", "saturday", "--itineraries",
               own / "itineraries", "--today", str(TODAY), "--lang", "en", cwd=own)
    assert done.returncode == 1
    assert "no timetable is known" in done.stdout
    assert "--timetable FILE.zip" in done.stdout


def test_the_extracts_of_the_site_are_enough(own: Path) -> None:
    """Once a route has an extract, a draft rides on it without the feed, and keeps what it needs:
    the check passes, the trains are the same."""
    assert command(own, "--on", "saturday", "--out", "itineraries/premier.yml").returncode == 0
    done = run("propose", "--from", "gare-matabiau", "--on", "saturday", "--itineraries",
               own / "itineraries", "--today", str(TODAY), "--lang", "en", cwd=own)
    assert done.returncode == 0, done.stdout
    found = check(Options(own / "itineraries", own, TODAY))
    assert [one.message.en for one in found.diagnostics] == []
    first, second = (json.loads((own / f"itineraries/timetables/{name}.json").read_text("utf-8"))
                     for name in ("premier", f"proposition-{SATURDAY}"))
    kept = {(leg["from"], leg["to"]): leg["pairs"] for leg in first["legs"]}
    assert second["legs"]
    assert all(leg["pairs"] == kept[leg["from"], leg["to"]] for leg in second["legs"])


def test_a_draft_rides_on_in_one_vehicle(own: Path) -> None:
    """Where each train goes on as another run, one stays on board, and is told so."""
    trips, calls = own / "horaires/trips.txt", own / "horaires/stop_times.txt"
    head, *runs = trips.read_text("utf-8").split()
    trips.write_text(f"{head},block_id\n" + "".join(
        f"{run}{half},{run}\n" for run in runs for half in ("", "-b")), "utf-8")
    head, *rows = calls.read_text("utf-8").split()
    halves = [head]
    for row in rows:
        name, _, call = row.partition(",")
        halves += [f"{name}{half},{call}" for half, not_its in (("", "2"), ("-b", "0"))
                   if call.split(",")[3] != not_its]
    calls.write_text("\n".join([*halves, ""]), "utf-8")
    done = command(own, "--on", "saturday", "--with", "gimont")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the vehicle goes on as another run: stay on board" in done.stdout
    assert [one.message.en for one in check(
        Options(own / "itineraries", own, TODAY)).diagnostics] == []


@pytest.mark.parametrize("given", [True, False], ids=["feed", "extracts"])
def test_one_walks_from_a_stop_to_its_place(own: Path, *, given: bool) -> None:
    """A market that alone names the station as its stop is a walk of twenty minutes from it: the
    draft comes and goes by that, by the feed and by what another route kept of it."""
    (own / "itineraries/places/halle-de-gimont.yml").write_text(proposing.PLACES[
        "halle-de-gimont"].replace('"We"', '"Sa 09:00-18:00"') + "refs: {gtfs: [GIM]}\n", "utf-8")
    (own / "itineraries/places/gare-de-gimont.yml").unlink()
    asked = ("--on", "saturday", "--with", "halle-de-gimont", "--out", "itineraries/premier.yml")
    done = command(own, *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    if not given:
        asked = (*asked[:-1], "itineraries/second.yml")
        done = run("propose", "--from", "gare-matabiau", "--itineraries", own / "itineraries",
                   "--today", str(TODAY), "--lang", "en", *asked, cwd=own)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "on foot from the stop, about 20 min" in done.stdout
    assert "on foot to the stop, about 20 min" in done.stdout
    assert [one.message.en for one in check(
        Options(own / "itineraries", own, TODAY)).diagnostics] == []


def test_in_french(own: Path) -> None:
    """What a French office reads, in the file and on the screen."""
    done = run("propose", "--from", "gare-matabiau", "--on", "n’importe quel samedi",
               "--itineraries", own / "itineraries", "--timetable", own / "horaires", "--today",
               str(TODAY), "--lang", "fr", cwd=own)
    assert "le meilleur possible ce jour-là, prouvé" in done.stdout
    assert "proposition-2026-12-05 – samedi 5 décembre 2026" in done.stdout
    text = (own / "itineraries/proposition-2026-12-05.yml").read_text("utf-8")
    assert "# Brouillon calculé par «\u00a0parcours propose\u00a0» le 29 novembre 2026" in text


def test_a_door_that_our_estimate_of_a_train_would_miss(own: Path) -> None:
    """A museum that opens for an hour just after the train: by the estimate of the check one would
    come too late, so the file has the minutes of the timetable, and passes."""
    (own / "itineraries/places/musee-de-l-isle.yml").write_text(proposing.PLACES[
        "musee-de-l-isle"].replace("10:00-12:00,14:00-18:00", "13:25-14:25"), "utf-8")
    done = command(own, "--on", "saturday", "--with", "musee-de-l-isle", "--between", "12:00-20:00")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (own / f"itineraries/proposition-{SATURDAY}.yml").read_text("utf-8")
    assert "minutes: 40" in text
    assert check(Options(own / "itineraries", own, TODAY)).diagnostics == ()


def test_ctrl_c_gives_the_best_so_far(folder: Path) -> None:
    """Stopped in the middle, the draft is sound, and marked; stopped at once, there is none, and
    nothing is called impossible."""
    atlas, feed = proposing.small(folder)

    def stopped(after: int) -> Proposed:
        told: list[int] = []

        def tell(done: int, total: int, best: int | None) -> None:
            told.append(done)
            if len(told) > after:
                raise KeyboardInterrupt

        return proposals.propose(proposing.wish_of(atlas), [feed], atlas,
                                 lambda _: iter(["essai"]), "en", tell)

    draft = stopped(5).drafts[0]
    assert draft.surety is Surety.INTERRUPTED
    assert 0 < draft.worth < proposing.draft_of(folder).worth
    (said,) = told(stopped(0))
    assert "interrupted before it found a day" in said
    assert "impossible" not in said


def test_ctrl_c_after_the_search_keeps_what_was_found(folder: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """The signal of a keyboard while the first draft is made: that one is made, still proved the
    best, and no other; it is said that there may be others. The handler is then as it was."""
    atlas, feed = proposing.small(folder)

    def made(*given: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return drafted(*given)

    def wanted() -> Proposed:
        return proposals.propose(proposing.wish_of(atlas, SUNDAY, alternatives=3), [feed], atlas,
                                 lambda _: iter(["un", "deux", "trois"]), "en")

    assert len(wanted().drafts) > 1
    former = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(proposals, "drafted", made)
    found = wanted()
    assert [draft.surety for draft in found.drafts] == [Surety.BEST]
    assert found.stopped
    assert signal.getsignal(signal.SIGINT) is former


@pytest.mark.parametrize(("more", "change"), [
    ({"between": "13:00-20:00"}, {"between": "11:15-20:00"}),
    ({"wanted": ("gimont", "l-isle")}, {"wanted": ("gimont",)}),
    ({"share": "50%", "unwanted": ("musee-de-la-brique",)},
     {"share": "33%", "unwanted": ("musee-de-la-brique",)})])
def test_the_change_that_is_named_is_enough(folder: Path, more: dict[str, object],
                                            change: dict[str, object]) -> None:
    """On a Sunday with one train each way: a start too late, two places too far apart, a share too
    large. What the hint says to type gives a draft."""
    (said,) = told(propose(folder, SUNDAY, lunch="none", **more))
    assert "it is proved" in said
    typed = {"between": "--between 11:15-20:00", "wanted": "no --with l-isle",
             "share": "--share 33%"}[next(name for name in more if more[name] != change[name])]
    assert typed in said
    assert propose(folder, SUNDAY, lunch="none", **change).drafts


def test_approximate_times_are_proposed_with_something_to_spare(tmp_path: Path) -> None:
    """A feed that calls all of its times approximate: they are told so, one is at the platform
    earlier, and the draft is proved."""
    proposing.write_folder(tmp_path / "itineraries")
    plain = proposing.write_feed(tmp_path / "plain") / "stop_times.txt"
    head, *rows = plain.read_text("utf-8").splitlines()
    feed = proposing.write_feed(tmp_path / "about", stop_times="\n".join(
        [f"{head},timepoint", *(f"{row},0" for row in rows), ""]))
    atlas = proposing.atlas_of(tmp_path / "itineraries")
    found = proposals.propose(proposing.wish_of(atlas), [feed], atlas,
                              lambda day: (f"essai-{day}-{n}" for n in count(1)), "en")
    draft = found.drafts[0]
    said = account(draft, "toulouse-gascogne", atlas, "en")
    assert not draft.unsure
    assert "by train C6 around 18:50 → around 19:30, proved by the timetable" in said
    assert "Last way back: around 18:50" in said
    unsure = account(replace(draft, unsure=True), "toulouse-gascogne", atlas, "en")
    assert "proved by" not in unsure
    assert "not proved: give or take a few minutes" in unsure
