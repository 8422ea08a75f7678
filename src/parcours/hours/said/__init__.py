"""Opening hours as offices say them, in French or English.

``tokens`` cuts a text into words it knows, ``grammar.lark`` joins them into phrases, ``statements``
finds every way in which hours may belong to days, ``attachments`` weighs what each means, ``rule``
writes it for OpenStreetMap, and ``read_back`` refuses what does not come back the same.
"""
