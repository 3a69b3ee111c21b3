"""The Chromium of this machine, without a window."""

import asyncio
import contextlib
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.patience import PATIENCE_MS

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)


expect.set_options(timeout=PATIENCE_MS)


@contextlib.contextmanager
def started() -> Iterator[Browser]:
    """A browser, ended when the block ends."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    if not found:
        pytest.fail("There is no Chromium here; type: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found[0], args=QUIET, timeout=PATIENCE_MS
        )
        yield browser
        browser.close()


def context_of(browser: Browser, **more: Any) -> BrowserContext:
    """A browser of somebody's own, with cookies and storage, in which things are waited for."""
    context = browser.new_context(**more)
    context.set_default_timeout(PATIENCE_MS)
    return context


def attend_to(browser: Browser | None) -> None:
    """Calls of this thread go to the browser; to none, others may run a loop of their own.

    Between calls Playwright marks its loop as running, though nothing of it runs.
    """
    asyncio._set_running_loop(browser._loop if browser else None)
