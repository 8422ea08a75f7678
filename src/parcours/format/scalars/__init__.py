"""What a scalar typed by an editor means, and what to type when it means nothing.

Each reader takes the text as typed and returns the value, or raises `BadScalar` with a hint that
can be typed as it stands. Its syntax stands beside it and is kept in `SYNTAX` under its name.
Pydantic calls the readers; `faults` turns the exception into a diagnostic.
"""

from parcours.format.scalars.addresses import (
    email,
    handle,
    https_link,
    phone,
    relative_path,
    site_address,
    slug,
    tile_url,
)
from parcours.format.scalars.colours import colour
from parcours.format.scalars.numbers import (
    kilometres,
    latitude,
    longitude,
    share,
    whole,
    yes_no,
)
from parcours.format.scalars.syntax import SYNTAX, BadScalar, Syntax, short
from parcours.format.scalars.texts import line, prose, text
from parcours.format.scalars.times import (
    NIGHT,
    clock,
    day,
    month,
    month_day,
    stay,
    travel_minutes,
    written_stay,
)

__all__ = ["NIGHT", "SYNTAX", "BadScalar", "Syntax", "clock", "colour", "day", "email", "handle",
           "https_link", "kilometres", "latitude", "line", "longitude", "month", "month_day",
           "phone", "prose", "relative_path", "share", "short", "site_address", "slug", "stay",
           "text", "tile_url", "travel_minutes", "whole", "written_stay", "yes_no"]
