#!/bin/sh
# Install the applications that the tests use, as far as they are missing and we may install them. If we may not, this is
# not an error here: a test that needs a missing application says so itself.
set -eu

missing=""
command -v soffice >/dev/null || missing="$missing libreoffice-calc"
command -v ssconvert >/dev/null || missing="$missing gnumeric"
command -v chromium >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || missing="$missing firefox-esr"
command -v npm >/dev/null || missing="$missing npm"
# LibreOffice's own bindings, for the Python that the system has.
/usr/bin/python3 -c "import uno" 2>/dev/null || missing="$missing python3-uno"
[ -n "$missing" ] || exit 0

# On a test machine we may not be root, but sudo asks for no password there.
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"

# shellcheck disable=SC2086  # unquoted, an empty $as_root disappears and $missing becomes several words
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "Installing$missing and fonts ..."
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing fonts-liberation fonts-noto-core fonts-noto-color-emoji >/dev/null
else
    echo "Not installed:$missing. On Debian and Ubuntu: sudo apt-get install$missing fonts-liberation" >&2
fi
