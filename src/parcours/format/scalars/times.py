"""Times of day, lengths of time, dates, days of any year."""

from __future__ import annotations

import re
from datetime import date

from parcours.diagnostics.diagnostic import Words
from parcours.format.scalars.numbers import whole
from parcours.format.scalars.syntax import BadScalar, clean, short, written
from parcours.hours.clock import DAY_MIN
from parcours.suggest import certain, likely

NIGHT = -1
"""The stay of a traveller who sleeps at the stop; every other stay is a number of minutes."""


CLOCK = written(
    "clock", r"(?:[01]?\d|2[0-3]):[0-5]\d",
    Words("une heure s’écrit ainsi : 09:30", "a time is written like this: 09:30"))


def clock(value: object) -> int:
    """``09:30`` to minutes since midnight."""
    typed = clean(value).strip()
    if CLOCK.fits(typed):
        hours, _, minutes = typed.partition(":")
        return int(hours) * 60 + int(minutes)
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une heure",
                          f"'{short(typed)}' is not a time"),
                    likely.clock(typed) or Words(
                        "écrivez l’heure et les minutes en chiffres : HH:MM",
                        "write hours and minutes as numbers: HH:MM"),
                    certain=certain.clock(typed))


STAY = written(
    "stay", r"night|(?:0?[1-9]|1\d|2[0-3])h(?:[0-5]\d)?|24h(?:00)?|00?h(?:0[1-9]|[1-5]\d)"
    r"|(?:0{0,2}[1-9]|0?[1-9]\d|[1-9]\d\d)min",
    Words("une durée s’écrit ainsi : 45min, 1h30, 3h, night",
          "a length of time is written like this: 45min, 1h30, 3h, night"))


def stay(value: object) -> int:
    """``45min``, ``1h30``, ``3h`` to minutes, at most a day; ``night`` to `NIGHT`."""
    typed = clean(value).strip()
    if STAY.fits(typed):
        if typed == "night":
            return NIGHT
        if typed.endswith("min"):
            return int(typed.removesuffix("min"))
        hours, _, minutes = typed.partition("h")
        return int(hours) * 60 + int(minutes or 0)
    night, sure, guess = likely.is_night(typed), certain.minutes(typed), likely.minutes(typed)
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une durée",
                          f"'{short(typed)}' is not a length of time"),
                    "night" if night else _bare_hours(typed) or _minutes_of(typed) or (
                        written_stay(guess) if guess else None) or _past_a_day(typed) or (
                        _of_several(typed)) or Words(
                        "écrivez des heures et des minutes, HhMM, ou des minutes suivies de min ; "
                        "night pour une nuit",
                        "write hours and minutes, HhMM, or minutes followed by min; "
                        "night for a night"),
                    certain="night" if night else written_stay(sure) if sure else None)


_NIGHTS = re.compile(r"(\d+|deux|trois|quatre|two|three|four) (?:nuits|nights)", re.I)
_DAYS = re.compile(r"(?:une?|a|one|la|the|\d+)?\s*(?:jours?|journ[ée]es?|days?)", re.I)
_RANGE = re.compile(r"\d[\dh:min ]*\s*(?:-|–|à|a|to|/|ou|or)\s*\d[\dh:min ]*", re.I)


def _of_several(typed: str) -> Words | None:
    """A length in nights or days, or between two lengths."""
    if _NIGHTS.fullmatch(typed):
        return Words("écrivez night ; pour chaque nuit de plus, ajoutez une journée (days)",
                     "write night; for each further night add a day (days)")
    if _DAYS.fullmatch(typed):
        return Words("écrivez les heures que l’on y passe, HhMM ; night si l’on y dort",
                     "write the hours that one spends there, HhMM; night if one sleeps there")
    if not _RANGE.fullmatch(typed):
        return None
    return Words("gardez une seule durée, celle qu’il faut compter",
                 "keep a single length, the one to reckon with")


def _bare_hours(typed: str) -> Words | None:
    """A small number without unit may be hours as well as minutes: only its editor knows."""
    if not re.fullmatch("0?[1-9]|1[0-2]", typed, re.ASCII):
        return None
    n = int(typed)
    return Words(f"écrivez l’unité : {n}h pour des heures, {n}min pour des minutes",
                 f"write the unit: {n}h for hours, {n}min for minutes")


def _past_a_day(typed: str) -> Words | None:
    """A length that is one, and too long."""
    return Words("une durée, HhMM, va jusqu’à un jour ; écrivez night pour une nuit sur place",
                 "a length of time, HhMM, goes up to one day; write night for a night on site"
                 ) if re.fullmatch(r"\d{2,3}h(?:[0-5]\d)?|\d{4}min", typed, re.ASCII) else None


def _minutes_of(typed: str) -> Words | None:
    """What minutes beside hours are, where these may be one of two lengths."""
    return Words("les minutes vont de 00 à 59, en deux chiffres : HhMM",
                 "minutes go from 00 to 59, in two digits: HhMM"
                 ) if likely.may_be_two_lengths(typed) else None


