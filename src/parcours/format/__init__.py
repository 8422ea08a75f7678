"""What may be written: the types of every file, the syntax of values, and their faults in words.

Comes in: YAML fields as text. Goes out: an `Itinerary`, a `Place`… or diagnostics.
"""
