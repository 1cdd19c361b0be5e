#!/usr/bin/env bash
# tests/integration/keychain.sh CTL: the secret store against a real keyring on a bus of its own, unlocked and locked.
# The last line is "N passed, N failed".
set -uo pipefail
ctl=$(realpath "${1:?path of tallybridgectl}")
program=$(dirname "$ctl")/../../tests/unit/identity/tst_secretstores
for needed in dbus-run-session gnome-keyring-daemon "$program"; do
    if ! command -v "$needed" >/dev/null; then
        echo "   note: $needed is not there: nothing was tested"
        echo "0 passed, 0 failed"
        exit 0
    fi
done
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export HOME=$place/home XDG_RUNTIME_DIR=$place/run
mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR"
unset DISPLAY WAYLAND_DISPLAY
passed=0 failed=0
check() {
    if "${@:2}" >"$place/log" 2>&1 && grep -q 'Totals: [1-9][0-9]* passed, 0 failed' "$place/log"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "   FAILED: $1"
        cat "$place/log"
    fi
}
# The keyring ends with its bus.
check "unlocked" env TALLYBRIDGE_TEST_KEYCHAIN=works dbus-run-session -- bash -c \
    "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec '$program' keychain"
check "locked" env TALLYBRIDGE_TEST_KEYCHAIN=locked dbus-run-session -- bash -c \
    "gnome-keyring-daemon --start --components=secrets >/dev/null; exec '$program' keychain"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
