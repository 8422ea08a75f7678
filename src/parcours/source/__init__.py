"""YAML text with the place of every value: read, mended where a slip is plain, and written."""
