"""What each scalar means, and what is offered in place of one that means nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.format import scalars
from parcours.format.scalars import NIGHT, BadScalar
from parcours.format.text import Text
from parcours.suggest import likely

Reader = Callable[[object], object]


def told(read: Reader, typed: object) -> BadScalar:
    """What is said of a value that means nothing."""
    with pytest.raises(BadScalar) as caught:
        read(typed)
    return caught.value


GOOD: list[tuple[Reader, str, object]] = [
    (scalars.clock, "09:30", 570), (scalars.clock, "9:30", 570), (scalars.clock, "00:00", 0),
    (scalars.clock, "23:59", 1439), (scalars.clock, " 10:00 ", 600),
    (scalars.stay, "45min", 45), (scalars.stay, "1h30", 90), (scalars.stay, "3h", 180),
    (scalars.stay, "24h", 1440), (scalars.stay, "0h45", 45), (scalars.stay, "night", NIGHT),
    (scalars.whole, "0", 0), (scalars.whole, "050", 50),
    (scalars.travel_minutes, "1", 1), (scalars.travel_minutes, "1440", 1440),
    (scalars.month, "1", 1), (scalars.month, "12", 12),
    (scalars.share, "0.2", 0.2), (scalars.share, "20 %", 0.2), (scalars.share, "20%", 0.2),
    (scalars.share, "20\u00a0%", 0.2), (scalars.share, "0", 0.0), (scalars.share, "1", 1.0),
    (scalars.kilometres, "6.2", 6.2), (scalars.kilometres, "2000", 2000.0),
    (scalars.latitude, "43.60450", 43.6045),
    (scalars.latitude, "43.639399999999995", 43.639399999999995),
    (scalars.kilometres, "0.30000000000000004", 0.1 + 0.2), (scalars.latitude, "-90", -90.0),
    (scalars.longitude, "180", 180.0), (scalars.longitude, "0", 0.0),
    (scalars.yes_no, "yes", True), (scalars.yes_no, "No", False), (scalars.yes_no, "true", True),
    (scalars.day, "2026-11-22", date(2026, 11, 22)), (scalars.day, "2028-02-29", date(2028, 2, 29)),
    (scalars.month_day, "04-01", (4, 1)), (scalars.month_day, "02-29", (2, 29)),
    (scalars.slug, "gare-matabiau", "gare-matabiau"), (scalars.slug, "4-saisons", "4-saisons"),
    (scalars.https_link, "https://exemple.fr", "https://exemple.fr"),
    (scalars.https_link, "https://exemple.fr:8443/a/b?c=d#e", "https://exemple.fr:8443/a/b?c=d#e"),
    (scalars.https_link, "https://exemple.fr/caf%C3%A9", "https://exemple.fr/caf%C3%A9"),
    (scalars.https_link, "https://exemple.fr/é", "https://exemple.fr/é"),
    (scalars.site_address, "https://exemple.fr", "https://exemple.fr"),
    (scalars.site_address, "https://w.exemple.fr:8443/sous/é/", "https://w.exemple.fr:8443/sous/é/"),
    (scalars.tile_url, "https://t.exemple.fr/{z}/{x}/{y}.png",
    "https://t.exemple.fr/{z}/{x}/{y}.png"),
    (scalars.email, "a.b+c@exemple.co.uk", "a.b+c@exemple.co.uk"),
    (scalars.email, "mailto:a@exemple.fr", "a@exemple.fr"),
    (scalars.phone, "05 61 00 00 00", "05 61 00 00 00"),
    (scalars.phone, "0561000000", "0561000000"),
    (scalars.phone, "+33 5 61 00 00 00", "+33 5 61 00 00 00"),
    (scalars.phone, "+33 (0)5 61 00 00 00", "+33 (0)5 61 00 00 00"),
    (scalars.phone, "05.61.00.00.00", "05.61.00.00.00"),
    (scalars.relative_path, "media/jardin.jpg", "media/jardin.jpg"),
    (scalars.relative_path, "tracks/a b/é.gpx", "tracks/a b/é.gpx"),
    (scalars.line, "  deux   mots\n ", "deux mots"),
    (scalars.line, "copié\u200b d’ailleurs\ufeff", "copié d’ailleurs"),
    (scalars.text, "a\n b", Text({"": "a b"})), (scalars.prose, "a\n\nb\n", Text({"": "a\n\nb"})),
]


@pytest.mark.parametrize(("read", "typed", "value"), GOOD)
def test_a_sound_scalar_means_its_value(read: Reader, typed: str, value: object) -> None:
    """The value as the model keeps it: minutes, degrees, dates, text without stray space."""
    assert value == read(typed)


WRONG: list[tuple[Reader, str, str]] = [
    (scalars.clock, "9h30", "09:30"), (scalars.clock, "9 h 30", "09:30"),
    (scalars.clock, "9H", "09:00"), (scalars.clock, "9", "09:00"), (scalars.clock, "0930", "09:30"),
    (scalars.clock, "9.30", "09:30"), (scalars.clock, "09:30:00", "09:30"),
    (scalars.clock, "9 heures 30", "09:30"), (scalars.clock, "2:30 pm", "14:30"),
    (scalars.clock, "12am", "00:00"), (scalars.clock, "midi", "12:00"),
    (scalars.stay, "1h30min", "1h30"), (scalars.stay, "1 h 30", "1h30"),
    (scalars.stay, "90", "1h30"),
    (scalars.stay, "90 min", "1h30"), (scalars.stay, "1 heure", "1h"),
    (scalars.stay, "1:30", "1h30"), (scalars.stay, "1h7", "1h07"), (scalars.stay, "0h90", "1h30"),
    (scalars.stay, "1 h 5 min", "1h05"),
    (scalars.stay, "2,5 heures", "2h30"), (scalars.stay, "une demi-heure", "30min"),
    (scalars.stay, "1H", "1h"), (scalars.stay, "45 mn", "45min"), (scalars.stay, "nuit", "night"),
    (scalars.stay, "Nuitée", "night"), (scalars.stay, "1440min", "24h"),
    (scalars.whole, "30 m", "30"), (scalars.whole, "1 200", "1200"), (scalars.whole, "30,5", "30"),
    (scalars.travel_minutes, "25 min", "25"), (scalars.travel_minutes, "1h30", "90"),
    (scalars.travel_minutes, "1 h 30 min", "90"), (scalars.travel_minutes, "1 heure", "60"),
    (scalars.month, "juillet", "7"), (scalars.month, "août", "8"), (scalars.month, "Déc.", "12"),
    (scalars.share, "20", "20 %"), (scalars.share, "0,2", "0.2"),
    (scalars.share, "12,5 %", "12.5 %"),
    (scalars.share, "20 pour cent", "20 %"),
    (scalars.kilometres, "800 m", "0.8"), (scalars.kilometres, "1500 mètres", "1.5"),
    (scalars.kilometres, "350m", "0.35"), (scalars.kilometres, "12,5 metres", "0.0125"),
    (scalars.kilometres, "6,2", "6.2"), (scalars.kilometres, "6.2 km", "6.2"),
    (scalars.latitude, "43,6045", "43.6045"), (scalars.latitude, "43.6045°", "43.6045"),
    (scalars.latitude, "43° 36' 16\" N", "43.60444"), (scalars.latitude, "+43.6", "43.6"),
    (scalars.longitude, "1° 26′ O", "-1.43333"), (scalars.longitude, "1,44 E", "1.44"),
    (scalars.yes_no, "oui", "yes"), (scalars.yes_no, "Non", "no"), (scalars.yes_no, "off", "no"),
    (scalars.day, "2026-11-22T10:00:00Z", "2026-11-22"), (scalars.day, "20261122", "2026-11-22"),
    (scalars.longitude, ".623", "0.623"), (scalars.longitude, "-,623", "-0.623"),
    (scalars.day, "22/11/2026", "2026-11-22"), (scalars.day, "22.11.2026", "2026-11-22"),
    (scalars.day, "2026/11/2", "2026-11-02"), (scalars.day, "2 novembre 2026", "2026-11-02"),
    (scalars.day, "dimanche 1er nov. 2026", "2026-11-01"), (scalars.day, "3/4/27", "2027-04-03"),
    (scalars.day, "Nov 2, 2026", "2026-11-02"),
    (scalars.month_day, "01/04", "04-01"), (scalars.month_day, "31-10", "10-31"),
    (scalars.month_day, "1er avril", "04-01"), (scalars.month_day, "2027-04-01", "04-01"),
    (scalars.month_day, "4-1", "04-01"),
    (scalars.slug, "Gare Matabiau", "gare-matabiau"), (scalars.slug, "l’Œuf", "l-oeuf"),
    (scalars.slug, "places/gare.yml", "gare"), (scalars.slug, "gare_nord", "gare-nord"),
    (scalars.slug, "-gare-", "gare"),
    (scalars.https_link, "www.exemple.fr", "https://www.exemple.fr"),
    (scalars.site_address, "www.exemple.fr", "https://www.exemple.fr"),
    (scalars.site_address, "https://exemple.fr/sous/?lang=fr", "https://exemple.fr/sous/"),
    (scalars.site_address, "https://exemple.fr#haut", "https://exemple.fr"),
    (scalars.https_link, "http://exemple.fr/a", "https://exemple.fr/a"),
    (scalars.https_link, "//exemple.fr", "https://exemple.fr"),
    (scalars.https_link, "https:/exemple.fr", "https://exemple.fr"),
    (scalars.https_link, "htpps://exemple.fr", "https://exemple.fr"),
    (scalars.https_link, "https://exemple.fr/un plan", "https://exemple.fr/un%20plan"),
    (scalars.email, "a@exemple,fr", "a@exemple.fr"),
    (scalars.email, "a (at) exemple.fr", "a@exemple.fr"),
    (scalars.email, "a arobase exemple.fr", "a@exemple.fr"),
    (scalars.email, "<a@exemple.fr>", "a@exemple.fr"),
    (scalars.phone, "561000000", "0561000000"),
    (scalars.phone, "Tél. 05 61 00 00 00", "05 61 00 00 00"),
    (scalars.relative_path, "/home/moi/x.jpg", "media/x.jpg"),
    (scalars.relative_path, "C:\\traces\\x.gpx", "tracks/x.gpx"),
]


@pytest.mark.parametrize(("read", "typed", "meant"), WRONG)
def test_what_was_meant_is_offered_ready_to_type(read: Reader, typed: str, meant: str) -> None:
    """The hint holds exactly what to type, and typing it is accepted."""
    hint = told(read, typed).hint
    assert hint is not None
    assert (f"écrivez {meant}", f"write {meant}") == (hint.fr, hint.en)
    read(meant)


UNCLEAR: list[tuple[Reader, str, str]] = [
    (scalars.clock, "vers midi", "HH:MM"), (scalars.clock, "25:00", "HH:MM"),
    (scalars.clock, "9:60", "HH:MM"), (scalars.stay, "longtemps", "HhMM"),
    (scalars.stay, "0min", "HhMM"), (scalars.stay, "25h", "HhMM"),
    (scalars.stay, "1h75", "de 00 à 59"),
    (scalars.stay, "1 h 60 min", "de 00 à 59"),
    (scalars.stay, "1h5", "en deux chiffres"),
    (scalars.travel_minutes, "1h75", "un nombre entier"),
    (scalars.whole, "beaucoup", "un nombre entier"),
    (scalars.share, "un quart", "une part en pour cent"),
    (scalars.share, "120 %", "une part en pour cent"),
    (scalars.kilometres, "loin", "un point décimal"), (scalars.kilometres, "5 miles", "décimal"),
    (scalars.kilometres, "0", "kilomètres"), (scalars.kilometres, "2001", "kilomètres"),
    (scalars.latitude, "nord", "la latitude en degrés"),
    (scalars.latitude, "90.1", "la latitude en degrés"),
    (scalars.longitude, "-180.1", "la longitude en degrés"), (scalars.day, "bientôt", "AAAA-MM-JJ"),
    (scalars.day, "11/22/2026", "AAAA-MM-JJ"), (scalars.day, "2027-02-30", "vérifiez"),
    (scalars.day, "2027-02-29", "vérifiez"), (scalars.month_day, "été", "MM-JJ"),
    (scalars.month_day, "02-30", "vérifiez le jour"), (scalars.month_day, "octobre", "10-31"),
    (scalars.month, "13", "de 1 à 12"), (scalars.month, "0", "de 1 à 12"),
    (scalars.travel_minutes, "0", "minutes"), (scalars.travel_minutes, "1441", "minutes"),
    (scalars.slug, "—", "minuscules"), (scalars.https_link, "localhost", "https://"),
    (scalars.https_link, "javascript:alert(1)", "https://"),
    (scalars.https_link, "a@exemple.fr", "https://"),
    (scalars.tile_url, "https://t.exemple.fr/{z}.png", "{x}"),
    (scalars.email, "a@exemple", "l’adresse entière"), (scalars.handle, "l’équipe", "@"),
    (scalars.yes_no, "peut-être", "yes (oui) ou no (non)"),
    (scalars.phone, "3949", "à dix chiffres"), (scalars.relative_path, "..", "media/…"),
]


@pytest.mark.parametrize(("read", "typed", "form"), UNCLEAR)
def test_where_it_is_not_clear_the_form_is_shown(read: Reader, typed: str, form: str) -> None:
    """No guess is better than a wrong one."""
    hint = told(read, typed).hint
    assert hint is not None
    assert form in hint.fr
    assert hint.en


OURS = {"1", "12", *(f"{month:02d}" for month in range(1, 13)), "30", "31", "00", "59"}
"""Numbers a form may name: those of the calendar and of the clock, which are nobody's fact."""


