"""An SFTP server (version 3) that lies, for ForceCommand of sshd: hostile_server.py dots|nameless|huge
dots: a folder that goes on and on with "."; nameless: one that goes on and on with entries without attributes; huge: one delivery of the largest
size there is."""
import struct
import sys

INIT, OPENDIR, READDIR = 1, 11, 12
VERSION, STATUS, HANDLE, NAME, ATTRS = 2, 101, 102, 104, 105
OK, END = 0, 1
LARGEST = (1 << 63) - 1


def string(data):
    return struct.pack(">I", len(data)) + data


def send(kind, body):
    sys.stdout.buffer.write(struct.pack(">IB", len(body) + 1, kind) + body)
    sys.stdout.buffer.flush()


def attributes(size=None):
    if size is None:
        return struct.pack(">I", 0)
    return struct.pack(">IQIII", 1 | 4 | 8, size, 0o100644, 1_700_000_000, 1_700_000_000)


def names(mode, turn):
    if mode == "huge":
        return string(b"202503030000-TeleMessage_1_235959.zip") + string(b"") + attributes(LARGEST) if turn == 0 else None
    if mode == "dots":
        return (string(b".") + string(b"") + attributes()) * 10_000
    return b"".join(string(b"n%d" % number) + string(b"") + attributes() for number in range(turn * 10_000, (turn + 1) * 10_000))


def main(mode):
    source, turn = sys.stdin.buffer, 0
    while True:
        head = source.read(4)
        if len(head) < 4:
            return
        packet = source.read(struct.unpack(">I", head)[0])
        kind, request = packet[0], packet[1:5]
        if kind == INIT:
            send(VERSION, struct.pack(">I", 3))
        elif kind == OPENDIR:
            turn = 0
            send(HANDLE, request + string(b"h"))
        elif kind == READDIR:
            listed = names(mode, turn)
            turn += 1
            count = 1 if mode == "huge" else 10_000
            send(NAME, request + struct.pack(">I", count) + listed) if listed else send(STATUS, request + struct.pack(">I", END) + string(b"") * 2)
        elif kind in (7, 8, 17):  # STAT, LSTAT, FSTAT
            send(ATTRS, request + struct.pack(">IQIII", 1 | 4 | 8, 0, 0o040755, 1_700_000_000, 1_700_000_000))
        else:
            send(STATUS, request + struct.pack(">I", OK) + string(b"") * 2)


main(sys.argv[1])
