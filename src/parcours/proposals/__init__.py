"""Drafts of routes from places, hours and timetables: what an office asks, planned and written.

Comes in: a wish (from where, on which day, between which hours…), the content folder and its
timetables. Goes out: draft itineraries that pass the check, each with an account of its day, or
why there is none. `checker` replays every draft before it is written, and shares no code with what
plans it.
"""
