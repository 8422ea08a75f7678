"""XML that others wrote to an element tree: no document types, no entities, bounded depth.

Programs that write XML by hand make the same few slips: blanks before the declaration, a prefix
that nothing declares, a bare ``&``, HTML's named characters, another encoding than the one named.
A file with these is read without them, and what was mended is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Protocol, TypeVar

from parcours.content.outside_text import BadText, decoded
from parcours.diagnostics.diagnostic import Words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAX_LEVELS = 100
_MAX_SAID = 10_000
"""Characters of one element that are kept; nobody needs more of what a walk looks for."""
_CHUNK = 1 << 16
_MOST_SLIPS = 100_000
"""Past this many a file is broken in another way."""
_MAX_TREE_BYTES = 120_000_000
"""Of memory that the tree of a file may take; told from its text before there is a tree."""
_ELEMENT_BYTES, _ATTRIBUTE_BYTES = 130, 220
"""What each takes, as measured with CPython 3.11 to 3.14."""
_AGAIN = Words("téléchargez-le ou exportez-le de nouveau", "download or export it again")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})")
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,300}\?>")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)"
                   r"([A-Za-z][A-Za-z0-9]{0,30};|#[xX]?[0-9A-Fa-f]{1,8};)?")
_START = re.compile(r"<(?:[\w.-]{1,60}:)?[A-Za-z_][\w.-]*")
_PREFIXES = re.compile(r"<([A-Za-z_][\w.-]{0,40}):[A-Za-z_]"
                       r"|\s([A-Za-z_][\w.-]{0,40}):[A-Za-z_][\w.-]{0,60}=[\"']")
_NAMED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,40})\s*=")
_JUNK_AFTER_ROOT = 9
"""As expat numbers its errors."""
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class BadXml(ValueError):
    """XML that cannot be read, where, and what to do about it."""

    def __init__(self, message: Words, hint: Words, line: int = 1, column: int = 1, *,
                 code: str = "bad-import") -> None:
        super().__init__(message.en)
        self.message, self.hint, self.line, self.column = message, hint, line, column
        self.code = code


class Walker(Protocol):
    """Who looks at a file's elements one by one, so that no tree of them need be kept.

    ``path`` has the local names from the root to the element. A list of its own: copy what stays.
    """

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """An element begins; it may raise to end the reading."""

    def closed(self, path: Sequence[str], text: str) -> None:
        """An element ends; ``text`` is what stands in it after its last child."""


W = TypeVar("W", bound=Walker)
T = TypeVar("T")


def text_of_xml(raw: bytes) -> tuple[str, tuple[Words, ...]]:
    """The text of an XML file in the encoding that it names or truly has; raises `BadXml`."""
    named = _ENCODING.search(raw[:1000])
    try:
        found = decoded(raw, named[1].decode("ascii") if named else "")
    except BadText as bad:
        raise BadXml(bad.message, _AGAIN) from bad
    return found.text, found.told


def tree_of_xml(raw: bytes) -> tuple[Element, tuple[Words, ...]]:
    """The root of an XML file, and what had to be mended to read it; raises `BadXml`."""
    root, told = _read(raw, _parsed)
    if _is_deep(root):
        raise _deep()
    return root, told


def walk_xml(raw: bytes, begin: Callable[[], W]) -> tuple[W, tuple[Words, ...]]:
    """The walker that went over the elements of a file, and what had to be mended for it.

    ``begin`` makes one for each try. Raises `BadXml`, and whatever the walker raises.
    """
    return _read(raw, lambda text: _walked(text, begin()))


def _read(raw: bytes, parse: Callable[[str], T]) -> tuple[T, tuple[Words, ...]]:
    """What ``parse`` makes of the text of a file, or of that text once mended."""
    # carries no types
    from defusedxml.ElementTree import ParseError  # type: ignore[import-untyped]

    text, told = text_of_xml(raw)
    start = _DECLARATION.search(text[:1000])
    if start and not text[:start.start()].strip("\ufeff \t\r\n"):
        # the text is no longer in the encoding that it names; lines keep their numbers
        text = re.sub(r"[^\n]", " ", text[:start.end()]) + text[start.end():]
    try:
        return parse(text), told
    except ParseError as failure:
        mended, slips = _mended(text)
        if not slips:
            raise _malformed(failure, text) from failure
        try:
            return parse(mended), told + slips
        except ParseError as again:
            raise _malformed(again, mended) from again


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_text(element: Element, name: str) -> str:
    """The text of the first direct child of this name, else nothing."""
    return next((one.text or "" for one in element if local(one) == name), "")


def _parsed(text: str) -> Element:
    from defusedxml.ElementTree import fromstring

    _refuse_large(text)
    root: Element = _safely(lambda: fromstring(text.encode("utf-8", "replace"), forbid_dtd=True))
    return root


def _refuse_large(text: str) -> None:
    """Raise `BadXml` where a tree would take too much memory."""
    elements = text.count("<") - text.count("</")
    attributes = text.count('="') + text.count("='")
    if elements * _ELEMENT_BYTES + attributes * _ATTRIBUTE_BYTES > _MAX_TREE_BYTES:
        raise BadXml(Words(f"ce fichier XML contient trop d’éléments ({elements})",
                           f"this XML holds too many elements ({elements})"),
                     Words("simplifiez-le ou découpez-le : une trace a 100 000 points au plus",
                           "simplify or split it: a track has 100,000 points at most"),
                     code="too-large")


def _walked(text: str, walker: W) -> W:
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Target(walker), forbid_dtd=True)

    def fed() -> W:
        for at in range(0, len(text), _CHUNK):
            parser.feed(text[at:at + _CHUNK].encode("utf-8", "replace"))
        parser.close()
        return walker

    return _safely(fed)


class _Target:
    """What the parser calls; it knows where in the tree the walk is."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._path: list[str] = []
        self._said: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._path.append(tag.rpartition("}")[2])
        if len(self._path) > _MAX_LEVELS:
            raise _deep()
        self._said, self._length = [], 0
        self._walker.opened(self._path, attributes)

    def data(self, text: str) -> None:
        if self._length < _MAX_SAID:
            self._said.append(text)
            self._length += len(text)

    def end(self, _: str) -> None:
        self._walker.closed(self._path, "".join(self._said))
        self._path.pop()
        self._said = []

    def close(self) -> None:
        """The parser wants one."""


