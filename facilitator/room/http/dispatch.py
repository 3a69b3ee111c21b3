"""The dispatcher: from a request to the one handler that may answer it, within bounds."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from facilitator import typed
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.locales import Locale, locale_of
from facilitator.domain.wording import say, told
from facilitator.room.host.host import Host
from facilitator.room.http import home_handlers
from facilitator.room.http.forms import bytes_of
from facilitator.room.http.phone_handlers import Asked
from facilitator.room.http.routes import ANYBODY, Entry
from facilitator.room.messages.phones import Sorry
from facilitator.room.net.admission import COOKIES, Caller, Refusal, cookies_in
from facilitator.room.net.browsers import called
from facilitator.room.net.event_streams import Receive, Send
from facilitator.services.people.joining import NAME_HELD, NOT_IN, NotInError
from facilitator.store.records.devices import hashed

log = logging.getLogger(__name__)

BUG = say("Something went wrong here. What you wrote is kept on this device.")
MOST_BYTES = 24_000
NOT_NOW = say(
    "The room’s computer cannot keep this just now. It stays on this device, which sends it again "
    "by itself; tell the facilitator."
)
AGAIN_SECONDS = 2.0
"""When to try again while the disk is full or does not answer, or the file is not where it was."""
GUESSER = "visit"
GUESSED_AT = ("/api/room", "/api/join", "/api/pair")

_ANSWER = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
]


class Endpoint:
    """One route as an ASGI application."""

    def __init__(self, host: Host, entry: Entry) -> None:
        self.host = host
        self.entry = entry
        self._decoder: msgspec.json.Decoder[Any] | None = (
            typed.decoder(entry.takes) if entry.takes else None
        )

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        cookies: list[str] = []
        try:
            answer = await self._answer(scope, receive, send, cookies)
            if self.entry.answers is None:
                await answer
                return
        except Refusal as refusal:
            await self._refuse(send, refusal, locale_in(scope))
            return
        except StorageError as error:
            self.host.troubles.say(error)
            away = Refusal(503, "away", NOT_NOW, AGAIN_SECONDS)
            await self._refuse(send, away, locale_in(scope))
            return
        except NotInError as out:
            gone = Refusal(401, "not_joined", out.sentence)
            await self._refuse(send, gone, locale_in(scope))
            return
        except SeminarError as refusal:
            await refuse(send, Refusal(409, "closed", refusal.sentence), locale_in(scope))
            return
        except Exception as bug:  # noqa: BLE001 - the edge: whoever asked still gets an answer
            await self._apologise(bug, scope, send)
            return
        status = 304 if answer == b"" else 200
        body = answer if isinstance(answer, bytes) else msgspec.json.encode(answer)
        await reply(send, status, body, cookies, self.host.handing_over.headers)

    async def _refuse(self, send: Send, refusal: Refusal, locale: Locale) -> None:
        """Refuse in a sentence; as a page where a page's plain form has sent something."""
        if self.entry.is_form and refusal.reason != "elsewhere":
            await home_handlers.tell(send, refusal.status, refusal.sentence, locale)
        else:
            await refuse(send, refusal, locale)

    async def _apologise(self, bug: Exception, scope: dict[str, Any], send: Send) -> None:
        log.error("A bug at %s %s.", self.entry.method, self.entry.path, exc_info=bug)
        with contextlib.suppress(RuntimeError):  # an answer had begun, as streams do
            await refuse(send, Refusal(500, "bug", BUG), locale_in(scope))

    async def _answer(
        self, scope: dict[str, Any], receive: Receive, send: Send, cookies: list[str]
    ) -> Any:
        """The answer; of a stream, what is to be awaited once nothing of this is needed any more.

        Thousands of streams are open all day, so that each should hold as little as it can.
        """
        headers = headers_of(scope)
        self.host.addresses.check(headers)
        held = cookies_in(headers.get("cookie", ""))
        caller = await self._caller(held)
        self._may(caller)
        asked = Asked(
            host=self.host,
            caller=caller,
            path=scope.get("path_params", {}),
            query=query_in(scope),
            locale=locale_in(scope, headers),
            guesser=self._guesser(caller, held, cookies),
            address=scope["client"][0] if scope["client"] else "",
            browser=called(headers.get("user-agent", "")),
            cookies=cookies,
            straight=scope["state"]["straight"],
        )
        if asked.guesser:
            self.host.rate.spend(asked.guesser, asyncio.get_running_loop().time())
        if self.entry.answers is None:
            forget_cookies(scope)
            return self.entry.does(asked, headers, receive, send)
        sent = [self._decode(await self._body(headers, receive))] if self._decoder else []
        try:
            return await self.entry.does(asked, *sent)
        except NotInError:  # of which the host had not heard
            self.host.devices.forget(caller.token)
            raise

    async def _caller(self, held: Mapping[str, str]) -> Caller:
        token = held.get(COOKIES[self.entry.role], "")
        devices = self.host.devices
        device = await (devices.remembered if self.entry.is_hot else devices.by)(token)
        return Caller(device, token) if device else Caller()

    def _may(self, caller: Caller) -> None:
        if self.entry.who == ANYBODY:
            return
        if caller.device is None:
            raise Refusal(401, "not_joined", NOT_IN)
        if caller.device.asks_for and self.entry.method != "GET":
            raise Refusal(403, "name_held", NAME_HELD)
        if caller.role not in self.entry.who:
            raise Refusal(403, "not_allowed", say("This device may not do that."))

    def _guesser(self, caller: Caller, held: Mapping[str, str], cookies: list[str]) -> str:
        """What is remembered of who asks, and how often: of a token never more than its hash."""
        if caller.token:
            return hashed(caller.token)
        return held.get(GUESSER, "")[:64] or self._new_guesser(cookies)

    def _new_guesser(self, cookies: list[str]) -> str:
        """Who comes to guess at a code gets a cookie to be known by."""
        if self.entry.path not in GUESSED_AT:
            return ""
        visit = secrets.token_urlsafe(12)
        cookies.append(f"{GUESSER}={visit}; Path=/; HttpOnly; SameSite=Strict")
        return visit

    async def _body(self, headers: Mapping[str, str], receive: Receive) -> bytes:
        """The whole body; refused when it is too long, comes too slowly or is of another kind."""
        most = self.entry.most_bytes or MOST_BYTES
        body = await bytes_of(headers, receive, most)
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise Refusal(422, "invalid", say("Send JSON."))
        return body

    def _decode(self, body: bytes) -> Any:
        assert self._decoder is not None
        try:
            return self._decoder.decode(body)
        except msgspec.ValidationError as error:
            sentence = say(
                "This was not understood: it is too long, or this page is of another version. "
                "Shorten it, or load the page again."
            )
            raise Refusal(422, "invalid", sentence) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            sentence = say("This was not understood: it is not JSON.")
            raise Refusal(400, "invalid", sentence) from error


