"""YAML's node tree to scalars as text, within bounds: no alias, no tag, nothing too deep."""

from __future__ import annotations

from typing import TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is there, without types
from yaml.nodes import MappingNode, Node, ScalarNode

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.source.advice import QUOTE_IT

Data: TypeAlias = "str | dict[str, Data] | list[Data]"

MAX_LEVELS = 20
MAX_FAULTS = 100
"""No more of one file are told: past that it is not the file that was meant."""
NOTHING = frozenset({"null", "Null", "NULL", "~"})
"""What tools that write YAML leave in a field without value; in quotes it is a word."""
SAFE_MARKS = 4000
"""Below this many characters that could open a level, libyaml's recursion cannot overflow."""


class _TextLoader(CParser):
    """libyaml's composer without PyYAML's resolver: no scalar is anything but text, so there is
    nothing to resolve, and not asking is a third of the time."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)

    def resolve(self, kind: type[Node], value: object, implicit: object) -> str:  # noqa: ARG002
        """Every node is what it looks like."""
        return ""

    def descend_resolver(self, node: object, index: object) -> None:
        """Nothing depends on the way to a node."""

    def ascend_resolver(self) -> None:
        """Nothing depends on the way to a node."""


def compose(text: str) -> Node | None:
    """The node tree of a text, each scalar as typed; None where there is nothing."""
    loader = _TextLoader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def forbidden(text: str, file: str) -> list[Diagnostic]:
    """Aliases, anchors, tags and bottomless nesting, seen before a tree is built from them.

    Building a tree of very many levels has ended the process inside libyaml, and aliases share one
    node many times over; events are flat, so they are safe to look at. Most files have none of the
    characters involved and skip this pass.
    """
    levels_possible = sum(text.count(mark) for mark in "[{-?")
    if levels_possible < SAFE_MARKS and not any(mark in text for mark in "&*!"):
        return []
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_LEVELS:
                return [_too_deep(_event_span(event, file))]
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            return [error("alias-not-allowed", _event_span(event, file), Words(
                "les renvois YAML (& et *) ne sont pas admis ici",
                "YAML anchors and aliases (& and *) are not allowed here"),
                Words("recopiez la valeur, ou mettez le texte entre guillemets",
                      "write the value out, or put the text in quotes"))]
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":  # a quoted scalar has the tag "!" in some versions
            return [error("alias-not-allowed", _event_span(event, file), Words(
                f"les étiquettes YAML ({_short(tag)}) ne sont pas admises ici",
                f"YAML tags ({_short(tag)}) are not allowed here"),
                Words("retirez-la, ou mettez le texte entre guillemets",
                      "remove it, or put the text in quotes"))]
    return []


def _event_span(event: yaml.Event, file: str) -> Span:
    mark = event.start_mark
    return Span(file, mark.line + 1, mark.column + 1) if mark else Span(file)


def _too_deep(span: Span) -> Diagnostic:
    return error("too-large", span, Words(
        f"plus de {MAX_LEVELS} niveaux imbriqués", f"more than {MAX_LEVELS} nested levels"),
        Words("retirez les crochets ou les décalages en trop",
              "remove the brackets or indents that are too many"))


def plain(node: Node, level: int, file: str, faults: list[Diagnostic], *,
          of_list: bool = False) -> Data:
    """The node as dicts, lists and text; faults found on the way are added to ``faults``."""
    if isinstance(node, ScalarNode):
        return _text(node)
    if level > MAX_LEVELS:
        if not any(found.code == "too-large" for found in faults):
            faults.append(_too_deep(_span(node, file)))
        return ""
    if isinstance(node, MappingNode):
        return _group(node, level, file, faults, of_list=of_list)
    return [plain(item, level + 1, file, faults, of_list=True) for item in node.value]


def _group(node: MappingNode, level: int, file: str, faults: list[Diagnostic], *,
           of_list: bool) -> dict[str, Data]:
    """The fields of a group, each by its name; of two of one name the first."""
    group: dict[str, Data] = {}
    undashed = False
    for key, value in node.value:
        if len(faults) >= MAX_FAULTS:
            break
        if fault := _key_fault(key, file):
            faults.append(fault)
        elif key.value not in group:
            group[key.value] = (_text(value) if isinstance(value, ScalarNode)
                                else plain(value, level + 1, file, faults))
        elif not undashed:  # what follows belongs to the item whose dash is missing
            undashed = of_list and key.value == next(iter(group))
            faults.append(_duplicate(key.value, key, node, file, undashed=undashed))
    return group


def _key_fault(key: Node, file: str) -> Diagnostic | None:
    """What is wrong with the name of a field."""
    if not isinstance(key, ScalarNode):
        return error("yaml-syntax", _span(key, file), Words(
            "le nom d’un champ doit être un simple mot",
            "the name of a field must be a plain word"), QUOTE_IT)
    if key.value == "<<" and not key.style:
        return error("alias-not-allowed", _span(key, file, 2), Words(
            "les fusions YAML (<<) ne sont pas admises ici",
            "YAML merge keys (<<) are not allowed here"), Words(
            "recopiez ces champs à leur place", "write these fields out in their place"))
    return None


def _span(node: Node, file: str, width: int = 1) -> Span:
    return Span(file, node.start_mark.line + 1, node.start_mark.column + 1, width)


def _text(node: ScalarNode) -> str:
    """A scalar as typed; empty where it is a plain word for nothing."""
    text: str = node.value
    return "" if text in NOTHING and not node.style else text


def _duplicate(name: str, key: Node, parent: Node, file: str, *, undashed: bool) -> Diagnostic:
    first = next(other for other, _ in parent.value if other.value == name)
    line = first.start_mark.line + 1
    return error("duplicate-key", _span(key, file, max(1, len(name))), Words(
        f"« {_short(name)} » est déjà écrit à la ligne {line}",
        f"'{_short(name)}' is already written on line {line}"),
        Words("si un autre élément de la liste commence ici, mettez un tiret et une espace devant "
              "(« - ») ; sinon, gardez une seule des deux lignes",
              "if another item of the list begins here, put a hyphen and a space before it ('- '); "
              "otherwise keep only one of the two lines") if undashed else
        Words("gardez une seule des deux lignes", "keep only one of the two lines"))


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
