"""The dispatcher: from a request to the one handler that may answer it, within bounds."""

import asyncio
import logging
import secrets
from collections.abc import Iterable
from typing import Any

import msgspec
from starlette.datastructures import Headers, QueryParams

from facilitator.domain.errors import SeminarError
from facilitator.room.door import Caller, Refusal, token_in
from facilitator.room.handlers import Asked
from facilitator.room.host import Host
from facilitator.room.live import Receive, Send
from facilitator.room.messages import Sorry
from facilitator.room.routes import ANYBODY, Entry

log = logging.getLogger(__name__)

MOST_BYTES = 24_000
BODY_SECONDS = 10.0
GUESSER = "visit"

POLICY = (
    b"default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    b"frame-ancestors 'none'; object-src 'none'"
)
SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", POLICY),
]


class Endpoint:
    """One route as an ASGI application."""

    def __init__(self, host: Host, entry: Entry) -> None:
        self.host = host
        self.entry = entry
        self._decoder: msgspec.json.Decoder[Any] | None = (
            msgspec.json.Decoder(entry.takes) if entry.takes else None
        )

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        cookies: list[str] = []
        try:
            answer = await self._answer(scope, receive, send, cookies)
        except Refusal as refusal:
            await refuse(send, refusal)
            return
        except SeminarError as refusal:
            await refuse(send, Refusal(409, "closed", str(refusal)))
            return
        if answer is None:
            return
        status = 304 if answer == b"" else 200
        body = answer if isinstance(answer, bytes) else msgspec.json.encode(answer)
        await reply(send, status, body, cookies)

    async def _answer(
        self, scope: dict[str, Any], receive: Receive, send: Send, cookies: list[str]
    ) -> Any:
        headers = Headers(scope=scope)
        self.host.addresses.check(headers)
        caller = await self._caller(headers)
        self._may(caller)
        asked = Asked(
            host=self.host,
            caller=caller,
            path=scope.get("path_params", {}),
            query=dict(QueryParams(scope["query_string"])),
            guesser=self._guesser(headers, cookies),
            cookies=cookies,
        )
        if self.entry.answers is None:
            await self.entry.does(asked, headers, receive, send)
            return None
        if self.entry.method != "GET":
            self.host.rate.spend(caller.token or asked.guesser, asyncio.get_running_loop().time())
        if self._decoder is None:
            return await self.entry.does(asked)
        return await self.entry.does(asked, self._decode(await _body(headers, receive)))

    async def _caller(self, headers: Headers) -> Caller:
        token = token_in(headers.get("cookie", ""), self.entry.role)
        device = await self.host.who(token)
        return Caller(device, token) if device else Caller()

    def _may(self, caller: Caller) -> None:
        if self.entry.who == ANYBODY:
            return
        if caller.device is None:
            raise Refusal(401, "not_joined", "Join the room first: scan the code on the projector.")
        if caller.role not in self.entry.who:
            raise Refusal(403, "not_allowed", "This device may not do that.")

    def _guesser(self, headers: Headers, cookies: list[str]) -> str:
        """Who is guessing at codes: a cookie of its own, since a room shares one address."""
        for part in headers.get("cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == GUESSER and value:
                return value[:64]
        visit = secrets.token_urlsafe(12)
        if self.entry.path in ("/api/join", "/api/pair"):
            cookies.append(f"{GUESSER}={visit}; Path=/; HttpOnly; SameSite=Strict")
        return visit

    def _decode(self, body: bytes) -> Any:
        assert self._decoder is not None
        try:
            return self._decoder.decode(body)
        except msgspec.ValidationError as error:
            raise Refusal(422, "invalid", f"This was not understood: {error}.") from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Refusal(400, "invalid", "This was not understood: it is not JSON.") from error


async def _body(headers: Headers, receive: Receive) -> bytes:
    """The whole body; refused when it is too long or comes too slowly."""
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refusal(422, "invalid", "Send JSON.")
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > MOST_BYTES:
        raise Refusal(413, "too_large", "This is too long to send.")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refusal(400, "invalid", "The connection ended halfway.")
                body += message.get("body", b"")
                if len(body) > MOST_BYTES:
                    raise Refusal(413, "too_large", "This is too long to send.")
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        raise Refusal(408, "too_slow", "The connection is too slow. Try again.") from None


async def reply(
    send: Send,
    status: int,
    body: bytes,
    cookies: Iterable[str] = (),
    more: Iterable[tuple[bytes, bytes]] = (),
) -> None:
    """Send a whole answer."""
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *SECURITY,
        *((b"set-cookie", cookie.encode()) for cookie in cookies),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def refuse(send: Send, refusal: Refusal) -> None:
    """Send a refusal, with its sentence."""
    more = []
    if refusal.retry_after:
        more.append((b"retry-after", str(round(refusal.retry_after)).encode()))
    body = msgspec.json.encode(Sorry(refusal.reason, refusal.sentence))
    await reply(send, refusal.status, body, more=more)
