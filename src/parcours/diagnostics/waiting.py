"""What is told while one waits for another process."""

from __future__ import annotations

from pathlib import Path

from parcours.diagnostics.diagnostic import Words


def at_work(folder: Path, number: int | None) -> Words:
    """Who is at work in a folder, by the number of its process where that is known."""
    who = f" ({number})" if number is not None else ""
    return Words(f"un autre processus{who} travaille dans {folder} : on attend qu’il ait fini",
                 f"another process{who} is at work in {folder}: waiting for it to end")
