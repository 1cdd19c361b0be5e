"""A real OpenSSH server on loopback for tests, and a relay in front of it that counts, stops or cuts what goes through."""
import os
import pwd
import secrets
import select
import shutil
import signal
import socket
import subprocess
import threading
import time

SSHD = "/usr/sbin/sshd"
READY_LIMIT = 20     # seconds until the server answers


def available():
    """Why the tests cannot run here; None when they can."""
    if not os.access(SSHD, os.X_OK):
        return f"{SSHD} is not installed"
    if os.geteuid() != 0:
        return "only root may start an SSH server that takes passwords"
    return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """sshd with internal-sftp, a user of its own with a password and a key. Started and ended by process id."""
    def __init__(self, place, *more_configuration):
        self.place = place
        self.home = os.path.join(place, "home")
        os.makedirs(self.home, exist_ok=True)
        self.user = "tb" + secrets.token_hex(4)
        self.password = "geheim-" + secrets.token_hex(8)
        self.port = free_port()
        self.configuration = more_configuration
        self.process = None
        os.makedirs("/run/sshd", exist_ok=True)
        # The server's user has to get there.
        os.chmod(place, 0o755)
        os.chmod(os.path.dirname(place), 0o711)
        subprocess.run(["useradd", "-M", "-d", self.home, "-s", "/usr/sbin/nologin", self.user], check=True, capture_output=True)
        subprocess.run(["chpasswd"], input=f"{self.user}:{self.password}\n".encode(), check=True, capture_output=True)
        os.chown(self.home, pwd.getpwnam(self.user).pw_uid, -1)
        self.make_host_key()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        subprocess.run(["userdel", self.user], check=False, capture_output=True)

    def file(self, name):
        return os.path.join(self.place, name)

    def make_host_key(self):
        for kind in ("ed25519", "ecdsa"):
            for suffix in ("", ".pub"):
                if os.path.exists(self.file("host_" + kind) + suffix):
                    os.remove(self.file("host_" + kind) + suffix)
            subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", self.file("host_" + kind)], check=True)

    def fingerprint(self, kind="ed25519"):
        out = subprocess.run(["ssh-keygen", "-lf", self.file(f"host_{kind}.pub")], check=True, capture_output=True, text=True).stdout
        return out.split()[1]

    def make_user_key(self, passphrase=""):
        path = self.file("user_key")
        for suffix in ("", ".pub"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", path], check=True)
        shutil.copy(path + ".pub", self.file("authorized_keys"))
        return path

    def start(self, *more):
        lines = [f"ListenAddress 127.0.0.1:{self.port}", f"HostKey {self.file('host_ed25519')}", f"HostKey {self.file('host_ecdsa')}",
                 f"PidFile {self.file('sshd.pid')}", "StrictModes no", f"AuthorizedKeysFile {self.file('authorized_keys')}",
                 f"Subsystem sftp internal-sftp -d {self.home}", f"AllowUsers {self.user}", "PermitRootLogin no",
                 "MaxStartups 100", "LogLevel VERBOSE", *self.configuration, *more]
        if not any(line.startswith("UsePAM") for line in lines):
            lines.append("UsePAM no")
        with open(self.file("sshd_config"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        with open(self.file("sshd.log"), "ab") as log:
            # A session of its own, so that the processes of its connections can be ended with it.
            self.process = subprocess.Popen([SSHD, "-D", "-e", "-f", self.file("sshd_config")], stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, start_new_session=True)
        limit = time.monotonic() + READY_LIMIT
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as probe:
                    if probe.recv(3) == b"SSH":
                        return
            except OSError:
                pass
            if self.process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError("sshd does not start: " + open(self.file("sshd.log"), encoding="utf-8", errors="replace").read()[-2000:])
            time.sleep(0.05)

    def children(self):
        """The processes that serve connections, by the parent they were started by."""
        found, parents = [], {}
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as file:
                        parents[int(name)] = int(file.read().rsplit(")", 1)[1].split()[1])
                except (OSError, IndexError, ValueError):
                    continue
        wanted = [self.process.pid]
        while wanted:
            parent = wanted.pop()
            for pid in [pid for pid, of in parents.items() if of == parent]:
                found.append(pid)
                wanted.append(pid)
        return found

    def stop(self):
        """Ends the server with all its connections at once, as a crash does."""
        if not self.process:
            return
        for pid in [*self.children(), self.process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.process = None

    def url(self, folder="", port=None):
        return f"sftp://{self.user}@127.0.0.1:{port or self.port}/{folder}"


class Relay:
    """Passes connections on to a server and counts what comes back. when: called with the number of bytes so far; answers "cut" (the
    connection ends), "stall" (nothing goes through any more) or None."""
    def __init__(self, port, when=None):
        self.server_port, self.when = port, when
        self.to_client = 0
        self.connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.stopping = False
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stopping = True
        self.listener.close()
        self.thread.join()

    def _accept(self):
        workers = []
        while not self.stopping:
            try:
                if not select.select([self.listener], [], [], 0.1)[0]:
                    continue
                client, _ = self.listener.accept()
            except (OSError, ValueError):
                break
            self.connections += 1
            workers.append(threading.Thread(target=self._pass, args=(client,), daemon=True))
            workers[-1].start()
        for worker in workers:
            worker.join()

    def _pass(self, client):
        stalled = False
        with client:
            try:
                server = socket.create_connection(("127.0.0.1", self.server_port))
            except OSError:
                return
            with server:
                while not self.stopping:
                    try:
                        for side in select.select([client, server], [], [], 0.1)[0]:
                            data = side.recv(65536)
                            if not data:
                                return
                            if stalled:
                                continue
                            if side is client:
                                server.sendall(data)
                                continue
                            self.to_client += len(data)
                            verdict = self.when(self.to_client) if self.when else None
                            if verdict == "cut":
                                return
                            if verdict == "stall":
                                stalled = True
                                continue
                            client.sendall(data)
                    except OSError:
                        return
