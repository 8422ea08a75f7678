"""Opening hours as offices say them, in French or English.

``tokens`` cuts a text into words it knows, ``grammar.lark`` joins them into phrases, ``statements``
decides which hours belong to which days, ``meaning`` is what was said, ``rule`` writes it for
OpenStreetMap, and ``read_back`` refuses what does not come back the same.
"""
