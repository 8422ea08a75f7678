"""parcours: joint tourist itineraries that a machine can prove."""

import time
from pathlib import Path

__version__ = "0.1.0"

HERE = Path(__file__).parent
"""The package's folder: every file that we bring along, and all of our code, lies below it."""

STARTED_NS = time.time_ns()
"""When this process began to read our code."""
