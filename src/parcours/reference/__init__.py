"""Made from the format itself: JSON Schemas, the reference pages, the configuration of the form.

Comes in: the models of `format` and their documentation. Goes out: ``schema/``, pages, the form.
"""
