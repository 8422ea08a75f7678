"""What a page says of itself before its first word: title, description, how it is shared."""

from __future__ import annotations

import json
from collections.abc import Sequence

from parcours.web.sealed import sealed

UNSAFE_IN_HEAD = str.maketrans({"<": "‹", ">": "›", "&": "&amp;", '"': "”", "{": "(", "}": ")"})


def front_matter(title: str, description: str, *, languages: Sequence[str] = (),
                 card: str = "", drawing: str = "", image: Sequence[int | str] = (),
                 part: tuple[str, str] | None = None, searched: bool = True) -> str:
    """YAML front matter: both builders put it into ``<head>``, not always escaped.

    Angle brackets become their typographic cousins and ampersands and quotes entities, so that no
    theme can be talked out of an attribute or an element, whether it escapes or not.
    ``languages`` are told only where the page is not in all of them, ``card`` is the picture
    from which `publish` draws what is shown where the page is shared, and ``image`` a photo to show
    instead: its file, its width and its height. A card that several pages share is named by its
    address in the docs folder, and ``drawing`` says in words what is on it. A ``part`` of a list
    names the page before and the one after it, and is not searched: what it lists has pages of its
    own. Nor is a page that is not ``searched``, of which another says what there is to find.
    """
    def safe(text: str, most: int) -> str:
        return json.dumps(_shortened(text, most).translate(UNSAFE_IN_HEAD), ensure_ascii=False)

    more = f"languages: {json.dumps(list(languages))}\n" if languages else ""
    if card:
        more += f"card: {json.dumps(card)}\n"
    if drawing:
        more += f"drawing: {safe(drawing, 120)}\n"
    if image:
        more += f"image: {json.dumps(list(image))}\n"
    if part:
        named = zip(("previous", "next"), part, strict=True)
        more += "".join(f"{name}: {json.dumps(address)}\n" for name, address in named if address)
        searched = searched and not part[0]
    if not searched:
        more += "searched: false\n"
    return (f"---\ntitle: {safe(title, 120)}\ndescription: {safe(description, 160)}\n{more}"
            "hide: [navigation, toc]\n---\n\n")


def document(head: str, body: str) -> str:
    """A whole page: what it says of itself, then its HTML, sealed for who lays it out."""
    return head + sealed(body)


def _shortened(text: str, most: int) -> str:
    """A text cut where it is too long for a search engine's or a sharer's lines: after a sentence,
    unless that would leave little of it."""
    if len(text) <= most:
        return text
    end = max(text.rfind(mark, most // 2, most + 1) for mark in (". ", "! ", "? "))
    if end > 0:
        return text[:end + 1]
    cut = text[: most - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > most // 2 else cut).rstrip(" ,;:–-") + "…"
