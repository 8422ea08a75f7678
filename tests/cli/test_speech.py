"""The help of commands and what was typed wrong, in the language of whoever typed it."""

from __future__ import annotations

import re

import click
import pytest

from helpers.commands import run, run_well
from parcours.cli import speech
from parcours.cli.main import parcours

FRENCH, ENGLISH = "fr_FR.UTF-8", "en_GB.UTF-8"


@pytest.mark.parametrize(("asked", "system", "said"), [
    (None, {}, "fr"), (None, {"LANG": "en_GB.UTF-8"}, "en"), (None, {"LANG": "oc_FR"}, "fr"),
    (None, {"LC_ALL": "fr_FR", "LANG": "en_GB"}, "fr"), ("en", {"LANG": "fr_FR"}, "en"),
    ("fr", {"LANG": "en_GB"}, "fr"),
])
def test_the_language_of_messages(monkeypatch: pytest.MonkeyPatch, asked: str | None,
                                  system: dict[str, str], said: str) -> None:
    """The one asked for, else the system's if it is English, else French."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in system.items():
        monkeypatch.setenv(name, value)
    assert speech.language(asked) == said


@pytest.mark.parametrize(("words", "said"), [
    (["check", "--lang", "en"], "en"), (["check", "--lang=en", "--wrong"], "en"),
    (["check", "--lang"], "fr"), (["check", "--lang", "de"], "fr"), ([], "fr"),
    (["check", "--only", "en"], "fr")])
def test_the_language_of_what_is_not_read_yet(monkeypatch: pytest.MonkeyPatch, words: list[str],
                                              said: str) -> None:
    """Even of a mistake: where none of ours is asked for, it is the system's."""
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert speech.language_typed(words) == said


NAMES = sorted(parcours.commands)


def records(command: click.Command, lang: str) -> dict[str, str]:
    """What each option is for, by how it is typed."""
    ctx = click.Context(command, info_name=command.name)
    ctx.meta["parcours.lang"] = lang
    return dict(one.get_help_record(ctx) for one in command.params
                if isinstance(one, speech.Option))


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_every_option_is_told_in_both_languages(name: str) -> None:
    """No command, no option of it is left without a sentence, and none says the same in both."""
    command = parcours.commands[name]
    assert isinstance(command, speech.Command)
    assert command.summary("fr") != command.summary("en")
    assert len(command.summary("fr")) > 20
    assert len(command.params) == sum(
        isinstance(one, speech.Option | speech.Argument) for one in command.params)
    french, english = records(command, "fr"), records(command, "en")
    assert len(french) == len(english) >= 2
    for (_, one), (_, other) in zip(french.items(), english.items(), strict=True):
        assert one.partition("  [")[0] != other.partition("  [")[0]
        assert len(one.partition("  [")[0]) > 8


@pytest.mark.parametrize("name", [None, *NAMES])
def test_a_french_help_has_no_english_word_of_click_in_it(name: str | None) -> None:
    """Titles, notes and the names of values are French, too."""
    said = run_well(*filter(None, (name, "--help")), LANG=FRENCH)
    assert said.startswith("Utilisation\u00a0: parcours")
    assert "\nOptions\u00a0:\n" in said
    assert not re.search(r"\b(?:Usage|Commands|default|required|Show|TEXT|INTEGER|PATH|FILE|DIR|"
                         r"the|and)\b", said)


def test_the_program_lists_its_commands_in_french() -> None:
    """Each with what it does."""
    said = run_well("--help", LANG=FRENCH)
    assert "\nCommandes\u00a0:\n" in said
    for name in NAMES:
        assert re.search(rf"^  {name} +\w", said, re.M)


def test_the_language_asked_for_is_that_of_the_help() -> None:
    """Wherever it stands, and whatever the system speaks."""
    assert run_well("check", "--help", "--lang", "fr").startswith("Utilisation")
    assert run_well("check", "--lang=en", "--help", LANG=FRENCH).startswith("Usage")


