"""``docs/`` to ``site/``: pages, search, and all languages in one site.

`site` joins what `editions` makes language by language, with the words `searchable` finds in it.
"""

from parcours.publish.language_site import PublishError
from parcours.publish.site import PublishResult, publish

__all__ = ["PublishError", "PublishResult", "publish"]
