"""What an editor meant by opening hours in words: a rule to offer, or what was not understood."""

from __future__ import annotations

from dataclasses import dataclass

from parcours import hours


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text came to."""

    rule: str | None = None
    """A rule that was read back and says what the text says."""
    certain: bool = False
    """Whether a program may write it; otherwise a person should weigh it."""
    why: str = ""
    """Why there is no rule: see `explain`."""
    column: int = 0
    words: str = ""


def understand(text: str) -> Answer:
    """The rule that common French or English words mean, or what stood in the way."""
    from parcours.said.phrases import sentences
    from parcours.said.read_back import differing_words, is_read_back
    from parcours.said.rule import rule_of
    from parcours.said.scope import meaning
    from parcours.said.tokens import NotUnderstood

    try:
        whole = meaning(sentences(text))
        rule = rule_of(whole)
    except NotUnderstood as why:
        return Answer(why=why.why, column=why.column, words=why.words)
    except ValueError:
        return Answer(why="rule")
    if not is_read_back(text, rule, whole):
        return Answer(why="read-back", words=f"{rule} {differing_words(text, rule)}")
    return Answer(rule, not whole.likely)


def suggestion(text: str) -> str | None:
    """The rule, when there is one to offer."""
    return None if hours.is_rule(text) else understand(text).rule
