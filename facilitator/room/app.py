"""The application a web server runs: pages, the API, and its description of itself."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from facilitator.room.api import Endpoint
from facilitator.room.host import Host
from facilitator.room.messages import Sorry
from facilitator.room.openapi import describe
from facilitator.room.pages import pages
from facilitator.room.routes import ROUTES

log = logging.getLogger(__name__)


def build(host: Host) -> Starlette:
    """The room as an ASGI application; it tells and sweeps for as long as it is served."""
    routes = [Route(path, page) for path, page in pages(host).items()]
    routes += [Route(entry.path, Endpoint(host, entry), methods=[entry.method]) for entry in ROUTES]
    routes.append(Route("/api/openapi.json", _description))
    return Starlette(
        routes=routes,
        lifespan=lambda _app: _serving(host),
        exception_handlers={HTTPException: _not_here, Exception: _bug},
    )


@contextlib.asynccontextmanager
async def _serving(host: Host) -> AsyncIterator[None]:
    await host.tell()
    running = asyncio.create_task(host.run())
    try:
        yield
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        await host.stop()


async def _description(_request: Request) -> Response:
    return Response(msgspec.json.encode(describe()), media_type="application/json")


async def _not_here(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sorry = Sorry("gone", "There is nothing at this address.")
    return Response(
        msgspec.json.encode(sorry),
        status_code=error.status_code,
        headers=error.headers,
        media_type="application/json",
    )


async def _bug(_request: Request, error: Exception) -> Response:
    log.error("A bug: what was asked could not be answered.", exc_info=error)
    sorry = Sorry("bug", "Something went wrong here. What you wrote is kept on this device.")
    return Response(msgspec.json.encode(sorry), status_code=500, media_type="application/json")
