"""The page that people take home: as a page to read, and as PDF to keep."""

import html
from collections.abc import Mapping

from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Locale
from facilitator.domain.wording import Text, say, told
from facilitator.room.host.host import utc_now
from facilitator.room.http.forms import fields_of
from facilitator.room.http.phone_handlers import Asked
from facilitator.room.net.event_streams import Receive, Send
from facilitator.services.people.joining import NotInError
from facilitator.services.responses import commenting
from facilitator.services.responses.commenting import LONGEST

NOT_YET = say(
    "The page of the day is made at its close. Open it again when the room says that it is there."
)
_POLICY = (
    b"content-security-policy",
    (
        b"default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
        b"form-action 'self'; frame-ancestors 'none'"
    ),
)
MOST_FORM_BYTES = 4 * 3 * LONGEST + 1000
"""Letters outside ASCII are of up to four bytes, and of each a form makes three."""
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
    """What came out of the day, on one page to keep; in large print on more."""
    found = await asked.host.home_pages.of(asked.locale)
    if found is None:
        await _not_yet(asked, send)
        return
    kept_as = (b"content-disposition", b'attachment; filename="page.pdf"')
    kept = found.large if asked.query.get("print") == "large" else found.pdf
    await _send(send, 200, kept, (b"content-type", b"application/pdf"), kept_as)


async def comment(asked: Asked, headers: Mapping[str, str], receive: Receive, send: Send) -> None:
    """Keep what somebody who joined writes about the page, as a plain form sends it."""
    try:
        sent = await fields_of(headers, receive, MOST_FORM_BYTES)
        words, may_print = sent.get("words", ""), "print" in sent
        said = await asked.do(
            lambda writer, device: commenting.comment(
                writer, device, words, may_print=may_print, now=utc_now()
            )
        )
    except NotInError:
        raise
    except SeminarError as refused:
        await tell(send, 409, refused.sentence, asked.locale)
        return
    await tell(send, 200, said, asked.locale)


async def _not_yet(asked: Asked, send: Send) -> None:
    """Whoever scanned the code of another day, or keeps the address, reads a sentence."""
    await tell(send, 409, NOT_YET, asked.locale)


async def tell(send: Send, status: int, sentence: Text, locale: Locale) -> None:
    """Send a sentence as a page by itself, with the way back to the page of the day."""
    words = html.escape(told(sentence, locale))
    back = html.escape(say("The page of the day").in_(locale))
    page = (
        f'<!doctype html><html lang="{locale.tag}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words}</title><style>body {{ font: 1.2em/1.5 sans-serif; margin: 2em }}</style>"
        f'</head><body><p>{words}</p><p><a href="/page?lang={locale.code}">{back}</a></p>'
        "</body></html>"
    )
    await _send(send, status, page.encode(), _HTML)


async def _send(send: Send, status: int, content: bytes, *about: tuple[bytes, bytes]) -> None:
    headers = [
        *about,
        (b"content-length", b"%d" % len(content)),
        (b"cache-control", b"private, no-cache"),
        _POLICY,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
