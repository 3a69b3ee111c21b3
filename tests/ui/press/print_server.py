"""A print server that says what a test has it say: enough of IPP (RFC 8010) for CUPS's library."""

import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

GET_JOB, GET_PRINTER, CREATE_JOB, SEND_DOCUMENT = 0x0009, 0x000B, 0x0005, 0x0006
OK, NOT_FOUND, NOT_ACCEPTING = 0x0000, 0x0406, 0x0506
_JOB, _PRINTER = 0x02, 0x04
_INTEGER, _BOOLEAN, _ENUM, _TEXT, _NAME, _KEYWORD, _URI = 0x21, 0x22, 0x23, 0x41, 0x42, 0x44, 0x45

Attributes = list[tuple[int, str, list[int | str | bool]]]


@dataclass
class Printer:
    """How it stands with a printer and the only job it has, and what it was sent."""

    state: int = 3
    reasons: list[str] = field(default_factory=lambda: ["none"])
    words: str = ""
    job_state: int = 5
    refuses: int = OK
    asked: list[int] = field(default_factory=list)
    options: dict[str, list[bytes]] = field(default_factory=dict)
    document: bytes = b""

    def answer(self, asked: int) -> tuple[int, int, Attributes]:
        """A status, and attributes of a group."""
        self.asked.append(asked)
        if asked == CREATE_JOB:
            if self.refuses:
                return self.refuses, _JOB, []
            made: Attributes = [(_INTEGER, "job-id", [7]), (_URI, "job-uri", ["ipp://here/jobs/7"])]
            return OK, _JOB, [*made, (_ENUM, "job-state", [3])]
        if asked == GET_JOB:
            if not self.job_state:
                return NOT_FOUND, _JOB, []
            return OK, _JOB, [(_ENUM, "job-state", [self.job_state])]
        return OK, _PRINTER, self._described() if asked != SEND_DOCUMENT else []

    def _described(self) -> Attributes:
        return [
            (_NAME, "printer-name", ["Office"]),
            (_URI, "printer-uri-supported", ["ipp://localhost/printers/Office"]),
            (_URI, "device-uri", ["file:/dev/null"]),
            (_ENUM, "printer-type", [4]),
            (_BOOLEAN, "printer-is-accepting-jobs", [True]),
            (_ENUM, "printer-state", [self.state]),
            (_KEYWORD, "printer-state-reasons", [*self.reasons]),
            (_TEXT, "printer-state-message", [self.words]),
            (_ENUM, "operations-supported", [CREATE_JOB, SEND_DOCUMENT, GET_JOB, GET_PRINTER]),
            (_KEYWORD, "ipp-versions-supported", ["2.0"]),
        ]


@contextmanager
def printing_on(printer: Printer) -> Iterator[int]:
    """The port that it is reached at."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = b"".join(self._parts())
            asked, number = struct.unpack(">HI", request[2:8])
            if asked == CREATE_JOB:
                printer.options = dict(_attributes_of(request))
            elif asked == SEND_DOCUMENT:
                printer.document = request[request.index(b"%PDF") :]
            status, group, attributes = printer.answer(asked)
            body = _encoded(status, number, group, attributes)
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _parts(self) -> Iterator[bytes]:
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                yield self.rfile.read(int(self.headers["Content-Length"]))
                return
            while size := int(self.rfile.readline(), 16):
                yield self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _encoded(status: int, number: int, group: int, attributes: Attributes) -> bytes:
    head: Attributes = [
        (0x47, "attributes-charset", ["utf-8"]),
        (0x48, "attributes-natural-language", ["en"]),
    ]
    told = b"".join(_attribute(*each) for each in attributes)
    of_all = b"\1" + b"".join(_attribute(*each) for each in head)
    return struct.pack(">HHI", 0x0200, status, number) + of_all + bytes([group]) + told + b"\3"


def _attribute(tag: int, name: str, values: list[int | str | bool]) -> bytes:
    told = b""
    for place, value in enumerate(values):
        called = name.encode() if not place else b""
        if isinstance(value, bool):
            said = bytes([value])
        else:
            said = struct.pack(">i", value) if isinstance(value, int) else value.encode()
        told += struct.pack(">BH", tag, len(called)) + called
        told += struct.pack(">H", len(said)) + said
    return told


def _attributes_of(request: bytes) -> Mapping[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    at, name = 8, ""
    while (tag := request[at]) != 0x03:
        at += 1
        if tag < 0x10:
            continue
        length = int.from_bytes(request[at : at + 2])
        name = request[at + 2 : at + 2 + length].decode() or name
        at += 2 + length
        length = int.from_bytes(request[at : at + 2])
        found.setdefault(name, []).append(request[at + 2 : at + 2 + length])
        at += 2 + length
    return found
