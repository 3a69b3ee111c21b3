"""Backups while a room runs; beside a window, whoever finds first that one is due makes it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from facilitator.domain.errors import SeminarError
from facilitator.services.files import opening
from facilitator.store.files.file import SeminarFile
from facilitator.store.seminar_store import SeminarStore

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0


class KeepingSafe:
    """Asks every minute whether a file’s backup is due, away from whoever answers people."""

    def __init__(
        self,
        file: SeminarStore,
        read: Callable[[Callable[[], Path | None]], Awaitable[Path | None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._file = file if isinstance(file, SeminarFile) else None
        self._read = read
        self._clock = clock
        self._looked_at = float("-inf")
        self._looking: asyncio.Task[None] | None = None

    def look(self, now: float) -> None:
        """Begin to make one when a minute has passed since this was asked last."""
        under_way = self._looking is not None and not self._looking.done()
        if self._file is not None and not under_way and now - self._looked_at > LOOK_SECONDS:
            self._looked_at = now
            self._looking = asyncio.create_task(self._back_up())

    async def _back_up(self) -> None:
        try:
            if self._file is not None:
                await self._read(partial(opening.back_up_if_due, self._file, self._clock()))
        except SeminarError as error:
            log.warning("No backup was made: %s", error)

    async def stop(self) -> None:
        """Wait for what is under way."""
        if self._looking is not None:
            await self._looking
