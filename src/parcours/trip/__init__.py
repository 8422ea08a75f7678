"""What we compute of an itinerary: times, distances, shares, open days, neighbours.

Comes in: an itinerary as written and the atlas. Goes out: a `Trip`, frozen.
"""
