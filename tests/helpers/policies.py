"""What pages and hosts allow a browser to do: policies as they are published, read back."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.published import ROOT

NGINX, APACHE = ROOT / "deploy" / "nginx.conf", ROOT / "deploy" / "apache.conf"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
SEALING = ("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy",
           "X-Content-Type-Options")
Policy = dict[str, set[str]]


def read(policy: str) -> Policy:
    """Directives and what each allows."""
    directives = (one.split() for one in policy.split(";"))
    return {name: {*allowed} for name, *allowed in directives}


def of_page(path: Path) -> Policy:
    """The policy that a page says; empty where it says none."""
    found = META.search(path.read_text("utf-8"))
    return read(found[1]) if found else {}


def of_nginx() -> dict[str, str]:
    """The headers of `SEALING` that nginx sends with a page."""
    text = NGINX.read_text("utf-8")
    [policy] = re.findall(r'"~\^text/html" "([^"]+)";', text)
    found = _sealing(r'^ *add_header (\S+) ("[^"]*"|\S+) always;', text)
    assert found["Content-Security-Policy"] == "$parcours_policy"
    return found | {"Content-Security-Policy": policy}


def of_apache() -> dict[str, str]:
    """The headers of `SEALING` that Apache sends with a page."""
    return _sealing(r'^ *Header always set (\S+) ("[^"]*"|\S+)', APACHE.read_text("utf-8"))


def _sealing(line: str, text: str) -> dict[str, str]:
    found = dict(re.findall(line, text, re.MULTILINE))
    return {name: found[name].strip('"') for name in SEALING}
