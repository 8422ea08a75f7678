"""A fault and its place, its explanation, and how it is told to people and to machines."""
