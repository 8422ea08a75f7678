"""What pages and hosts allow a browser to do: policies as they are published, read back."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.published import ROOT

HOSTING = ROOT / "hosting"
NGINX, APACHE = HOSTING / "nginx-headers.conf", HOSTING / "apache-headers.conf"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
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
    """The headers that nginx sends with a page."""
    text = NGINX.read_text("utf-8")
    [policy] = re.findall(r'~\^text/html "([^"]+)";', text)
    found = dict(re.findall(r'^add_header (\S+) ("[^"]*"|\$\S+) always;', text, re.MULTILINE))
    assert found["Content-Security-Policy"] == "$parcours_policy"
    return {name: value.strip('"') for name, value in found.items()} | {
        "Content-Security-Policy": policy}


def of_apache() -> dict[str, str]:
    """The headers that Apache sends with a page."""
    return dict(re.findall(r'^\s+Header always set (\S+) "([^"]*)"',
                           APACHE.read_text("utf-8"), re.MULTILINE))
