"""What a module needs to be imported, and what a command must not wait for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers import first_imports
from helpers.own_code import OwnCode

SOURCES = Path(__file__).resolve().parents[2] / "src"

_HELP = """
import json, sys
sys.argv = ["parcours", *json.loads(sys.argv[1])]
from parcours.cli.main import main
try:
    main()
except SystemExit:
    pass
print("\\n" + json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def _run(script: Sequence[str], argument: object, sources: Path = SOURCES) -> str:
    done = subprocess.run([sys.executable, *script, json.dumps(argument)],
                          capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(sources), "PATH": "/usr/bin:/bin"})
    return done.stdout


def failing_first(sources: Path) -> dict[str, str]:
    """The modules that cannot be the first of ours to be imported, each with what is raised."""
    names = [".".join(path.relative_to(sources).with_suffix("").parts).removesuffix(".__init__")
             for path in sorted((sources / "parcours").rglob("*.py"))
             if path.name != "__main__.py"]
    assert len(names) > 40
    failures: dict[str, str] = json.loads(_run([first_imports.__file__], names, sources))
    return failures


def test_every_module_can_be_imported_first() -> None:
    """Any module can be the first of ours to be imported: none relies on another's having been."""
    assert failing_first(SOURCES) == {}


def test_a_module_that_relies_on_anothers_import_is_named(tmp_path: Path) -> None:
    """The test above can fail: what nobody imported before is not there."""
    ours = OwnCode(tmp_path)
    with (ours.package / "geo/points.py").open("a") as file:
        file.write("\nimport parcours\nparcours.disk.atomic\n")
    failures = failing_first(tmp_path)
    assert failures["parcours.geo.points"].startswith("AttributeError")
    assert "parcours.content.tracks" in failures
    assert "parcours.disk.atomic" not in failures


def test_help_waits_for_no_heavy_library() -> None:
    """``parcours --help`` and ``parcours build --help`` load none of the slow libraries."""
    slow = {"folium", "branca", "shapely", "numpy", "mkdocs", "pydantic", "babel", "yaml", "jinja2"}
    for asked in (["--help"], ["build", "--help"]):
        told, loaded = _run(["-c", _HELP], asked).rsplit("\n", 2)[:2]
        assert "--help" in told
        assert slow & set(json.loads(loaded)) == set()
        assert "click" in json.loads(loaded)
