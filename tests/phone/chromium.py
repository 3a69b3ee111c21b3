"""The Chromium of this machine, without a window."""

import asyncio
import contextlib
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)


PATIENCE_MS = 60_000
"""A busy computer takes its time to bring about what a test waits for."""

expect.set_options(timeout=PATIENCE_MS)


@contextlib.contextmanager
def started() -> Iterator[Browser]:
    """A browser, ended when the block ends."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    if not found:
        pytest.fail("There is no Chromium here; type: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0], args=QUIET)
        yield browser
        browser.close()


def attend_to(browser: Browser | None) -> None:
    """Calls of this thread go to the browser; to none, others may run a loop of their own.

    Between calls Playwright marks its loop as running, though nothing of it runs.
    """
    asyncio._set_running_loop(browser._loop if browser else None)