@pytest.mark.parametrize(("read", "typed"), [(read, typed) for read, typed, _ in UNCLEAR])
def test_a_form_holds_no_value_of_ours(read: Reader, typed: str) -> None:
    """What an office could copy from a hint and publish is what it typed itself, or nothing."""
    hint = told(read, typed).hint
    assert hint is not None
    for words in (hint.fr, hint.en):
        assert set(re.findall(r"\d+", words)) - OURS - set(re.findall(r"\d+", typed)) == set()


@pytest.mark.parametrize("typed", [
    "43.59340, 1.44960", "43.59340,1.44960", "43,59340 ; 1,44960", "43.59340 1.44960"])
def test_a_pasted_pair_is_both_numbers(typed: str) -> None:
    """A position copied from a map keeps its longitude: both lines are shown."""
    bad = told(scalars.latitude, typed)
    assert bad.code == "bad-coordinates"
    assert bad.hint is not None
    assert "lat: 43.59340 et, à la ligne suivante, lon: 1.44960" in bad.hint.fr


@pytest.mark.parametrize(("read", "code"), [
    (scalars.clock, "bad-value"), (scalars.latitude, "bad-coordinates"), (scalars.slug, "bad-id"),
    (scalars.https_link, "unsafe-link"), (scalars.relative_path, "unsafe-path"),
    (scalars.email, "bad-value")])
