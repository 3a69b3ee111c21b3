"""What is half typed: kept in the file by each window's session, outside the record.

A window that comes back takes its session up, and finds its line. What was kept by a session that
nobody goes on with is taken up by the next window that looks.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.store.merging.kept_facts import by_session, forget_of
from facilitator.store.records.facts import Fact
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


class Typed(Protocol):
    """A line."""

    @property
    def words(self) -> str: ...


T = TypeVar("T", bound=Typed)


@dataclass(frozen=True, slots=True)
class HalfTyped(Generic[T]):
    """Where the line in a field is kept, and those behind it that could not be written."""

    draft: Fact[T]
    lines: Fact[tuple[T, ...]]

    def kept(self, file: SeminarStore) -> tuple[T, ...]:
        """What this session keeps: the line for the field, empty where nothing was typed, and those
        behind it.
        """
        with file.read() as reader:
            return self._own(reader)

    def keep(self, file: SeminarStore, typed: tuple[T, ...], *, now: datetime) -> None:
        """Keep this of the session: no revision, nothing to undo. Who only looks need not be told
        that nothing of theirs can be kept.
        """
        if file.only_looks and not any(line.words.strip() for line in typed):
            return
        with file.write(Verb.KEEP, now) as writer:
            writer.note_fact(self.draft, typed[0])
            if (lines := typed[1:]) != writer.fact(self.lines):
                writer.note_fact(self.lines, lines)

    def taken_up(
        self, file: SeminarStore, others: Collection[str], *, now: datetime
    ) -> tuple[T, ...]:
        """What this session keeps, and behind it whatever sessions kept that are over; it is this
        session's from now on. `others` are those that go on elsewhere, or will.
        """
        with file.read() as reader:
            mine, left = self._own(reader), self._left(reader, others)
            together = self._together(reader, left)
        if not left or file.only_looks:
            return mine
        try:
            with file.write(Verb.KEEP, now) as writer:
                left = self._left(writer, others)
                together = self._together(writer, left)
                writer.note_fact(self.draft, together[0])
                writer.note_fact(self.lines, together[1:])
                for session in left:
                    forget_of(writer, self.draft, session)
                    forget_of(writer, self.lines, session)
        except SeminarError:
            return together  # it stays where it was as well, until something can be written
        return together

    def _own(self, reader: Reader) -> tuple[T, ...]:
        draft, lines = reader.fact(self.draft), reader.fact(self.lines)
        return lines if lines and not draft.words.strip() else (draft, *lines)

    def _left(self, reader: Reader, others: Collection[str]) -> tuple[str, ...]:
        """The sessions that kept something and are over, none's first."""
        kept = {*by_session(reader, self.draft), *by_session(reader, self.lines)}
        return tuple(sorted(kept - {reader.session, *others}))

    def _together(self, reader: Reader, left: Collection[str]) -> tuple[T, ...]:
        """All lines with words, each once; where there are none, the place where one was typed."""
        every = (reader.session, *left)
        lines = dict.fromkeys(line for line in self._of(reader, every) if line.words.strip())
        if lines:
            return tuple(lines)
        places = by_session(reader, self.draft)
        return (next((places[each] for each in every if each in places), self.draft.default),)

    def _of(self, reader: Reader, sessions: Collection[str]) -> Iterator[T]:
        drafts, lines = by_session(reader, self.draft), by_session(reader, self.lines)
        for session in sessions:
            if session in drafts:
                yield drafts[session]
            yield from lines.get(session, ())
