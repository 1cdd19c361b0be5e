"""A SOCKS 5 and HTTP CONNECT proxy on loopback for tests, written from RFC 1928, RFC 1929 and RFC 9110."""
import base64
import select
import socket
import threading


def receive(connection, size):
    data = b""
    while len(data) < size:
        more = connection.recv(size - len(data))
        if not more:
            raise OSError("closed")
        data += more
    return data


class Proxy:
    """Serves until it is closed. user: empty, nobody has to sign in. answer: what it says instead of opening the way."""
    def __init__(self, kind, user="", password="", refuse=False, silent=False):
        self.kind, self.user, self.password, self.refuse, self.silent = kind, user, password, refuse, silent
        self.targets = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)   # or the waiting thread keeps it open
        self.listener.close()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            with connection:
                if self.silent:
                    connection.recv(1 << 16)
                    connection.recv(1)
                    return
                target = self.socks5(connection) if self.kind == "socks5" else self.http(connection)
                if target:
                    with socket.create_connection(target) as server:
                        self.relay(connection, server)
        except OSError:
            pass

    def socks5(self, connection):
        version, count = receive(connection, 2)
        methods = receive(connection, count)
        wanted = 2 if self.user else 0
        if version != 5 or wanted not in methods:
            connection.sendall(b"\x05\xff")
            return None
        connection.sendall(bytes([5, wanted]))
        if self.user:
            user = receive(connection, receive(connection, 2)[1])
            password = receive(connection, receive(connection, 1)[0])
            right = (user.decode(), password.decode()) == (self.user, self.password)
            connection.sendall(b"\x01\x00" if right else b"\x01\x01")
            if not right:
                return None
        _, command, _, kind = receive(connection, 4)
        assert command == 1 and kind == 3
        host = receive(connection, receive(connection, 1)[0]).decode()
        target = (host, int.from_bytes(receive(connection, 2), "big"))
        self.targets.append(target)
        if self.refuse:
            connection.sendall(b"\x05\x02\x00\x01\0\0\0\0\0\0")
            return None
        connection.sendall(b"\x05\x00\x00\x03\x04here\0\x01")
        return target

    def http(self, connection):
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            request += receive(connection, 1)
        lines = request.decode().split("\r\n")
        if self.user:
            right = "Proxy-Authorization: Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            if right not in lines:
                connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                return None
        if self.refuse:
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return None
        host, _, port = lines[0].split()[1].rpartition(":")
        self.targets.append((host, int(port)))
        connection.sendall(b"HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n")
        return self.targets[-1]

    @staticmethod
    def relay(one, other):
        pairs = {one: other, other: one}
        while True:
            for ready in select.select(list(pairs), [], [], 60)[0]:
                data = ready.recv(1 << 16)
                if not data:
                    return
                pairs[ready].sendall(data)