def _safely(parse: Callable[[], T]) -> T:
    """What a parser gives; raises `BadXml` for what no file of ours may hold."""
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]

    try:
        return parse()
    except DefusedXmlException as failure:
        raise BadXml(Words("ce fichier XML contient une déclaration de type interdite",
                           "this XML holds a forbidden document type declaration"),
                     Words("retirez la ligne <!DOCTYPE …>", "remove the line <!DOCTYPE …>"),
                     ) from failure
    except (LookupError, RecursionError) as failure:
        raise BadXml(Words("ce fichier XML ne peut pas être lu",
                           "this XML cannot be read"), _AGAIN) from failure


def _deep() -> BadXml:
    return BadXml(Words(f"ce fichier XML a plus de {_MAX_LEVELS} niveaux imbriqués",
                        f"this XML has more than {_MAX_LEVELS} nested levels"), _AGAIN)


def _malformed(failure: Exception, text: str) -> BadXml:
    line, column = getattr(failure, "position", (1, 0))
    name = text[:_root_end(text)].rpartition("<")[2]
    message, hint = Words("ce fichier XML est mal formé ou tronqué",
                          "this XML is malformed or cut short"), _AGAIN
    if name and f"</{name}" not in text:
        message = Words("ce fichier XML est tronqué : sa fin manque",
                        "this XML is cut short: its end is missing")
    elif getattr(failure, "code", 0) == _JUNK_AFTER_ROOT:
        message = Words("un second document XML suit le premier dans ce fichier",
                        "a second XML document follows the first one in this file")
        hint = Words("séparez-les : un document par fichier", "part them: one document a file")
    return BadXml(message, hint, max(1, line), column + 1)


