"""What stands in a new file until somebody knows better: written by `new`, told by `check`."""

from __future__ import annotations

from parcours.diagnostics.diagnostic import Words

TO_CHANGE = Words("À CHANGER : mis là en attendant.",
                  "TO BE CHANGED: put here for the time being.")
"""The comment above a value that was put in unasked."""

SUMMARY = Words("Une ou deux phrases qui disent ce que l’on vivra.",
                "One or two sentences that say what the visitor will live.")
DAY_TITLE = Words("Une journée", "One day")

SENTENCES = frozenset({SUMMARY.fr, SUMMARY.en})
"""Texts that no office would write of its own."""
MARKS = frozenset({TO_CHANGE.fr, TO_CHANGE.en})
