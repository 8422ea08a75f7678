#!/bin/sh
# venv.sh VENV LOCK: make the virtual environment and fill it from a hashed lock.
set -eu
venv=$1 lock=$2
python=${PYTHON:-python3}

tell() { printf '%s\n' "$@" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

if ! command -v "$python" >/dev/null || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  tell "parcours demande Python 3.11 ou plus récent (PYTHON=/chemin/vers/python3.12 make …)." \
       "parcours needs Python 3.11 or newer (PYTHON=/path/to/python3.12 make …)."
  exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  # Debian keeps these two modules in a package of their own
  if ! command -v apt-get >/dev/null || ! { as_root apt-get update -qq && as_root apt-get install -y -qq python3-venv; }; then
    tell "Il manque le module venv de Python : installez-le (Debian : apt-get install python3-venv)." \
         "Python's venv module is missing: install it (Debian: apt-get install python3-venv)."
    exit 2
  fi
fi
if [ ! -x "$venv/bin/python" ]; then
  tell "Création de $venv / Making $venv"
  "$python" -m venv "$venv"
fi
tell "Installation de $lock (une à deux minutes) / Installing $lock (a minute or two)"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
