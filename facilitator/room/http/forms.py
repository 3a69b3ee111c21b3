"""Bodies of requests, read within bounds; and the fields of those that a plain form sends."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from facilitator.domain.wording import say
from facilitator.room.net.admission import Refusal
from facilitator.room.net.event_streams import Receive

TOO_LONG = say("This is too long to send.")
BODY_SECONDS = 10.0
_MOST_FIELDS = 10


async def bytes_of(headers: Mapping[str, str], receive: Receive, most: int) -> bytes:
    """The whole body; refused when it is longer than `most` or comes too slowly."""
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > most:
        raise Refusal(413, "too_large", TOO_LONG)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refusal(400, "invalid", say("The connection ended halfway."))
                body += message.get("body", b"")
                if len(body) > most:
                    raise Refusal(413, "too_large", TOO_LONG)
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        sentence = say("The connection is too slow. Try again.")
        raise Refusal(408, "too_slow", sentence) from None


async def fields_of(headers: Mapping[str, str], receive: Receive, most: int) -> dict[str, str]:
    """What a plain form sends; refused when it is of another kind."""
    body = await bytes_of(headers, receive, most)
    kind = headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise Refusal(422, "invalid", say("Send the form of the page."))
    try:
        return dict(parse_qsl(body.decode("ascii"), max_num_fields=_MOST_FIELDS, errors="strict"))
    except ValueError:
        raise Refusal(400, "invalid", say("This was not understood.")) from None
