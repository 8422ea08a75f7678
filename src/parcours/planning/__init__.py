"""Plans of days: which places, in which order, all of it open, reachable and fair to both sides.

Comes in: a `Problem` (places with hours, the span of each day, rules, and for each pair of points
and each minute of departure the earliest arrival). Goes out: plans, each with its status, or the
rule that blocks and the smallest change that would free it. Nothing here reads the content folder,
a feed or a clock: the same problem has the same answer on every machine.
"""
