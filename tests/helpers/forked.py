"""A process of its own that need not start: a copy of this one, with all that is loaded."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.context import ForkProcess


def forked(work: Callable[..., object], *given: object) -> ForkProcess:
    """A process that does this work and ends; its exit code is minus the signal that killed it."""
    process = multiprocessing.get_context("fork").Process(target=work, args=given)
    process.start()
    return process


def exit_code(work: Callable[..., object], *given: object) -> int | None:
    """How a process ends that does this work."""
    process = forked(work, *given)
    process.join()
    return process.exitcode
