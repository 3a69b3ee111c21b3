"""The application a web server runs: pages, the API, and its description of itself."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from facilitator.domain.wording import say
from facilitator.room.host.host import Host
from facilitator.room.http.dispatch import BUG, Endpoint, headers_of, locale_in, refuse, reply
from facilitator.room.http.openapi import describe
from facilitator.room.http.pages import pages
from facilitator.room.http.routes import ROUTES
from facilitator.room.messages.phones import Sorry
from facilitator.room.net.admission import Refusal
from facilitator.room.net.event_streams import Receive, Send, Sending

log = logging.getLogger(__name__)


class Room:
    """The room as an ASGI application; it tells and sweeps for as long as it is served.

    What phones ask all day is found by one look at a table, and all else by Starlette's routing,
    which tries every route in turn.
    """

    def __init__(self, host: Host) -> None:
        endpoints = [(entry, Endpoint(host, entry)) for entry in ROUTES]
        self._straight = {(entry.method, entry.path): endpoint for entry, endpoint in endpoints}
        routes = [Route(path, page, methods=["GET"]) for path, page in pages(host).items()]
        routes += [Route(e.path, endpoint, methods=[e.method]) for e, endpoint in endpoints]
        routes.append(Route("/api/openapi.json", _Description(host)))
        self._otherwise = Starlette(
            routes=routes,
            lifespan=lambda _app: _serving(host),
            exception_handlers={HTTPException: _not_here, Exception: _bug},
        )
        # Nobody is sent on to a path with a slash: it would be to whatever host was asked for.
        self._otherwise.router.redirect_slashes = False

    def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> Sending:
        straight = self._straight.get((scope.get("method", ""), scope.get("path", "")))
        return (straight or self._otherwise)(scope, receive, send)


@contextlib.asynccontextmanager
async def _serving(host: Host) -> AsyncIterator[None]:
    host.notices.begin()
    await host.tell()
    running = [asyncio.create_task(host.run()), asyncio.create_task(host.notes.run())]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await host.stop()


class _Description:
    """The API's description of itself, for whoever asks at an address of the room."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._said = msgspec.json.encode(describe())

    async def __call__(self, scope: dict[str, Any], _receive: Receive, send: Send) -> None:
        try:
            self._host.addresses.check(headers_of(scope))
        except Refusal as refusal:
            await refuse(send, refusal, locale_in(scope))
        else:
            await reply(send, 200, self._said)


async def _not_here(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = say("There is nothing at this address.")
    sorry = Sorry("gone", sentence.in_(locale_in(request.scope)))
    return Response(
        msgspec.json.encode(sorry),
        status_code=error.status_code,
        headers=error.headers,
        media_type="application/json",
    )


async def _bug(request: Request, error: Exception) -> Response:
    log.error("A bug: what was asked could not be answered.", exc_info=error)
    sorry = Sorry("bug", BUG.in_(locale_in(request.scope)))
    return Response(msgspec.json.encode(sorry), status_code=500, media_type="application/json")
