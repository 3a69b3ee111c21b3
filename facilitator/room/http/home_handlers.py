"""The page that people take home: as a page to read, and as PDF to keep."""

import html
from collections.abc import Mapping

from facilitator.domain.wording import say
from facilitator.room.http.phone_handlers import Asked
from facilitator.room.net.event_streams import Receive, Send

NOT_YET = say(
    "The page of the day is made at its close. Open it again when the room says that it is there."
)
_POLICY = (
    b"content-security-policy",
    (
        b"default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
        b"form-action 'none'; frame-ancestors 'none'"
    ),
)
_HTML = (b"content-type", b"text/html; charset=utf-8")


async def page(asked: Asked, _headers: Mapping[str, str], _receive: Receive, send: Send) -> None:
    """What came out of the day, on one page to read."""
    found = await asked.host.home_pages.of(asked.locale)
    if found is None:
        await _not_yet(asked, send)
        return
    await _send(send, 200, found.html, _HTML, (b"content-encoding", b"gzip"))


async def page_pdf(
    asked: Asked, _headers: Mapping[str, str], _receive: Receive, send: Send
) -> None:
    """What came out of the day, on one page to keep."""
    found = await asked.host.home_pages.of(asked.locale)
    if found is None:
        await _not_yet(asked, send)
        return
    kept_as = (b"content-disposition", b'attachment; filename="page.pdf"')
    await _send(send, 200, found.pdf, (b"content-type", b"application/pdf"), kept_as)


async def _not_yet(asked: Asked, send: Send) -> None:
    """Whoever scanned the code of another day, or keeps the address, reads a sentence."""
    told = html.escape(NOT_YET.in_(asked.locale))
    page = (
        f'<!doctype html><html lang="{asked.locale.tag}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{told}</title><style>body {{ font: 1.2em/1.5 sans-serif; margin: 2em }}</style>"
        f"</head><body><p>{told}</p></body></html>"
    )
    await _send(send, 409, page.encode(), _HTML)


async def _send(send: Send, status: int, content: bytes, *about: tuple[bytes, bytes]) -> None:
    headers = [
        *about,
        (b"content-length", b"%d" % len(content)),
        (b"cache-control", b"private, no-cache"),
        _POLICY,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