def test_each_fault_has_its_code(read: Reader, code: str) -> None:
    """Coordinates, ids, links and paths have codes of their own."""
    assert code == told(read, "?:?").code


@pytest.mark.parametrize("read", [one for one, _, _ in GOOD[::4]])
@pytest.mark.parametrize("typed", [[], {}, ["a"], {"a": "b"}])
def test_a_group_or_a_list_is_not_a_scalar(read: Reader, typed: object) -> None:
    """It is said that a text was expected."""
    if read in (scalars.text, scalars.prose) and typed == {"a": "b"}:
        return
    assert told(read, typed).code in ("wrong-type", "unknown-field")


@pytest.mark.parametrize("char", [
    "\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\ud800", "\ufffe"])
def test_characters_nobody_sees_are_refused(char: str) -> None:
    """They would break a calendar or disguise an address."""
    for read in (scalars.line, scalars.text, scalars.prose, scalars.clock, scalars.slug):
        assert f"U+{ord(char):04X}" in told(read, f"a{char}b").message.fr


@pytest.mark.parametrize("typed", ["", " ", "\n", "\u200b"])
def test_a_text_is_never_empty(typed: str) -> None:
    """Nothing but space is nothing."""
    for read in (scalars.line, scalars.text, scalars.prose):
        assert told(read, typed).message.fr == "ce texte est vide"


