"""Whom a paper seems to name: a sentence for each passage, with the way to it, before printing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.names import Passage, names_in
from facilitator.domain.report.summary import Summary
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import Listed, Message, say
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class Naming:
    """A passage that seems to name somebody, as a sentence, and the record it is in."""

    said: Message
    record: Change


def named_on(reader: Reader, summary: Summary) -> tuple[Naming, ...]:
    """What a summary would print that seems to name people on the list."""
    places = dict(_places(summary))
    by_passage: dict[Passage, list[str]] = {}
    for found in names_in(places, reader.every(Participant)):
        by_passage.setdefault(found.passage, []).append(found.words)
    return tuple(_naming(passage, words, *places[passage]) for passage, words in by_passage.items())


def _naming(
    passage: Passage, words: Sequence[str], place: str, screen: Message, kind: Kind
) -> Naming:
    said = say(
        "{words} in record {id} ({place}) may be somebody on the list. Look at it in {screen}.",
        words=Listed(f"“{word}”" for word in dict.fromkeys(words)),
        id=passage.id[:8],
        place=place,
        screen=screen,
    )
    return Naming(said, Change(kind, passage.id))


def named_in(file: SeminarStore, summary: Summary) -> tuple[Message, ...]:
    """The same, for a summary of that file."""
    with file.read() as reader:
        return tuple(naming.said for naming in named_on(reader, summary))


_RUN, _NOTES, _PREPARE = say("Run"), say("Notes"), say("Prepare")


def _places(summary: Summary) -> Iterator[tuple[Passage, tuple[str, Message, Kind]]]:
    """Everything that people wrote and that is printed, with where it stands and where to mend
    it.
    """
    for part in summary.asked:
        for response in part.responses:
            words = f"{response.words}\n{response.attribution}"
            yield Passage(response.id, words), (part.question.wording, _RUN, Kind.RESPONSE)
    for group in summary.breakouts:
        for line in group.notes:
            words = "\n".join((line.note.words, line.note.owner, *line.note.tags))
            yield Passage(line.note.id, words), (group.title, _NOTES, Kind.NOTE)
    for poll in summary.polls:
        for known in poll.rounds:
            said = [known.round.reason, *(word for word, _ in known.tally.words)]
            yield Passage(known.round.id, "\n".join(said)), (poll.poll.title, _RUN, Kind.ROUND)
    for theme in summary.themes:
        yield (
            Passage(theme.id, f"{theme.name}\n{theme.description}"),
            (theme.name, _PREPARE, Kind.THEME),
        )
