#!/usr/bin/env python3
"""Sets a connector up with the mouse, in a real window under Xvfb: tests/ui/wizard_mouse.py [--program PATH] [--ctl PATH] [--shots FOLDER].
What was imported is read with the command line and compared with the sample's expected sums. Needs what desktop.py names. The last line
is "N passed, N failed"."""
import json
import os
import subprocess
import sys

from desktop import ROOT, Screen, check, errors_of, run, start_desktop, start_window, until

SAMPLE = os.path.join(ROOT, "resources", "sample")


def drive(options, folder):
    manager = start_desktop()
    data = os.path.join(folder, "data")
    screen = Screen(options.shots)  # before the program, which announces itself to it
    window = start_window(options.program, data)
    screen.click("push button", "Add connector")
    screen.wait("dialog", "Add a connector")
    screen.shoot("type")
    screen.click("push button", "Next")
    screen.wait("check box", "I accept")
    check(not screen.find("push button", "Next").getState().contains(screen.atspi.STATE_SENSITIVE), "Next waits for the terms")
    screen.click("check box", "I accept")
    screen.shoot("terms")
    screen.click("push button", "Next")
    screen.click("radio button", "Folder of deliveries")
    screen.type("text", "Folder", os.path.join(SAMPLE, "deliveries"))
    screen.shoot("source")
    screen.click("push button", "Next")
    screen.type("text", "Custom mapping", os.path.join(SAMPLE, "mapping.csv"))
    screen.shoot("mapping")
    screen.click("push button", "Next")
    screen.type("text", "Folder", os.path.join(folder, "archive"))
    screen.type("text", "Domains", "contoso.example")
    screen.shoot("destination")
    screen.click("push button", "Next")
    screen.type("text", "Name of the connector", "Office")
    check(until(lambda: screen.text_of("Imported") == "296"), "the count is shown", screen.text_of("Imported"))
    screen.shoot("review")
    check(not os.path.exists(os.path.join(folder, "archive")), "nothing is written before Finish")
    screen.click("push button", "Finish")

    def finished():
        answer = subprocess.run([options.ctl, "--data-dir", data, "--json", "status", "Office"], capture_output=True, text=True)
        status = json.loads(answer.stdout) if answer.returncode in (0, 3) and answer.stdout.strip() else {}
        return status if status.get("finished") else None
    status = until(finished) or {}
    with open(os.path.join(SAMPLE, "EXPECTED.json"), encoding="utf-8") as file:
        expected = json.load(file)
    for sum_name in ("available_from_source", "available_for_import", "imported", "partial", "skipped", "failed", "quarantined", "reasons"):
        check(status.get(sum_name) == expected[sum_name], sum_name, f"{status.get(sum_name)} instead of {expected[sum_name]}")
    check(screen.wait("table cell", "Name: Office"), "the connector is in the table")
    for cell in ("Status: Unsettled copies: 13", "Progress: 297 of 310 copies", "Imported: 296", "Failed: 13"):
        check(until(lambda cell=cell: screen.find("table cell", cell)), f"the table says “{cell}”")
    screen.click("page tab", "Failed copies")
    check(until(lambda: screen.find("table cell", "Reason: no participant has a mailbox")), "the failed copies are listed with their reasons")
    screen.shoot("failed-copies")
    screen.click("page tab", "Summary")
    screen.shoot("connectors")
    check(window.poll() is None, "the program still runs", f"it ended with {window.poll()}: {errors_of(window)}")
    if manager.poll() is not None:
        print(f"   note: the window manager ended with {manager.poll()}: {errors_of(manager)}", flush=True)


if __name__ == "__main__":
    sys.exit(run(__doc__, drive, "tallybridge-mouse-"))
