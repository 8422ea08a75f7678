"""The map of a route and of all routes.

One Folium shell a language, made from constants; a trip's data enters as one JSON block.
"""
