"""Processes beside ours: what they raise comes back, and Ctrl-C is not for them."""

from __future__ import annotations

import os
import signal
from concurrent.futures.process import BrokenProcessPool

import pytest

from parcours.diagnostics.diagnostic import Words
from parcours.disk.children import children
from parcours.publish.workspace import PublishError


def _refuse() -> None:
    raise PublishError(Words("non", "no"), "why")


def _interrupted() -> int:
    if hasattr(os, "kill") and os.name == "posix":
        os.kill(os.getpid(), signal.SIGINT)
    return os.getpid()


def test_a_child_raises_here() -> None:
    """With its words, its detail, and its traceback as the cause; others go on."""
    with children(2) as pool:
        refused, number = pool.submit(_refuse), pool.submit(_interrupted)
        assert number.result() != os.getpid()
        with pytest.raises(PublishError) as failure:
            refused.result()
    assert (failure.value.words, failure.value.detail) == (Words("non", "no"), "why")
    assert "_refuse" in str(failure.value.__cause__)


def test_a_child_that_dies_is_told() -> None:
    """Nobody waits for it."""
    with children(1) as pool, pytest.raises(BrokenProcessPool):
        pool.submit(os._exit, 3).result()