@pytest.mark.parametrize(("typed", "at", "code", "hint"), [
    ({"fr": "a", "francais": "b"}, ("francais",), "unknown-field", "écrivez fr, en, es…"),
    ({"fr": "La ville", "la Garonne": ""}, ("la Garonne",), "unknown-field", "virgule"),
    ({"fr:La ville": ""}, ("fr:La ville",), "unknown-field", "une espace après « : »"),
    ({"fr": ""}, ("fr",), "bad-value", "retirez la ligne"),
    ({"fr": ["a"]}, ("fr",), "wrong-type", ""),
    ({}, (), "wrong-type", "{fr: …, en: …}"), ([], (), "wrong-type", "{fr: …, en: …}"),
])
def test_a_text_per_language_is_told_at_the_language(
        typed: object, at: tuple[str, ...], code: str, hint: str) -> None:
    """The fault is that of one language, and is shown there."""
    bad = told(scalars.text, typed)
    assert (code, at) == (bad.code, bad.at)
    assert hint in (bad.hint.fr if bad.hint else "")


def test_a_text_is_said_in_the_language_asked_for() -> None:
    """Else in the site's first, else in whichever there is, and it is known which."""
    text = scalars.text({"fr": "gare", "oc": "gara"})
    expected = [("gare", ""), ("gare", "fr"), ("gara", "")]
    assert expected == [(said.text, said.lang) for said in map(text.said, ("fr", "en", "oc"))]
    assert scalars.text({"oc": "gara"}).said("en").lang == "oc"
    assert scalars.text("Gers").said("en").lang == ""
    assert text.has("oc")
    assert not text.has("en")


@given(st.integers(1, 1440))
def test_a_stay_is_written_as_it_is_read(minutes: int) -> None:
    """Every length of time that is offered is understood."""
    assert minutes == scalars.stay(scalars.written_stay(minutes))


@given(st.text(max_size=40))
def test_any_text_has_an_answer(typed: str) -> None:
    """Each reader returns a value or says what is wrong, and never fails otherwise."""
    for read in {read for read, _, _ in GOOD}:
        with suppress(BadScalar):
            read(typed)


@given(st.text(max_size=100))
def test_a_quoted_value_fits_on_a_line(typed: str) -> None:
    """A value in a message has no line breaks and is not long."""
    shown = scalars.short(typed)
    assert len(shown) <= 40
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize("typed", ["43.5;62433", "43.5.6", "43.5 ou 43.6"])
def test_a_hint_leaves_no_digit_out(typed: str) -> None:
    """Of two numbers, or of one in pieces, none is proposed: it would be another place."""
    assert likely.number(typed) is None
