#!/bin/sh
# Make .venv with everything that the project needs. On Debian, Python's venv module is a separate package: as root, we
# install it if it is missing.
set -eu

python=${1:-python3}

say() { printf '%s\n' "$*" >&2; }

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "This project needs Python 3.11 or newer, and $python is not. Install it, or run: make PYTHON=python3.12"
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing python3-venv ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    else
        say "Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv"
        exit 1
    fi
fi

say "Setting up .venv (a minute or so, once) ..."
# If .venv links to another folder's environment, venv --clear would empty that one.
[ ! -L .venv ] || rm .venv
"$python" -m venv --clear .venv
.venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]' 2>.venv/pip.log || {
    cat .venv/pip.log >&2
    say "The packages could not be installed. Is there a network? Run make again when there is."
    exit 1
}
