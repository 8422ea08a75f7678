"""The pictures in the README and the guide show the pages as they are."""

import importlib.util
from pathlib import Path
from types import ModuleType

from helpers.published import ROOT


def _screenshots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("screenshots", ROOT / "scripts/screenshots.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pictures_are_fresh() -> None:
    """How the pages look has not changed since their pictures were taken; content may have."""
    screenshots = _screenshots()
    taken = screenshots.DIGEST.read_text("utf-8").strip()

    assert screenshots.digest() == taken, (
        "the pages have changed since their pictures were taken: run `make pictures`, look at "
        "them, and commit them")


def test_every_picture_is_there_and_is_used() -> None:
    """No picture is missing, and the README and the guide show each of them."""
    shown = "".join((ROOT / page).read_text("utf-8") for page in (
        "README.md", "docs/fr/contribuer.md", "docs/en/contribuer.md"))
    for name, _, _ in _screenshots().SHOTS:
        assert (ROOT / name).is_file(), name
        assert Path(name).name in shown, f"{name} is shown nowhere"