def forget_cookies(scope: dict[str, Any]) -> None:
    """A stream is open all day: what is known of its line no longer holds a token."""
    scope["headers"][:] = [each for each in scope["headers"] if each[0] != b"cookie"]


def headers_of(scope: Mapping[str, Any]) -> dict[str, str]:
    """A request's headers by their names in small letters; the first of several of one name."""
    given = reversed(scope["headers"])
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in given}


def query_in(scope: Mapping[str, Any]) -> dict[str, str]:
    """What stands behind the question mark of a request."""
    asked = scope["query_string"]
    return dict(parse_qsl(asked.decode("latin-1"))) if asked else {}


def locale_in(scope: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Locale:
    """The language of who asks: as the page says, "lang" in the query first, else the browser.

    A stream's question can carry no header of the page's own.
    """
    held = headers_of(scope) if headers is None else headers
    asked = query_in(scope).get("lang") or held.get("accept-language", "")
    return locale_of(asked[:2].lower())


async def reply(
    send: Send,
    status: int,
    body: bytes,
    cookies: Iterable[str] = (),
    more: Iterable[tuple[bytes, bytes]] = (),
) -> None:
    """Send a whole answer."""
    headers = [
        *_ANSWER,
        (b"content-length", b"%d" % len(body)),
        *((b"set-cookie", cookie.encode()) for cookie in cookies),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def refuse(send: Send, refusal: Refusal, locale: Locale) -> None:
    """Send a refusal, with its sentence."""
    more = []
    if refusal.retry_after:
        more.append((b"retry-after", str(round(refusal.retry_after)).encode()))
    if refusal.status == HTTPStatus.REQUEST_TIMEOUT:
        more.append((b"connection", b"close"))
    body = msgspec.json.encode(Sorry(refusal.reason, told(refusal.sentence, locale)))
    await reply(send, refusal.status, body, more=more)
