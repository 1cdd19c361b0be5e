"""A desktop of its own for tests that use a real window: Xvfb, a window manager, AT-SPI that says where things are, and xdotool that clicks
and types. Needs xvfb, openbox, xdotool, dbus, at-spi2-core, python3-pyatspi, imagemagick."""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PATIENCE = 90  # seconds for something that has to happen
FIRST_DISPLAY, LAST_DISPLAY = 70, 79
processes = []
passed = failed = 0


def check(condition, name, detail=""):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print(f"   FAILED: {name} {detail}", flush=True)


def start(*command, **more):
    errors = tempfile.TemporaryFile()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, **more)
    process.errors = errors
    processes.append(process)
    return process


def errors_of(process):
    """The end of what it wrote to its error output."""
    process.errors.seek(0)
    return process.errors.read()[-2000:].decode(errors="replace")


def stop_all():
    for process in reversed(processes):
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def until(question):
    """The first answer that says something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    return None


def start_display():
    for number in range(FIRST_DISPLAY, LAST_DISPLAY + 1):
        if os.path.exists(f"/tmp/.X11-unix/X{number}"):
            continue
        server = start("Xvfb", f":{number}", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
        if until(lambda: os.path.exists(f"/tmp/.X11-unix/X{number}") or server.poll() is not None) and server.poll() is None:
            os.environ["DISPLAY"] = f":{number}"
            return
    raise SystemExit("there is no free display")


class Screen:
    def __init__(self, shots):
        import pyatspi
        self.atspi = pyatspi
        pyatspi.Registry.getDesktop(0)  # starts the registry, where programs announce themselves
        self.shots = shots
        self.count = 0

    def all(self, node):
        yield node
        for i in range(node.childCount):
            try:
                child = node.getChildAtIndex(i)
            except Exception:  # it has just gone
                continue
            if child is not None:
                yield from self.all(child)

    def showing(self):
        for application in self.atspi.Registry.getDesktop(0):
            if application is not None and application.name == "Tallybridge":
                yield from (node for node in self.all(application) if node.getState().contains(self.atspi.STATE_SHOWING))

    def find(self, role, name):
        """The last one showing with this role whose name is, or begins with, this one."""
        found = None
        try:
            for node in self.showing():
                if node.getRoleName() == role and node.name.replace("&", "").startswith(name):
                    found = node
        except Exception:
            return None
        return found

    def wait(self, role, name, sensitive=True):
        def ready():
            node = self.find(role, name)
            try:
                if node and (not sensitive or node.getState().contains(self.atspi.STATE_SENSITIVE)):
                    return node
            except Exception:
                pass
            return None
        node = until(ready)
        if node is None:
            self.shoot("missing")
            raise RuntimeError(f"there is no {role} “{name}”")
        return node

    def click(self, role, name):
        node = self.wait(role, name)
        box = node.queryComponent().getExtents(self.atspi.DESKTOP_COORDS)
        # A check box is clicked at its sign, wherever its words end.
        x = box.x + (8 if role in ("check box", "radio button") else box.width // 2)
        subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(box.y + box.height // 2), "click", "1"], check=True)

    def type(self, role, name, text):
        self.click(role, name)
        subprocess.run(["xdotool", "key", "ctrl+a"], check=True)
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)

    def text_of(self, description):
        """What the label says that a screen reader describes like this."""
        try:
            return next((node.name for node in self.showing() if node.getRoleName() == "label" and node.description == description), "")
        except Exception:
            return ""

    def shoot(self, name):
        if not self.shots:
            return
        self.count += 1
        time.sleep(0.4)
        file = os.path.join(self.shots, f"{self.count:02}-{name}.png")
        subprocess.run(["import", "-window", "root", file], check=False)


def start_desktop():
    """The display, its window manager and the accessibility bus; gives the window manager."""
    start_display()
    manager = start("openbox")
    start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
    until(lambda: subprocess.run(["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method",
                                  "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>"],
                                 capture_output=True).returncode == 0)
    # A program that starts before its bus is there is never seen on it.
    until(lambda: b"unix:" in subprocess.run(["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                                              "--method", "org.a11y.Bus.GetAddress"], capture_output=True).stdout)
    return manager


def start_window(program, data):
    return start(program, "--data-dir", data, env=dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb",
                                                       LANG="C.UTF-8", LC_ALL="C.UTF-8"))

def run(description, drive, prefix):
    """Runs drive(options, folder) on a session bus of its own, stops what it started and prints "N passed, N failed"; gives the exit code."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "dev", "ui", "tallybridge"))
    parser.add_argument("--ctl", default=os.path.join(ROOT, "build", "dev", "src", "cli", "tallybridgectl"))
    parser.add_argument("--shots", default="", help="folder for pictures of the screen")
    options = parser.parse_args()
    if "TALLYBRIDGE_OWN_BUS" not in os.environ:
        os.environ["TALLYBRIDGE_OWN_BUS"] = "1"
        # The system's Python has pyatspi.
        python = "/usr/bin/python3" if os.access("/usr/bin/python3", os.X_OK) else sys.executable
        os.execvp("dbus-run-session", ["dbus-run-session", "--", python, os.path.abspath(sys.argv[0]), *sys.argv[1:]])
    if options.shots:
        os.makedirs(options.shots, exist_ok=True)
    folder = tempfile.mkdtemp(prefix=prefix)
    runtime = os.path.join(folder, "runtime")
    os.mkdir(runtime, 0o700)
    os.environ.update(HOME=folder, XDG_RUNTIME_DIR=runtime)
    try:
        drive(options, folder)
    except Exception as error:  # pylint: disable=broad-except; what is missing is one failed check, and everything is stopped
        check(False, f"{type(error).__name__}: {error}")
    finally:
        stop_all()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0
