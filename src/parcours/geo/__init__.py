"""Positions and distances on the globe and on a plane."""
