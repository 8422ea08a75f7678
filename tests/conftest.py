"""What several test files share: the sample site, a server for it, a browser.

Folders are made once a run, however many processes share it out. A file of tests stays in one
process (``--dist loadfile``), which prepares what its tests share once. Groups of pytest-xdist
would be finer, but 3.8 does not see them under pytest 9.2.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from helpers.browsing import HOW_TO_INSTALL, launch, serving
from helpers.published import HOME, ITINERARIES, build_docs, lay_out, once

# Where compiled modules are forbidden, each of the processes that tests start would compile all of
# them again, and take twice its time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Tests write some hundred thousand small files, which costs the system half as much where they lie
# in memory. What passed is taken away at once (`tmp_path_retention_policy`).
_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30  # noqa: S108  (pytest's own folder in it is private)
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# the same examples in every run: a test that fails here fails everywhere
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


LONGEST = ("whole/test_safety", "browser/test_access", "publish/test_site", "browser/test_route",
           "browser/test_offline", "browser/test_catalogue", "house/test_new_content",
           "whole/test_found", "whole/test_other_languages")
"""Files that begin first, so that no process works alone at the end; of the first ones only one
waits for the sample site."""


PUBLISHED = frozenset({"site", "served", "addressed", "spanish", "world"})
"""What holds a whole site as MkDocs renders it."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process more than there are cores where Chromium is driven: whoever drives it mostly
    waits. The others compute, and get what pytest-xdist thinks best."""
    if "not browser" in config.option.markexpr:
        return None
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives Chromium and what renders sites, and put files in the order in which to
    begin them: those that take long, then the others that need a browser, then the rest."""
    def begins(item: pytest.Item) -> int:
        name = f"{item.path.parent.name}/{item.path.stem}"
        if name in LONGEST:
            return LONGEST.index(name)
        return len(LONGEST) + (item.path.parent.name != "browser")

    for item in items:
        needs = set(getattr(item, "fixturenames", ()))
        if "browser" in needs:
            item.add_marker(pytest.mark.browser)
        if (needs & PUBLISHED or item.path.parent.name == "publish"
                or item.path.stem == "test_found"):
            item.add_marker(pytest.mark.publishes)
    items.sort(key=begins)


def pytest_collection_finish() -> None:
    """All that was loaded to collect the tests stays until the end: the collector of garbage need
    not look at it again, a tenth of the time of all tests, and not after each 700 new objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What commands keep between builds stays out of the home of whoever runs the tests."""
    os.environ["PARCOURS_CACHE"] = str(tmp_path_factory.getbasetemp() / "kept")


@pytest.fixture(scope="session")
def real_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``docs`` of the sample, as on 22 November 2026. Read only."""
    return once(tmp_path_factory, "real-docs", lambda docs: _build(ITINERARIES, docs))


@pytest.fixture(scope="session")
def site(real_docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site: both languages and the search index. Read only."""
    from parcours.publish import publish

    def make(root: Path) -> None:
        publish(lay_out(root, real_docs), root / "site")

    return once(tmp_path_factory, "real-site", make) / "site"


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, published by somebody who told it its address, `HOME`. Read only."""
    from parcours.publish import Publication, publish

    def make(folder: Path) -> None:
        shutil.copytree(ITINERARIES, folder / "itineraries")
        setting = folder / "itineraries" / "site.yml"
        setting.write_text(setting.read_text("utf-8") + f"site_url: {HOME}\n", "utf-8")
        _build(folder / "itineraries", folder / "docs")
        publish(lay_out(folder / "root", folder / "docs"), Path("site"), Publication(site_url=HOME))

    return once(tmp_path_factory, "addressed-site", make) / "root" / "site"


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the sample site on this machine, with a slash at its end."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one a process, in which each test opens a context of its own; without one the test
    fails and says how to get it."""
    with sync_playwright() as playwright:
        try:
            launched = launch(playwright)
        except Exception as failure:
            pytest.fail(f"{HOW_TO_INSTALL}\n\n{failure}")
        yield launched
        launched.close()


def _build(itineraries: Path, docs: Path) -> None:
    build_docs(itineraries, docs)
