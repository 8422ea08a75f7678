"""The search index of one language, by Pagefind, of the words that its pages have.

It is made anew where a word changed, and kept otherwise.
"""

from __future__ import annotations

import gzip
import json
import os
import posixpath
import re
import shutil
import zlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from parcours.diagnostics.diagnostic import Words
from parcours.disk import atomic
from parcours.disk.digest import digest
from parcours.publish.search_text import is_for_visitors, lang_of, searchable
from parcours.publish.search_words import names
from parcours.publish.workspace import (
    Edition,
    PublishError,
    files,
    read_json,
    remove,
    run,
)

_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*",
           "pagefind-highlight.js")
"""Pagefind's own looks; ours is overrides/assets/javascripts/search.js."""
_LAST = re.compile(r"(?:export\{[^{}]*\};|\}\)\(\);)\s*\Z")
"""The last statement of a program of Pagefind's, which stands nowhere else in it."""


def renew(edition: Edition, made: Collection[str], environment: Mapping[str, str]) -> int:
    """Index the pages ``made``, unless the index is that of their words already; how many there
    are. Raises `PublishError`."""
    pages = _gather_words(edition, made)
    if not _is_as_made(edition):
        shutil.rmtree(edition.index, ignore_errors=True)
        _index(edition, environment)
    return pages


def _gather_words(edition: Edition, made: Collection[str]) -> int:
    """Bring `words` up to date with the pages ``made``, dropping the index before a word changes;
    how many pages there are.

    Half of the pages may have nothing to find: that is known of each, by its time, without a file.
    """
    pages = {posixpath.join(edition.folder, name): path for name, path in files(edition.output)
             if name in made}
    kept, were_silent, silent = dict(files(edition.words)), _silent(edition), dict[str, int]()
    for name in kept.keys() - pages.keys():
        _forget_words(edition, name)
    for name, path in pages.items():
        at = os.stat(path).st_mtime_ns
        if were_silent.get(name) == at:
            silent[name] = at
            continue
        if name in kept and os.stat(kept[name]).st_mtime_ns == at:
            continue
        copy = edition.words / name
        text = searchable(Path(path).read_text("utf-8"))
        if not text:
            silent[name] = at
            if name in kept:
                _forget_words(edition, name)
            continue
        if name not in kept or copy.read_bytes() != text.encode():
            shutil.rmtree(edition.index, ignore_errors=True)
            copy.parent.mkdir(parents=True, exist_ok=True)
            atomic.write(copy, text)  # a full disk must not leave half of it for the next time
        os.utime(copy, ns=(at, at))
    if silent != were_silent:
        atomic.write(edition.silent, json.dumps(silent))
    return len(pages)


def _silent(edition: Edition) -> dict[str, int]:
    """The pages that had no word to search, and the time that each had then."""
    found = read_json(edition.silent)
    return found if isinstance(found, dict) else {}


def _forget_words(edition: Edition, name: str) -> None:
    shutil.rmtree(edition.index, ignore_errors=True)
    remove(edition.words, name)


def _index(edition: Edition, environment: Mapping[str, str]) -> None:
    from pagefind.service import get_executable

    with atomic.new_folder(edition.index) as fresh:
        failed, said = run([str(get_executable()), "--site", str(edition.words),
                            "--output-path", str(fresh), "--silent"], edition, environment)
        for pattern in _UNUSED:
            for path in fresh.glob(pattern):
                path.unlink()
        if failed or not _is_whole(fresh):  # on a full disk it need not say so
            raise PublishError(Words("Pagefind n’a pas pu indexer le site",
                                     "Pagefind could not index the site"), "\n".join(said[-20:]))
        _write_names(edition, fresh)
        made = {name: [*_stamp(path), digest(Path(path).read_bytes())]
                for name, path in files(fresh)}
    atomic.write(edition.indexed, json.dumps(made))


def _is_as_made(edition: Edition) -> bool:
    """Whether the index is there, and nobody wrote into it, here or in the site, which has the same
    files; by their times or else by their bytes, as for pages."""
    made = read_json(edition.indexed)
    there = dict(files(edition.index))
    return isinstance(made, dict) and bool(there) and there.keys() == made.keys() and all(
        _stamp(path) == tuple(made[name][:2]) or digest(Path(path).read_bytes()) == made[name][2]
        for name, path in there.items())


def _stamp(path: str) -> tuple[int, int]:
    """The size of a file and its time."""
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns


def _is_whole(index: Path) -> bool:
    """Whether an index has its list, every file that this names, and each ends as it should."""
    try:
        entry = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
        there = dict(files(index))
        needed = {"pagefind", "pagefind-worker"}
        for lang, one in entry["languages"].items():
            needed.add(f"wasm.{one['wasm'] or 'unknown'}")
            needed |= _parts(lang, (index / f"pagefind.{one['hash']}.pf_meta").read_bytes())
        return (needed <= {Path(name).stem for name in there}
                and all(_ends_well(name, Path(path)) for name, path in there.items()))
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, zlib.error):
        return False


def _parts(lang: str, listed: bytes) -> set[str]:
    """The names of the parts that the compressed list of an index in a language has."""
    return {name.decode() for name in re.findall(
        rb"%s_[0-9a-f]{7,}" % re.escape(lang).encode(), gzip.decompress(listed))}


def _ends_well(name: str, path: Path) -> bool:
    """Whether a file that Pagefind wrote is not cut short; raises where it cannot be read."""
    if name.endswith(".json"):
        return bool(json.loads(path.read_text("utf-8")))
    if name.endswith(".js"):
        return _LAST.search(path.read_text("utf-8")) is not None
    return bool(gzip.decompress(path.read_bytes()))  # of no bytes it makes none


def _write_names(edition: Edition, index: Path) -> None:
    """What `search-words.js` takes a mistyped word for, one list a language."""
    texts: dict[str, list[str]] = {}
    for _, path in files(edition.words):
        text = Path(path).read_text("utf-8")
        if text and is_for_visitors(text):
            texts.setdefault(lang_of(text), []).append(text)
    for lang, pages in texts.items():
        atomic.write(index / f"names-{lang}.json",
                     json.dumps(names(pages), ensure_ascii=False, separators=(",", ":")))


def merged_entry(editions: Sequence[Edition]) -> str:
    """Pagefind's list of its indexes, for all languages; the rest of an index bears its name."""
    entries = [json.loads((edition.index / "pagefind-entry.json").read_text("utf-8"))
               for edition in editions]
    languages = {lang: index for entry in entries for lang, index in entry["languages"].items()}
    return json.dumps({**entries[0], "languages": languages})
