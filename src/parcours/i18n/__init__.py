"""Languages: their words, numbers, dates and lists."""
