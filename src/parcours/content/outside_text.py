"""Bytes that others wrote to text: byte order marks, declared encodings, and those of old programs.

UTF-8 is tried first, whatever a file declares: text in another encoding is hardly ever valid UTF-8
by accident. Past that an encoding is a guess, and said to be one.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from parcours.diagnostics.diagnostic import Words

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
          (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    r"ascii|(?:cp|iso8859|koi8|mac|gb|big5|euc|shift_jis|iso2022)[a-z0-9_-]{0,20}")
"""What is believed when a file declares it, by the names that `codecs` gives: encodings of letters.
Python has others that decode programs, names of hosts, or take time for long input."""
_GUESSES = ("cp1252", "mac-roman", "cp850")
"""What spreadsheets of Windows, of old Macs and of DOS write, the likelier first."""
_FRENCH = frozenset("àâäçèéêëîïôöùûüœæÀÂÇÈÉÊËÎÔÙÛŒ’‘«»“”–—…°²€\u00a0áíóúñüÁÍÓÚÑ")
TWICE = re.compile("[ÃÂ][\u0080-\u00bf]|[ÃÂ][ƒ€‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|â‚¬")
"""What accents and quotes look like once UTF-8 was taken for Windows-1252."""
_SAMPLE = 200_000
_MOST_NOUGHTS = 0.02
"""In shares of a file: what programs leave in a text that they cut out of a field of fixed length;
more is no text."""


class BadText(ValueError):
    """Bytes that are no text."""

    def __init__(self, message: Words) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without byte order mark, and what is doubtful about its encoding."""

    text: str
    told: tuple[Words, ...] = ()


def decoded(raw: bytes, declared: str = "") -> Decoded:
    """The text of a file; ``declared`` is what the file says of its encoding. Raises `BadText`."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(_strictly(raw[len(mark):], encoding))
    if b"\x00" not in raw[:64]:
        raw = raw.rstrip(b"\x00")  # devices that lose power fill up what they had reserved
    if b"\x00" in raw:
        if wide := _wide(raw):
            return Decoded(_strictly(raw, wide))
        if raw.count(b"\x00") <= _MOST_NOUGHTS * len(raw):
            line = raw[:raw.index(b"\x00")].count(b"\n") + 1
            found = decoded(raw.replace(b"\x00", b""), declared)
            return Decoded(found.text, (*found.told, Words(
                f"des caractères nuls ont été retirés (le premier à la ligne {line})",
                f"null characters were removed (the first in line {line})")))
        raise BadText(Words("ce fichier n’est pas du texte", "this file is not text"))
    name = _name(declared)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if (again := once_more(text)) is not None:
            return Decoded(again, (Words(
                "texte encodé deux fois de suite, réparé : relisez les accents",
                "text encoded twice over, repaired: proofread the accents"),))
        differs = name not in ("", "utf-8", "ascii") and not raw.isascii()
        return Decoded(text, (_told(declared, "utf-8"),) if differs else ())
    if _DECLARED.fullmatch(name):
        # who declares Latin 1 mostly writes Windows’ quotes and euros, too
        first = "cp1252" if name in ("iso8859-1", "ascii") else name
        for encoding in (first, "iso8859-1"):
            try:
                return Decoded(raw.decode(encoding))
            except UnicodeDecodeError:
                continue
    return _guessed(raw, declared)


def once_more(text: str) -> str | None:
    """A text of which somebody took the UTF-8 for Windows-1252 and encoded it anew; else None."""
    if not TWICE.search(text):
        return None
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain text is nought."""
    sample = raw[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if len(raw) % 2 or half < 2:
        return ""
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as failure:
        shown = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise BadText(Words(
            f"ce fichier s’annonce en {shown} et ne l’est pas jusqu’au bout (tronqué ?)",
            f"this file says that it is {shown} and is not to its end (cut short?)"),
        ) from failure


def _guessed(raw: bytes, declared: str) -> Decoded:
    """The likeliest of the old encodings: the one that makes most of the bytes French letters."""
    best, score = "", -1
    for encoding in _GUESSES:
        try:
            text = raw[:_SAMPLE].decode(encoding)
        except UnicodeDecodeError:
            continue
        french = sum(c in _FRENCH for c in text if not c.isascii())
        if french > score:
            best, score = encoding, french
    for encoding in (best, "cp1252", "iso8859-1"):
        try:
            return Decoded(raw.decode(encoding), (_told(declared, encoding),))
        except (UnicodeDecodeError, LookupError):
            continue
    raise AssertionError("ISO 8859-1 reads any bytes")


def one_line(text: str, most: int = 200) -> str:
    """Words of others for a page, a calendar or a terminal: one line, and nothing in it that no eye
    sees but that breaks files, moves a cursor or turns letters about."""
    cut = " ".join(text[:4 * most].split())[:most]
    return "".join(c for c in cut if c.isprintable())


def _told(declared: str, used: str) -> Words:
    shown = {"cp1252": "Windows-1252", "mac-roman": "Mac Roman", "cp850": "CP850 (DOS)",
             "utf-8": "UTF-8", "iso8859-1": "ISO-8859-1"}.get(used, used)
    said = declared[:30] if declared.isprintable() else "?"
    if declared:
        return Words(f"encodage déclaré « {said} », lu en {shown} : relisez les accents",
                     f"declared encoding '{said}', read as {shown}: proofread the accents")
    return Words(f"texte sans encodage déclaré, lu en {shown} : relisez les accents",
                 f"text without a declared encoding, read as {shown}: proofread the accents")


def _name(declared: str) -> str:
    try:
        return codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):  # also a name with a NUL in it
        return "?"
