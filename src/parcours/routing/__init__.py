"""Programs and services that find a way on a map: asked once by `parcours route`, never by a build.

A provider is one function from points and a means to a `Way`. What it answers is hostile until
proven otherwise: bounded, and compared with what was asked.
"""
