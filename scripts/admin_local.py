"""The form on this machine: `make admin-local`, or python scripts/admin_local.py [FOLDER].

Starts Decap's proxy, which writes what is saved in the form into FOLDER (the project by default),
and a server for the form. Both listen to this machine alone; Ctrl-C stops them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
ADMIN = Path(__file__).resolve().parents[1] / "admin"
_DEFAULT_PROXY = 8081


class _Handler(SimpleHTTPRequestHandler):
    """``/admin/`` from the sources, its configuration led to the proxy's port."""

    proxy = ""

    def translate_path(self, path: str) -> str:
        """Only the form is served, at the address it has on the site."""
        below = super().translate_path(path)
        inside = os.path.relpath(below, self.directory)
        folder, _, rest = inside.partition(os.sep)
        return os.path.join(self.directory, rest if folder == "admin" else "absent")

    def do_GET(self) -> None:
        """As ever, but for the configuration."""
        if self.path.partition("?")[0] == "/":
            self.send_response(302)
            self.send_header("Location", "/admin/")
            self.end_headers()
        elif self.path.partition("?")[0] == "/admin/config.yml":
            config = (Path(self.directory) / "config.yml").read_text("utf-8").replace(
                "local_backend: true\n", f'local_backend:\n  url: "{self.proxy}"\n')
            self.send_response(200)
            self.send_header("Content-Type", "text/yaml; charset=utf-8")
            self.end_headers()
            self.wfile.write(config.encode("utf-8"))
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each file asked for."""


@contextmanager
def form(folder: Path, port: int = 0, admin: Path = ADMIN) -> Iterator[str]:
    """The address of the form while it runs, writing into ``folder``."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer((HOST, port), partial(handler, directory=str(admin)))
    address = f"http://{HOST}:{server.server_port}"
    proxy_port = _free_port(_DEFAULT_PROXY if port else 0)
    handler.proxy = f"http://{HOST}:{proxy_port}/api/v1"
    proxy = subprocess.Popen(
        ["node", str(admin / "node_modules" / "decap-server" / "dist" / "index.js")], cwd=admin,
        env={**os.environ, "PORT": str(proxy_port), "BIND_HOST": HOST, "ORIGIN": address,
             "MODE": "fs", "LOG_LEVEL": "warn", "GIT_REPO_DIRECTORY": str(folder.resolve())})
    try:
        _wait_for(proxy_port, proxy)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"{address}/admin/"
        server.shutdown()
    finally:
        server.server_close()
        proxy.terminate()
        proxy.wait()


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        try:
            probe.bind((HOST, wanted))
        except OSError:
            return _free_port(0)
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    for _ in range(int(seconds * 10)):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"decap-server: no answer on port {port}")


def main() -> int:
    """Run until Ctrl-C."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=ADMIN.parent)
    asked.add_argument("--port", type=int, default=8080)
    given = asked.parse_args()
    if not shutil.which("node") or not (ADMIN / "vendor").exists():
        sys.stderr.write("Lancez d’abord « make admin » ; il demande Node 20 ou plus récent.\n"
                         "Run 'make admin' first; it needs Node 20 or newer.\n")
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the proxy ends with us, too
    with form(given.folder, given.port) as address:
        sys.stderr.write(f"Le formulaire / The form: {address}\nCtrl-C pour arrêter / to stop\n")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
