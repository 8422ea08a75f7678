"""Processes beside this one, each a copy of it: what is imported here need not be imported there.

They never hear Ctrl-C, which is for us, who end them, and end with us where we are killed.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread


@contextmanager
def children(number: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes, which are forked where the system can. What one of them raises is raised
    here, with its traceback as the cause; where one dies, `BrokenProcessPool`."""
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    pool = ProcessPoolExecutor(number, context, _begin)
    try:
        with _deaf():
            pool.submit(int)  # the first call starts them all
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


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


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it did not fork
    Thread(target=_follow_parent, daemon=True).start()
    gc.disable()  # nearly all that such a process makes lives as long as it does


def _follow_parent() -> None:
    """End with the parent: where it is killed, nobody else would end us."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101  (the pool started us)
    wait([parent.sentinel])
    os._exit(1)
