"""A line on loopback that is as long as one likes: every byte arrives so many milliseconds after it was sent, at any rate."""
import collections
import socket
import threading
import time


class DelayedLine:
    """Passes connections on to a port of this computer. milliseconds: one way."""
    def __init__(self, port, milliseconds):
        self.server_port, self.delay = port, milliseconds / 1000
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.server_port))
            for one, other in ((client, server), (server, client)):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._pass(one, other)

    def _pass(self, source, target):
        under_way = collections.deque()
        changed = threading.Condition()

        def receive():
            data = b"x"
            while data:
                try:
                    data = source.recv(1 << 18)
                except OSError:
                    data = b""
                with changed:
                    under_way.append((time.monotonic() + self.delay, data))
                    changed.notify()

        def send():
            while True:
                with changed:
                    while not under_way:
                        changed.wait()
                    due, data = under_way.popleft()
                time.sleep(max(0, due - time.monotonic()))
                try:
                    if not data:
                        target.shutdown(socket.SHUT_WR)
                        return
                    target.sendall(data)
                except OSError:
                    return

        for work in (receive, send):
            threading.Thread(target=work, daemon=True).start()
