"""The form, installed: a copy of ``admin/`` with what its lock names, kept in ``.cache/``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from admin_vendor import copy_leaflet  # noqa: E402  (a script, not a package)

SOURCES = ROOT / "admin"
HOW_TO_INSTALL = "the form needs Node 20 or newer: apt-get install npm, then make test-admin"


@pytest.fixture(scope="session")
def admin() -> Path:
    """The folder of the form, ready to be served."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip(HOW_TO_INSTALL)
    lock = sha256((SOURCES / "package-lock.json").read_bytes()).hexdigest()[:12]
    folder = ROOT / ".cache" / "admin" / lock
    folder.mkdir(parents=True, exist_ok=True)
    for path in (*SOURCES.glob("*.*"), SOURCES / ".npmrc"):
        if path.is_file():
            shutil.copyfile(path, folder / path.name)
    if not (folder / "vendor" / "yaml").exists():
        done = subprocess.run(["npm", "ci", "--loglevel=error"], cwd=folder, check=False,
                              capture_output=True, text=True)
        if done.returncode:
            pytest.fail(f"npm ci could not install the form:\n{done.stderr}")
        subprocess.run(["node", "vendor.js"], cwd=folder, check=True)
    copy_leaflet(folder / "vendor")
    return folder
