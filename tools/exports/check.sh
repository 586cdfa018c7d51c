#!/usr/bin/env bash
# Reads every export back with the library that its users would use. One command sets up what it needs and runs all of it:
#
#     tools/exports/check.sh            with the program in target/debug, which it builds
#     RAPPORTEUR=FILE SCREENSHOTS=FOLDER tools/exports/check.sh
#
# Needs Python 3.11 with venv, and Chromium; installs what is missing where it may (pip into target/exports, apt-get for Chromium).
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() { echo "error: $*" >&2; exit 1; }

command -v python3 >/dev/null || fail "no python3; install Python 3.11 or later"
venv=target/exports/venv
wanted=tools/exports/requirements.txt
if ! cmp -s "$wanted" "$venv/requirements.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv" || fail "python3 can't make a virtual environment; install its venv module (python3-venv)"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$wanted" \
        || fail "pip could not install $(tr '\n' ' ' <"$wanted"): the exports can't be read back without them"
    cp "$wanted" "$venv/requirements.txt"
fi

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
if [ -z "$(browser)" ]; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "no Chromium; install it: the HTML report is looked at in it"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null \
        || fail "apt-get could not install chromium: the HTML report can't be looked at without it"
fi

if [ -z "${RAPPORTEUR:-}" ]; then
    cargo build --quiet --locked -p rapporteur
    RAPPORTEUR=target/debug/rapporteur
fi
CHROMIUM=$(browser)
RAPPORTEUR=$(realpath "$RAPPORTEUR")
export CHROMIUM RAPPORTEUR
exec "$venv/bin/python" -m unittest discover --start-directory tools/exports "$@"
