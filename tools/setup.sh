#!/usr/bin/env bash
# Makes .venv/ with the packages of a requirements file: setup.sh requirements.txt
# Installs again only when a requirements file has changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=$1
stamp=.venv/.installed-${wanted%.txt}
# requirements-dev.txt includes requirements.txt, so both count.
state=$(cat requirements.txt "$wanted" | cksum)

if [ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ]; then
    exit 0
fi

if [ ! -x .venv/bin/python ]; then
    python=
    for candidate in python3.13 python3.12 python3.11 python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
            >/dev/null 2>&1; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        found=$(python3 --version 2>/dev/null || echo "no python3")
        echo "PsiChat needs Python 3.11 or later with its venv module; here is $found." >&2
        echo "On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
        exit 1
    fi
    echo "Making .venv/ with $("$python" --version) ..."
    "$python" -m venv .venv
fi

echo "Installing $wanted (about a minute the first time) ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$wanted"
echo "$state" >"$stamp"
