"""nginx and Apache as offices run them, with the files of ``deploy/``, on this machine."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers.published import ROOT

DEPLOY = ROOT / "deploy"
_MODULES = ("mpm_event", "authz_core", "mime", "dir", "headers", "deflate", "filter", "alias",
            "env", "setenvif")
_NGINX = """\
{user}daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/log;
events {{}}
http {{
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
_APACHE = """\
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/log
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
{user}{modules}
TypesConfig /etc/mime.types
{site}
"""


def program(name: str) -> str:
    """The server's program; the test is skipped where it is not installed."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found:
        pytest.skip(f"{name} is not installed (Debian: apt-get install {name})")
    return found


def changed(text: str, lines: Mapping[str, str]) -> str:
    """A configuration with some of its lines said otherwise, each of which must be there once."""
    for old, new in lines.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def between_the_marks() -> str:
    """What ``deploy/apache.conf`` says that a .htaccess may hold."""
    found = re.search(r"# --- from here.*?\n(.*?)\n *# --- to here", (
        DEPLOY / "apache.conf").read_text("utf-8"), re.S)
    assert found is not None
    return found[1]


@contextmanager
def laid_out(site: Path, path: str) -> Iterator[Path]:
    """A folder that any user may read, with the site at ``path`` below it."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made, "www")
        root.joinpath(path).parent.mkdir(parents=True)
        Path(made).chmod(0o755)
        shutil.copytree(site, root / path, copy_function=_link)
        yield root


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copyfile(source, target)


@contextmanager
def nginx(root: Path, lost: str) -> Iterator[str]:
    """The address of nginx, which shows ``root``; ``lost`` is the page for wrong addresses."""
    server, folder, port = program("nginx"), root.parent, _free_port()
    (folder / "site.conf").write_text(changed((DEPLOY / "nginx.conf").read_text("utf-8"), {
        "    listen 80;\n    listen [::]:80;\n": f"    listen 127.0.0.1:{port};\n",
        "root /srv/parcours/site; ": f"root {root}; ",
        "error_page 404 /404.html; ": f"error_page 404 {lost}; "}), "utf-8")
    (folder / "main.conf").write_text(_NGINX.format(
        folder=folder, user="user root;\n" if os.getuid() == 0 else ""), "utf-8")
    with _running([server, "-c", str(folder / "main.conf")], folder, port) as address:
        yield address


@contextmanager
def apache(root: Path, lost: str, htaccess: Path | None = None) -> Iterator[str]:
    """The same for Apache, as behind a proxy that speaks https; with ``htaccess``, a folder, by a
    file of that name in it alone."""
    server, folder, port = program("apache2"), root.parent, _free_port()
    site = changed((DEPLOY / "apache.conf").read_text("utf-8"), {
        "<VirtualHost *:80>": f"<VirtualHost 127.0.0.1:{port}>",
        "ServerName parcours.exemple.fr\n": "ServerName https://parcours.exemple.fr\n",
        "DocumentRoot /srv/parcours/site\n": f"DocumentRoot {root}\n",
        "<Directory /srv/parcours/site>": f"<Directory {root}>",
        "ErrorDocument 404 /404.html\n": f"ErrorDocument 404 {lost}\n"})
    if htaccess is not None:
        inside = between_the_marks().replace("404 /404.html\n", f"404 {lost}\n")
        (htaccess / ".htaccess").write_text(inside, "utf-8")
        site = (f"<VirtualHost 127.0.0.1:{port}>\nDocumentRoot {root}\n<Directory {root}>\n"
                "Require all granted\nAllowOverride All\n</Directory>\n</VirtualHost>\n")
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
                        for name in _MODULES)
    (folder / "main.conf").write_text(_APACHE.format(
        folder=folder, port=port, modules=modules, site=site,
        user="User www-data\nGroup www-data\n" if os.getuid() == 0 else ""), "utf-8")
    command = [server, "-DFOREGROUND", "-f", str(folder / "main.conf")]
    with _running(command, folder, port) as address:
        yield address


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[str]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                break
            time.sleep(0.05)
        if process.poll() is not None:
            said = (process.stdout.read() if process.stdout else b"").decode()
            log = folder / "log"
            pytest.fail(f"{command[0]} does not start:\n{said}"
                        f"{log.read_text('utf-8') if log.exists() else ''}")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.communicate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
