"""Spaces that look like the ordinary one, which alone parts words in YAML."""

HARD_SPACES = "\u00a0\u2007\u2009\u202f\u3000"
"""Spaces of word processors and web pages."""
AROUND_WORDS = f"{HARD_SPACES}\u200b\ufeff "
"""What may touch a word unseen."""
