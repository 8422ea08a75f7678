"""A trip in the words of one language."""
