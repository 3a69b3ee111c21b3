"""Whom a paper seems to name: a sentence for each passage, with the way to it, before printing."""

from collections.abc import Iterator

from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.names import Passage, names_in
from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import Listed, Message, say
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


def named_on(reader: Reader, summary: Summary) -> tuple[Message, ...]:
    """What a summary would print that seems to name people on the list."""
    places = dict(_places(summary))
    by_passage: dict[Passage, list[str]] = {}
    for found in names_in(places, reader.every(Participant)):
        by_passage.setdefault(found.passage, []).append(found.words)
    return tuple(
        say(
            "{words} in record {id} ({place}) may be somebody on the list. Look at it in {screen}.",
            words=Listed(f"“{word}”" for word in dict.fromkeys(words)),
            id=passage.id[:8],
            place=places[passage][0],
            screen=places[passage][1],
        )
        for passage, words in by_passage.items()
    )


def named_in(file: SeminarStore, summary: Summary) -> tuple[Message, ...]:
    """The same, for a summary of that file."""
    with file.read() as reader:
        return named_on(reader, summary)


_RUN, _NOTES, _PREPARE = say("Run"), say("Notes"), say("Prepare")


def _places(summary: Summary) -> Iterator[tuple[Passage, tuple[str, Message]]]:
    """Everything that people wrote and that is printed, with where it stands and where to mend
    it.
    """
    for part in (*summary.questions, *summary.reflections, *summary.evaluations):
        for response in part.responses:
            words = f"{response.words}\n{response.attribution}"
            yield Passage(response.id, words), (part.question.wording, _RUN)
    for group in summary.breakouts:
        for line in group.notes:
            words = "\n".join((line.note.words, line.note.owner, *line.note.tags))
            yield Passage(line.note.id, words), (group.title, _NOTES)
    for poll in summary.polls:
        for known in poll.rounds:
            said = [known.round.reason, *(word for word, _ in known.tally.words)]
            yield Passage(known.round.id, "\n".join(said)), (poll.poll.title, _RUN)
    for theme in summary.themes:
        yield Passage(theme.id, f"{theme.name}\n{theme.description}"), (theme.name, _PREPARE)
