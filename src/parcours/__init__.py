"""parcours: joint tourist itineraries that a machine can prove."""

from pathlib import Path

__version__ = "0.1.0"

HERE = Path(__file__).parent
"""The package's folder: every file that we bring along, and all of our code, lies below it."""
