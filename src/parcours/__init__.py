"""parcours: joint tourist itineraries that a machine can prove."""

__version__ = "0.1.0"
