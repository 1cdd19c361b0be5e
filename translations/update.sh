#!/usr/bin/env bash
# translations/update.sh [--check]: brings new sentences of the program into the .ts files; with --check it changes nothing and fails when a
# sentence has no translation.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lupdate=$(command -v lupdate6 || ls /usr/lib/qt6/bin/lupdate 2>/dev/null || command -v lupdate)
folder=translations
if [ "${1:-}" = --check ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    cp translations/*.ts "$folder/"
fi
# The headers tell lupdate the namespaces of the classes, without which it files sentences where nobody looks for them.
"$lupdate" -silent -I . -I src ui src/cli/wording -ts "$folder"/*.ts -locations none -no-ui-lines -no-obsolete
if [ "${1:-}" = --check ] && grep -c 'type="unfinished"' "$folder"/*.ts; then
    grep -B2 'type="unfinished"' "$folder"/*.ts | grep '<source>' | head -20
    exit 1
fi
