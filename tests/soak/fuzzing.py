"""Many spoilt inputs for every reader, each looked at for what it raises, its time and its memory.

A reader has a process of its own. Time is that of the processor, as a machine may be busy with
other things; a process that stands still is ended and counts as one that hangs.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from soak.mutate import spoilt
from soak.readers import Reader

MOST_S = 2.0
MOST_MB = 300
_STANDS_STILL_S = 120
_BY_HYPOTHESIS = 0.1
"""Of the inputs; the others are samples that were spoilt."""
_KEPT = 5
"""Inputs of a reader that are kept to be looked at."""


@dataclass(slots=True)
class Found:
    """What came of one reader's inputs."""

    name: str
    inputs: int = 0
    refused: int = 0
    tracebacks: int = 0
    hangs: int = 0
    large: int = 0
    worst_s: float = 0.0
    worst_mb: float = 0.0
    said: list[str] = field(default_factory=list)
    """The first tracebacks, each with the file that holds its input."""


class _HangError(BaseException):
    """Passes every ``except Exception``."""


def fuzz(reader: Reader, count: int, number: int, folder: Path) -> Found:
    """Read so many inputs, made from the ``number``; those that fail are written into ``folder``.
    """
    found = Found(reader.name)
    while found.inputs < count:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(
            target=_child, args=(reader, count, number, folder, found, theirs))
        process.start()
        theirs.close()
        last = _watch(ours, found)
        process.kill()
        process.join()
        if last is not None:
            found.inputs, found.hangs = last.inputs + 1, last.hangs + 1
            found.said.append(f"input {last.inputs} of {number}: the process stood still or died")
    return found


def _watch(news: Connection, found: Found) -> Found | None:
    """Take over what a process tells; the last of it where it stood still or died before its end.
    """
    last = found
    while True:
        try:
            if not news.poll(_STANDS_STILL_S):
                return last
            told = news.recv()
        except EOFError:
            return last
        if told is None:
            return None
        last = told
        for name in Found.__slots__:
            setattr(found, name, getattr(told, name))


def _child(reader: Reader, count: int, number: int, folder: Path, found: Found,
           news: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    signal.signal(signal.SIGPROF, _ring)
    _forget_peak()  # that of whoever made the samples
    by_hypothesis = int(count * _BY_HYPOTHESIS)
    told_at = time.monotonic()

    def one(raw: bytes) -> None:
        nonlocal told_at
        _read(reader, raw, found, folder)
        found.inputs += 1
        if time.monotonic() - told_at > 1:
            told_at = time.monotonic()
            news.send(found)

    def spoil_until(many: int) -> None:
        while found.inputs < many:
            random = Random(f"{number} {reader.name} {found.inputs}")  # noqa: S311  (no secret)
            one(spoilt(random, reader.samples, reader.most_bytes))

    spoil_until(count - by_hypothesis)
    _given(reader, count - found.inputs, number, one)
    spoil_until(count)  # Hypothesis stops early where it has no other ideas
    news.send(found)
    news.send(None)


def _ring(_: int, __: object) -> None:
    raise _HangError


def _read(reader: Reader, raw: bytes, found: Found, folder: Path, *, again: bool = False) -> None:
    """Let a reader read one input, and count what came of it. What takes too long is read again: a
    machine that is pressed charges a process for more than it does."""
    failed = ""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, MOST_S)
    try:
        reader.read(raw)
    except reader.refuses:
        found.refused += 1
    except _HangError:
        if not again:
            _read(reader, raw, found, folder, again=True)
            return
        found.hangs += 1
        failed = traceback.format_exc()
    except Exception:
        found.tracebacks += 1
        failed = traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    found.worst_s = max(found.worst_s, time.process_time() - start)
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found.worst_mb = max(found.worst_mb, mb)
    if mb > MOST_MB:
        found.large += 1
        failed = failed or f"{mb:.0f} MB"
        _forget_peak()
    if failed and len(found.said) < _KEPT:
        path = folder / f"{re.sub(r'[^a-z]+', '-', reader.name.lower())}-{len(found.said)}"
        path.write_bytes(raw)
        found.said.append(f"{path}\n{failed}")


def _forget_peak() -> None:
    """Let the peak of memory begin anew, where the system can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _given(reader: Reader, count: int, number: int, one: Callable[[bytes], None]) -> None:
    """Let Hypothesis make inputs: bytes, texts, and trees whose keys are words of the samples."""
    words = sorted(set(_words(reader)))[:200] or ["a"]
    leaves = (st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
              | st.sampled_from(words))
    trees = st.recursive(leaves, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(
        st.sampled_from(words), inner, max_size=6), max_leaves=20)
    inputs = (st.binary(max_size=300)
              | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
              | st.lists(st.sampled_from(words), max_size=12).map(
                  lambda some: " ".join(some).encode())
              | trees.map(lambda tree: json.dumps(tree).encode()))

    @settings(max_examples=max(1, count), deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @seed(number)
    @given(inputs)
    def each(raw: bytes) -> None:
        if count:
            one(raw)

    each()


def _words(reader: Reader) -> Iterator[str]:
    for sample in reader.samples:
        yield from re.findall(r"[A-Za-z_:@]{2,30}|\d+[.:]\d+", sample.decode("utf-8", "replace"))


def run(readers: list[Reader], counts: dict[str, int], number: int, folder: Path,
        told: Callable[[Found], None], until: float) -> list[Found]:
    """Fuzz every reader in turn; none is begun after ``until``, in seconds of `time.monotonic`."""
    folder.mkdir(parents=True, exist_ok=True)
    results = []
    begin = partial(fuzz, number=number, folder=folder)
    for reader in readers:
        if time.monotonic() > until or not counts[reader.name]:
            continue
        results.append(begin(reader, counts[reader.name]))
        told(results[-1])
    return results
