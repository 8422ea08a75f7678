"""``docs/`` to ``site/``: pages, search, and all languages in one site.

`site` joins what `language_site` makes language by language.
"""

from parcours.publish.site import Publication, PublishResult, publish, recover
from parcours.publish.workspace import PublishError

__all__ = ["Publication", "PublishError", "PublishResult", "publish", "recover"]