def written_stay(minutes: int) -> str:
    """Minutes as an editor types them: ``45min``, ``1h30``, ``3h``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}min"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"


TRAVEL_MINUTES = written(
    "travel_minutes", r"0{0,5}(?:[1-9]\d{0,2}|1[0-3]\d\d|14[0-3]\d|1440)",
    Words("des minutes, de 1 à 1440, sans unité : 25", "minutes, from 1 to 1440, without unit: 25"),
    ("integer", "string"), {"minimum": 1, "maximum": DAY_MIN})


def travel_minutes(value: object) -> int:
    """Minutes on the way, from 1 to a day; a duration is shown how to write it as minutes."""
    typed = clean(value).strip()
    if TRAVEL_MINUTES.fits(typed):
        return int(typed)
    guess = likely.minutes(typed)
    if guess and not typed.isdigit():
        raise BadScalar(Words("la durée d’un trajet s’écrit en minutes, sans unité",
                              "the time of a leg is written in minutes, without unit"), str(guess),
                        certain=str(guess) if certain.minutes(typed) else None)
    raise BadScalar(Words(f"un trajet dure de 1 à 1440 minutes, pas {whole(typed)}",
                          f"a leg takes from 1 to 1440 minutes, not {whole(typed)}"),
                    Words("écrivez la durée en minutes, ou retirez-la",
                          "write the time in minutes, or remove it"))


MONTH = written(
    "month", "0{0,7}(?:[1-9]|1[0-2])",
    Words("un mois en chiffres, de 1 à 12", "a month as a number, from 1 to 12"),
    ("integer", "string"), {"minimum": 1, "maximum": 12})


def month(value: object) -> int:
    """A month, 1 to 12."""
    typed = clean(value).strip()
    if MONTH.fits(typed):
        return int(typed)
    if named := likely.month(typed):
        raise BadScalar(Words("un mois s’écrit en chiffres", "a month is written as a number"),
                        str(named), certain=str(named))
    raise BadScalar(Words(f"un mois va de 1 à 12, pas {whole(typed)}",
                          f"a month goes from 1 to 12, not {whole(typed)}"),
                    Words("écrivez le numéro du mois, de 1 à 12",
                          "write the number of the month, from 1 to 12"))


_LEFT_31, _LEFT_30 = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|[12]\d|30)"
_MONTH_AND_DAY = (rf"(?:(?:0[13578]|1[02])-{_LEFT_31}|(?:0[469]|11)-{_LEFT_30}"
                  r"|02-(?:0[1-9]|[12]\d))")
_LOOKS_LIKE_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOOKS_LIKE_MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)

DAY = written(
    "day", rf"(?!0000)\d{{4}}-{_MONTH_AND_DAY}",
    Words("une date s’écrit ainsi : 2027-01-31 (année, mois, jour)",
          "a date is written like this: 2027-01-31 (year, month, day)"))


def day(value: object) -> date:
    """A date, ``2027-01-10``."""
    typed = clean(value).strip()
    if DAY.fits(typed) and (found := _date(typed)):
        return found
    if _LOOKS_LIKE_A_DAY.fullmatch(typed):
        raise BadScalar(Words(f"le {typed} n’existe pas", f"{typed} does not exist"),
                        Words("vérifiez le mois et le jour", "check the month and the day"))
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une date",
                          f"'{short(typed)}' is not a date"),
                    likely.date(typed) or Words(
                        "écrivez l’année, le mois et le jour en chiffres : AAAA-MM-JJ",
                        "write year, month and day as numbers: YYYY-MM-DD"),
                    certain=certain.date(typed))


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:  # 29 February of a common year
        return None


MONTH_DAY = written(
    "month_day", _MONTH_AND_DAY,
    Words("un jour de l’année s’écrit ainsi : 04-01 pour le 1er avril",
          "a day of the year is written like this: 04-01 for 1 April"))


def month_day(value: object) -> tuple[int, int]:
    """A day of any year, ``04-01`` for the first of April, to (month, day)."""
    typed = clean(value).strip()
    if MONTH_DAY.fits(typed):
        return int(typed[:2]), int(typed[3:])
    if _LOOKS_LIKE_MONTH_DAY.fullmatch(typed):
        raise BadScalar(Words(f"le mois {int(typed[:2])} n’a pas de jour {int(typed[3:])}",
                              f"month {int(typed[:2])} has no day {int(typed[3:])}"),
                        Words("vérifiez le jour", "check the day"))
    guess = likely.month_day(typed)
    hint: str | Words = Words("écrivez le mois puis le jour, en chiffres : MM-JJ",
                              "write the month, then the day, as numbers: MM-DD")
    if guess and guess[0] == guess[1]:
        hint = guess[0]
    elif guess:
        hint = Words(f"écrivez {guess[0]} pour le premier du mois, {guess[1]} pour le dernier",
                     f"write {guess[0]} for the first of the month, {guess[1]} for the last")
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un mois et un jour",
                          f"'{short(typed)}' is not a month and a day"), hint,
                    certain=certain.month_day(typed))
