"""What a module needs to be imported, and what a command must not wait for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src"

_EACH_ALONE = """
import importlib, json, sys
failures = {}
for name in json.loads(sys.argv[1]):
    for loaded in [one for one in sys.modules if one.partition(".")[0] == "parcours"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except BaseException as failure:
        failures[name] = f"{type(failure).__name__}: {failure}"
print(json.dumps(failures))
"""
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


def _run(script: str, argument: object) -> str:
    done = subprocess.run([sys.executable, "-c", script, json.dumps(argument)],
                          capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(SOURCES), "PATH": "/usr/bin:/bin"})
    return done.stdout


def test_every_module_can_be_imported_first() -> None:
    """Any module can be the first of ours to be imported: none relies on another's having been."""
    names = [".".join(path.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__")
             for path in sorted((SOURCES / "parcours").rglob("*.py"))
             if path.name != "__main__.py"]
    assert len(names) > 40
    assert json.loads(_run(_EACH_ALONE, names)) == {}


def test_help_waits_for_no_heavy_library() -> None:
    """``parcours --help`` and ``parcours build --help`` load none of the slow libraries."""
    slow = {"folium", "branca", "shapely", "numpy", "mkdocs", "pydantic", "babel", "yaml", "jinja2"}
    for asked in (["--help"], ["build", "--help"]):
        told, loaded = _run(_HELP, asked).rsplit("\n", 2)[:2]
        assert "Usage:" in told
        assert slow & set(json.loads(loaded)) == set()
        assert "click" in json.loads(loaded)
