"""Browsers are put away with nothing on its way: what a test sent has arrived before the next."""

import contextlib

from playwright.sync_api import BrowserContext, Error, Route


def leave(context: BrowserContext) -> None:
    """Close a browser once all that its open pages had sent was answered; they send nothing more.

    A page gives up waiting by itself, so that this ends even where no room is left.
    """
    context.route("**/*", _stop)
    for page in context.pages:
        page.evaluate("0")  # after whatever the page sent before nothing more got through
        for request in page.requests():
            if request.method != "GET":
                request.response()
    context.close()


def _stop(route: Route) -> None:
    with contextlib.suppress(Error):  # its page closed meanwhile
        route.abort()