def _mended(text: str) -> tuple[str, tuple[Words, ...]]:
    """The text without the slips that programs make, and which they were."""
    slips: list[Words] = []
    if _NO_CHARACTERS.search(text):
        text = _NO_CHARACTERS.sub(" ", text)  # mostly a line break of another program
        slips.append(Words("des caractères de contrôle, interdits en XML, ont été retirés",
                           "control characters, which XML forbids, were removed"))
    if max(map(text.count, ("&", "<!--", "<![CDATA["))) > _MOST_SLIPS:
        return text, ()
    amended = "".join(part if is_data else _BARE.sub(_reference, part)
                      for is_data, part in _parts(text))
    if amended != text:
        references = [one for is_data, part in _parts(text) if not is_data
                      for one in _BARE.finditer(part)]
        named = next((one[0] for one in references if not _reference(one).startswith("&amp;")), "")
        text = amended
        if any(_reference(one).startswith("&amp;") for one in references):
            slips.append(Words("des « & » seuls ont été lus comme des « et »",
                               "bare '&' were read as the character"))
        if named:
            slips.append(Words(f"des caractères nommés de HTML ({named}) ont été lus",
                               f"HTML's named characters ({named}) were read"))
    used = {name for match in _PREFIXES.finditer(text) for name in match.groups() if name}
    if end := _after_root(text):
        text = text[:end]
        slips.append(Words("ce qui suit la fin du document a été ignoré",
                           "what comes after the end of the document was left out"))
    lacking = sorted(used - set(_NAMED.findall(text)) - {"xml", "xmlns"})[:50]
    root = _root_end(text)
    if lacking and root:
        declared = "".join(f' xmlns:{name}="urn:undeclared:{name}"' for name in lacking)
        text = f"{text[:root]}{declared}{text[root:]}"
        shown = ", ".join(f"{name}:" for name in lacking[:5])
        slips.append(Words(f"un préfixe n’est pas déclaré dans ce fichier ({shown})",
                           f"a prefix is not declared in this file ({shown})"))
    return text, tuple(slips)


def _reference(match: re.Match[str]) -> str:
    """A reference that XML does not know, as the character that HTML means by it."""
    whole = match[0]
    if len(whole) > 1:
        meant = unescape(whole)
        if meant != whole and len(meant) <= 2:
            return "" if _NO_CHARACTERS.search(meant) else (
                meant.replace("&", "&amp;").replace("<", "&lt;"))
    return f"&amp;{whole[1:]}"


def _parts(text: str) -> list[tuple[bool, str]]:
    """The text cut at its CDATA sections and comments, which keep what they hold."""
    parts: list[tuple[bool, str]] = []
    at = 0
    for opened in re.finditer(r"<!\[CDATA\[|<!--", text):
        if opened.start() < at:
            continue
        end = text.find("-->" if opened[0] == "<!--" else "]]>", opened.end())
        if end < 0:
            break
        parts += [(False, text[at:opened.start()]), (True, text[opened.start():end])]
        at = end
    return [*parts, (False, text[at:])]


def _after_root(text: str) -> int:
    """Where the root element ends when something that is no comment follows; else 0."""
    begun = _root_end(text)
    name = text[:begun].rpartition("<")[2]
    end = text.rfind(f"</{name}>") if begun else -1
    at = end + len(name) + 3
    rest = text[at:].strip()
    return at if end >= 0 and rest and not rest.startswith(("<!--", "<?")) else 0


def _root_end(text: str) -> int:
    """Where the name of the first element ends; 0 when there is none."""
    at = 0
    for is_data, part in _parts(text):
        if not is_data and (root := _START.search(part)):
            return at + root.end()
        at += len(part)
    return 0


def _is_deep(root: Element) -> bool:
    level = [root]
    for _ in range(_MAX_LEVELS):
        level = [child for element in level for child in element]
    return bool(level)
