"""The one door to the folder: every file read, parsed and checked, with its faults.

Comes in: paths. Goes out: itineraries, places and what they share, and diagnostics.
"""
