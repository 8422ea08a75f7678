"""Tools of those who write: a file to begin with, certain fixes, what is due, who owns what.

Comes in: the folder as it is. Goes out: files of the folder itself, never of ``docs/``.
"""
