"""Processes beside this one, each a copy of it: what is imported here need not be imported there.

They never hear Ctrl-C, which is for us, who end them, and end with us where we are killed. What one
of them raises is raised here, with its traceback as the cause; where one dies, `BrokenProcessPool`.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread
from typing import Any


@contextmanager
def children(number: int, begin: Callable[..., object] = int,
             *given: Any) -> Iterator[ProcessPoolExecutor]:
    """So many processes, as long as the block takes, forked where the system can. Each calls
    ``begin`` with what is ``given`` before anything else."""
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    pool = ProcessPoolExecutor(number, context, _begin, (begin, given))
    try:
        with _deaf():
            pool.submit(int)  # the first call starts them all
        yield pool
    finally:
        _end(pool)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that fork in this block never hear Ctrl-C."""
    if not hasattr(signal, "pthread_sigmask"):
        yield  # not on this system, where `_begin` is early enough
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _end(pool: ProcessPoolExecutor) -> None:
    """End every process, once it has done what it is at."""
    if sys.version_info < (3, 11, 5) and getattr(pool, "_broken", False):
        # until then (CPython's issue 94777) the end of a pool waited for what it still had to say
        # to processes that were dead: with nobody left to read, it stops saying it
        getattr(pool, "_call_queue")._reader.close()  # noqa: B009
    pool.shutdown(cancel_futures=True)


def _begin(begin: Callable[..., object], given: tuple[Any, ...]) -> None:
    begin(*given)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it did not fork
    Thread(target=_follow_parent, daemon=True).start()
    gc.disable()  # nearly all that a process makes lives as long as it does: a seventh of its time


def _follow_parent() -> None:
    """End with the parent: where it is killed, nobody else would end us."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101  (the pool started us)
    wait([parent.sentinel])
    os._exit(1)
