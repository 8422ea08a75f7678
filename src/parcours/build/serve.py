"""The site while one writes: a saved YAML file is generated, built and shown at once.

MkDocs' own live server watches the content; on a change it runs our build and then MkDocs', which
renders only the pages that changed.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

from parcours.build.build import Options, Outcome, build
from parcours.diagnostics.diagnostic import Words
from parcours.diagnostics.waiting import at_work
from parcours.disk.turn import turn

WORK = Path(".cache", "parcours", "serve")
_POLL_S = 0.2


def serve(options: Options, port: int, tell: Callable[[Words, Outcome | None], None],
          failed: Callable[[Exception], None],
          generated: Callable[[Outcome], None] = lambda _: None) -> None:
    """Serve the site on ``http://127.0.0.1:<port>/`` until interrupted.

    ``tell`` is given what happened, and what the content looked like when it was read again;
    ``failed`` what kept it from being read, such as a file that was just then removed: the next
    change is another try. ``generated`` is called before MkDocs makes pages of what was.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.livereload import LiveReloadServer

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    # it warns at every partial build, which is what this is
    logging.getLogger("mkdocs.commands.build").addFilter(
        lambda told: "'dirty'" not in str(told.msg))
    editions = [Path("mkdocs.yml"), *sorted(Path().glob("mkdocs.*.yml"))]
    site = (WORK / "site").resolve()
    pages = _Pages(editions, site)

    def wait(words: Words) -> None:
        tell(words, None)

    def rebuild(*_: object) -> None:
        try:
            built()
        except Exception as failure:
            if not pages.built:
                raise
            failed(failure)

    def built() -> None:
        started = time.monotonic()
        outcome = build(options, waiting=wait)
        generated(outcome)
        if outcome.published or not pages.built:
            # another build, such as that of `make site`, may begin at any moment
            with (turn(WORK, waiting=lambda number: wait(at_work(WORK, number))),
                  turn(options.docs, shared=True,
                       waiting=lambda number: wait(at_work(options.docs, number)))):
                pages.render()
        took_s = time.monotonic() - started
        tell(Words(f"à jour en {took_s:.1f} s".replace(".", ","), f"up to date in {took_s:.1f} s")
             if outcome.published else
             Words("corrigez d’abord ceci ; la page reste comme elle était",
                   "mend this first; the page stays as it was"), outcome)

    rebuild()
    server = LiveReloadServer(builder=rebuild, host="127.0.0.1", port=port, root=str(site),
                              mount_path="/", polling_interval=_POLL_S)
    server.watch(str(options.itineraries))
    for folder in (*options.docs.glob("??"), Path("overrides")):
        for path in folder.glob("*"):
            if path.is_file():
                server.watch(str(path))
    where = f"http://127.0.0.1:{port}/" + (f"parcours/{options.only}/" if options.only else "")
    tell(Words(f"À voir sur {where} (Ctrl+C pour arrêter)", f"See {where} (Ctrl+C to stop)"),
         None)
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()


class _Pages:
    """MkDocs' pages of every language, whole the first time and then only what changed."""

    def __init__(self, configs: list[Path], site: Path) -> None:
        self._configs, self._site = configs, site
        self.built = False

    def render(self) -> None:
        """Build every language into its folder; the default one first, as it empties the site."""
        from mkdocs.commands.build import build as build_pages
        from mkdocs.config import load_config

        for n, path in enumerate(self._configs):
            folder = self._site / path.name.split(".")[1] if n else self._site
            config = load_config(str(path), site_dir=str(folder))
            build_pages(config, dirty=self.built)
        self.built = True
