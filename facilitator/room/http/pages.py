"""The pages phones load: read once, sent compressed, never from anywhere else.

A page's script is one file, made of its modules when these are changed (`make scripts`) and kept
beside them: sixty phones that open a page ask for few files, and nothing has to be made where the
program runs.
"""

import gzip
import hashlib
import mimetypes
import re
from pathlib import Path
from typing import Any

import resources
from facilitator.room.host.host import Host
from facilitator.room.http.dispatch import headers_of, locale_in, refuse
from facilitator.room.messages import page_words
from facilitator.room.net.admission import Refusal
from facilitator.room.net.event_streams import Receive, Send
from facilitator.room.net.safe_headers import PAGE_POLICY

FOLDER = resources.ROOT / "phone"
MADE = FOLDER / "made"
FACES = ("Regular", "Semibold", "Bold")
DAY_SECONDS = 86_400
_INDENT = re.compile(rb"\n[ \t\n]+")

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/ttf", ".ttf")


class Page:
    """One file, ready to be sent."""

    def __init__(self, host: Host, name: str, content: bytes) -> None:
        self.host = host
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self._etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'.encode()
        self._body = gzip.compress(content, mtime=0)
        keep = DAY_SECONDS if kind.startswith("font/") else 0
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self._headers = [
            (b"content-type", f"{kind}{charset}".encode()),
            (b"etag", self._etag),
            (b"cache-control", f"max-age={keep}".encode() if keep else b"no-cache"),
            PAGE_POLICY,
        ]

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        try:
            self.host.addresses.check(headers)
        except Refusal as refusal:
            await refuse(send, refusal, locale_in(scope))
            return
        if headers.get("if-none-match", "").encode() == self._etag:
            await send({"type": "http.response.start", "status": 304, "headers": self._headers})
            await send({"type": "http.response.body", "body": b""})
            return
        length = (b"content-length", str(len(self._body)).encode())
        encoded = [*self._headers, (b"content-encoding", b"gzip"), length]
        await send({"type": "http.response.start", "status": 200, "headers": encoded})
        empty = scope["method"] == "HEAD"
        await send({"type": "http.response.body", "body": b"" if empty else self._body})


def as_sent(path: Path) -> bytes:
    """What is sent of a file, before it is compressed."""
    content = path.read_bytes()
    return _INDENT.sub(b"\n", content) if path.suffix == ".css" else content


def files() -> dict[str, Path]:
    """What the pages are made of, by its name."""
    found = (*FOLDER.glob("*.css"), *FOLDER.glob("*.html"), *MADE.glob("*.js"))
    return {place.name: place for place in sorted(found)}


def pages(host: Host) -> dict[str, Page]:
    """Every page and file by its path."""
    found = {f"/static/{name}": place for name, place in files().items()}
    for face in FACES:
        place = resources.font_path(face)
        found[f"/static/fonts/{place.name}"] = place
    named = {"/": "index.html", "/notes": "notes.html", "/remote": "remote.html"}
    found |= {path: FOLDER / name for path, name in named.items()}
    pages = {path: Page(host, place.name, as_sent(place)) for path, place in found.items()}
    return pages | {"/static/words.json": Page(host, "words.json", page_words.encoded())}
