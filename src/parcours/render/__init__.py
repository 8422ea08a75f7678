"""A computed trip to what visitors see: words, pictures, maps, files, pages.

Nothing is written here: text and bytes are returned.
"""
