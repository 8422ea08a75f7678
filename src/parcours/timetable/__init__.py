"""Timetables in GTFS: which services run between the stops of a leg, on each date of a feed.

Comes in: feeds (a zip or a folder each) and computed trips. Goes out: one small dated extract a
route, and the answer to "can it be done on that day?". Nothing here writes or asks a network.

The words are those of the field: a `Feed` holds services; a service runs on service days; the run
of a vehicle has stop times. (GTFS calls a run a trip; a trip, here, is the computed itinerary.)
"""
