"""YAML to ``docs/``: read, check, derive, render, then write all of it or nothing.

Comes in: the folder of the YAML files. Goes out: pages, maps and files below ``docs/``.
"""
