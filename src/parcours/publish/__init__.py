"""``docs/`` to ``site/``: pages, search, and all languages in one site.

`site` joins what `language_site` makes language by language.
"""

from parcours.publish.site import PublishResult, publish, recover
from parcours.publish.workspace import PublishError

__all__ = ["PublishError", "PublishResult", "publish", "recover"]
