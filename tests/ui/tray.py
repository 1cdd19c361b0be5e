#!/usr/bin/env python3
"""Closes the window into the tray and brings it back, in a real desktop with a tray: tests/ui/tray.py [--program PATH] [--shots FOLDER].
Needs what desktop.py names, and trayer. The last line is "N passed, N failed"."""
import os
import subprocess
import sys
import time

from desktop import Screen, check, errors_of, run, start, start_desktop, start_window, until


def press(key, done):
    """Gives the window the keyboard and presses the key, again while nothing comes of it: a new window may not have the keyboard yet."""
    def pressed():
        if done():
            return True
        found = windows_named("Data connectors")
        if found:
            subprocess.run(["xdotool", "windowactivate", "--sync", found[-1], "key", key], check=False, timeout=20)
            time.sleep(0.5)
        return done()
    return until(pressed)


def windows_named(name):
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--name", name], capture_output=True, text=True).stdout.split()


def tray_geometry():
    """Place and size of the tray."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "trayer"], capture_output=True, text=True).stdout.split()
    if not found:
        return None
    text = subprocess.run(["xdotool", "getwindowgeometry", "--shell", found[-1]], capture_output=True, text=True).stdout
    return {name: int(value) for name, value in (line.split("=") for line in text.split() if "=" in line)}


def drive(options, folder):
    start_desktop()
    start("trayer", "--edge", "top", "--align", "right", "--widthtype", "request", "--SetDockType", "true", "--expand", "true")
    data = os.path.join(folder, "data")
    screen = Screen(options.shots)  # before the program, which announces itself to it
    window = start_window(options.program, data)

    def shown():
        return windows_named("Data connectors")

    def hidden():
        return not shown()
    check(until(shown), "the window comes up")
    screen.wait("push button", "Add connector")
    screen.shoot("window")
    tray = until(tray_geometry)
    check(tray, "the sign is in the tray")  # a tray without signs is not shown
    check(press("alt+F4", hidden), "closing hides the window")
    check(window.poll() is None, "the program goes on", f"it ended with {window.poll()}: {errors_of(window)}")
    screen.shoot("closed")
    second = start_window(options.program, data)
    check(until(shown), "a second start brings the window back")
    check(until(lambda: second.poll() is not None) and second.poll() == 0, "the second program ends")
    check(press("alt+F4", hidden), "closing hides the window again")
    subprocess.run(["xdotool", "mousemove", "--sync", str(tray["X"] + tray["WIDTH"] // 2), str(tray["Y"] + tray["HEIGHT"] // 2),
                    "click", "1"], check=True)
    check(until(shown), "a click on the sign brings the window back")
    screen.wait("push button", "Add connector")
    screen.shoot("back")
    check(press("ctrl+q", lambda: window.poll() is not None) and window.poll() == 0, "Quit ends the program", f"{window.poll()}")


if __name__ == "__main__":
    sys.exit(run(__doc__, drive, "tallybridge-tray-"))
