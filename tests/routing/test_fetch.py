"""A question over HTTP is bounded, paced, and asked of nobody but whom it is meant for."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from helpers.answering import Answer, answering
from parcours.routing import fetch
from parcours.routing.fetch import Pace, ask
from parcours.routing.way import NoWay


class Clock:
    """A clock that stands still but for who waits on it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waited: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waited.append(round(seconds, 3))
        self.now += seconds

    def pace(self, apart_s: float = 0.0) -> Pace:
        return Pace(apart_s, self.sleep, lambda: self.now)


def test_a_question_is_asked_and_answered() -> None:
    """A body goes as JSON, and JSON comes back."""
    with answering(lambda path, body: Answer(b'{"path": "%s", "body": %s}' % (
            path.encode(), body or b"null"))) as server:
        assert ask(f"{server.address}/a?b=c", Pace()) == {"path": "/a?b=c", "body": None}
        assert ask(server.address, Pace(), {"é": 1}) == {"path": "/", "body": {"é": 1}}


def test_questions_keep_their_distance() -> None:
    """No two within the time that the service allows."""
    clock = Clock()
    with answering(lambda *_: Answer()) as server:
        pace = clock.pace(0.25)
        for _ in range(3):
            ask(server.address, pace)
        clock.now += 10
        ask(server.address, pace)
    assert clock.waited == [0.25, 0.25]


@pytest.mark.parametrize(("later", "waited"), [("3", 3), ("", 2), ("bientôt".encode().decode(
    "latin-1"), 2), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)])
def test_a_busy_service_is_asked_again_when_it_says(later: str, waited: float) -> None:
    """429 is honoured: seconds, a date, or two seconds where it says nothing."""
    busy = Answer(b"", 429, {"Retry-After": later})
    answers: Iterator[Answer] = iter([busy, Answer(b'{"a": 1}')])
    clock = Clock()
    with answering(lambda *_: next(answers)) as server:
        assert ask(server.address, clock.pace()) == {"a": 1}
    assert clock.waited == [waited]


@pytest.mark.parametrize(("later", "asked"), [("1", 3), ("3600", 1)])
def test_a_service_that_stays_busy_is_left_alone(later: str, asked: int) -> None:
    """Three questions at most, and none after an hour's wait."""
    with answering(lambda *_: Answer(b"", 429, {"Retry-After": later})) as server:
        with pytest.raises(NoWay) as no:
            ask(server.address, Clock().pace())
        assert len(server.questions) == asked
    assert "recommencez plus tard" in no.value.words.fr


@pytest.mark.parametrize(("answer", "said"), [
    (Answer(b"<html>", 502), "HTTP 502"), (Answer(b"<html>"), "forme attendue"),
    (Answer(b"[" * 5000 + b"]" * 5000), "forme attendue"),
    (Answer(b"", 302, {"Location": "http://127.0.0.1:9/"}), "HTTP 302"),
    (Answer(b" " * 2000 + b"{}"), "dépasse"), (Answer(b" " * 2000 + b"{}", 500), "dépasse"),
])
def test_what_is_no_answer_is_told(answer: Answer, said: str,
                                   monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors without words, other formats, nests, other addresses, more than anyone needs."""
    if "dépasse" in said:
        monkeypatch.setattr(fetch, "MAX_BYTES", 1000)
    with answering(lambda *_: answer) as server, pytest.raises(NoWay) as no:
        ask(server.address, Pace())
    assert said in no.value.words.fr


def test_an_error_in_json_says_why() -> None:
    """Services explain themselves in the body of an error."""
    with answering(lambda *_: Answer(b'{"error": "no"}', 400)) as server:
        assert ask(server.address, Pace()) == {"error": "no"}


def test_who_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that nobody listens to, a server that stays silent, an address of no service."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(NoWay) as no:
            ask(address, Pace())
        assert "ne répond pas" in no.value.words.fr
        silent.listen()
        monkeypatch.setattr(fetch, "TIMEOUT_S", 0.05)
        with pytest.raises(NoWay) as no:
            ask(address, Pace())
        assert "n’a pas répondu" in no.value.words.fr
    for wrong in ("file:///etc/hostname", "localhost:8002", "http://[", "http://a b/"):
        with pytest.raises(NoWay):
            ask(wrong, Pace())