@pytest.mark.parametrize(("typed", "french", "english"), [
    ("chek", "la commande chek n’existe pas ; vouliez-vous dire « check » ?",
     "the command chek does not exist; did you mean 'check'?"),
    ("xyzzy", "la commande xyzzy n’existe pas", "the command xyzzy does not exist"),
    ("check --strct", "l’option --strct n’existe pas ; vouliez-vous dire « --strict » ?",
     "the option --strct does not exist; did you mean '--strict'?"),
    ("check a b", "de trop : a b", "not expected: a b"),
    ("check --strict=yes", "--strict ne prend pas de valeur", "--strict takes no value"),
    ("check --only", "il manque la valeur de --only", "the value of --only is missing"),
    ("check --jobs 0", "--jobs : il faut un nombre entier, 1 au moins",
     "--jobs: it takes a whole number, at least 1"),
    ("check --jobs two", "--jobs : il faut un nombre entier, 1 au moins",
     "--jobs: it takes a whole number, at least 1"),
    ("propose --from a --on b --days 6", "--days : il faut un nombre entier, de 1 à 5",
     "--days: it takes a whole number, from 1 to 5"),
    ("check --lang de", "--lang : « de » n’en est pas un ; au choix : fr, en",
     "--lang: 'de' is none; one of: fr, en"),
    ("check --today 31/01/2027", "--today : « 31/01/2027 » n’est pas une date de la forme "
     "2027-01-31", "--today: '31/01/2027' is not a date of the form 2027-01-31"),
    ("check --site-url x", "l’option --site-url n’existe pas", "the option --site-url does not"),
    ("propose --from a", "il manque --on", "--on is missing"),
    ("route", "il manque --with ; au choix : ign, valhalla",
     "--with is missing; one of: ign, valhalla"),
    ("explain", "il manque CODE", "CODE is missing"),
    ("import", "il manque FICHIER", "FILE is missing"),
    ("new", "il manque itinerary|place", "itinerary|place is missing"),
    ("new route x", "itinerary|place : « route » n’en est pas un ; au choix : itinerary, place",
     "itinerary|place: 'route' is none; one of: itinerary, place"),
    ("timetable", "donnez des horaires à lire, --fetch, ou --show et un parcours",
     "give timetables to read, --fetch, or --show with an itinerary"),
    ("route --with ign --address http://localhost:1", "ne vont qu’avec --with valhalla",
     "are for --with valhalla"),
    ("route --with valhalla", "donnez --address, ou bien --program et --config",
     "give --address, or --program with --config"),
    ("init x --yes", "il manque --city, --country, --communes", "--communes is missing"),
])
def test_what_is_typed_wrong_is_told_in_words(typed: str, french: str, english: str) -> None:
    """In French to who speaks it, in English to others, with exit 2 and where to read more; and
    no word of the other language."""
    for system, said, other in ((FRENCH, french, english), (ENGLISH, english, french)):
        done = run(*typed.split(), LANG=system)
        assert (done.returncode, done.stdout) == (2, "")
        usage, more, _, error = done.stderr.rstrip("\n").rsplit("\n", 3)
        assert usage.startswith("Utilisation\u00a0: " if system == FRENCH else "Usage: ")
        assert "--help" in more
        assert error.startswith("Erreur : " if system == FRENCH else "Error: ")
        assert said in error
        assert other not in error


def test_an_address_is_refused_in_the_language_asked_for() -> None:
    """What an option says of its value, before the command begins."""
    done = run("publish", "--lang", "fr", "--site-url", "http://office.exemple.fr")
    assert "Erreur : --site-url : « http://office.exemple.fr »" in done.stderr
    assert done.returncode == 2


def test_alone_it_tells_what_it_can_do() -> None:
    """Without a command the program shows its help, as a mistake."""
    done = run(LANG=FRENCH)
    assert done.returncode == 2
    assert done.stderr.startswith("Utilisation\u00a0: parcours [OPTIONS] COMMANDE")
