"""Drafting: a theme becomes a finding of the seminar's own, and the finding goes into a vote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.passages import normal
from facilitator.domain.polls.polls import Item, Method, Poll, Round
from facilitator.domain.seminar.agenda import DayState, Segment, SegmentKind, between
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.seminar.running import sheet_in
from facilitator.store.files.file import new_id
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

NO_WORDS = say("The finding has no words yet: write it first.")
OWN_WORDS = say(
    "These words were written on this computer: whoever reads at another one marks there, with K, "
    "that they have read them."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A theme's finding, and the titles of the segments that it is voted on in."""

    finding: Finding
    votes: tuple[str, ...] = ()


def drafts(file: SeminarStore) -> dict[str, Draft]:
    """The finding drafted from each theme, by theme id."""
    with file.read() as reader:
        polls, segments = reader.every(Poll), reader.every(Segment)
        return {
            finding.theme_id: Draft(finding, _votes_on(finding, polls, segments))
            for finding in reversed(reader.every(Finding))
            if _is_drafted(finding)
        }


def _is_drafted(finding: Finding) -> bool:
    """Whether it was made here from a theme: what the template brought has an origin."""
    return bool(finding.theme_id) and not finding.origin


def _votes_on(
    finding: Finding, polls: Sequence[Poll], segments: Sequence[Segment]
) -> tuple[str, ...]:
    ids = {poll.id for poll in polls if poll.finding_id == finding.id}
    return tuple(segment.title for segment in segments if ids & set(segment.poll_ids))


def draft(file: SeminarStore, theme: Theme, *, now: datetime) -> Finding:
    """The theme's finding; where it has none, a new one in the words that say what belongs there.

    It keeps the theme, and so all the passages that it stands on.
    """
    with file.read() as reader:
        found = next(filter(_is_drafted, reader.every(Finding, theme_id=theme.id)), None)
    if found is not None:
        return found
    id = new_id()
    with file.write(Verb.ADD, now, on=(id,)) as writer:
        kept, others = writer.get(Theme, theme.id), writer.every(Finding)
        finding = Finding(
            id=id,
            position=between(others[-1].position if others else None, None),
            label=kept.name,
            wording=kept.description or kept.name,
            theme_id=kept.id,
        )
        writer.put(finding)
    return finding


def word(file: SeminarStore, finding: Finding, wording: str, *, now: datetime) -> None:
    """Say the finding in other words; a poll on it that nobody voted on yet says the same."""
    said = replace(finding, wording=normal(wording).strip())
    with file.write(Verb.CHANGE, now, on=(finding.id,)) as writer:
        writer.refuse_unknown(Finding, finding.id)
        writer.put(said, seen=finding)
        for poll in writer.every(Poll, finding_id=finding.id):
            if said.wording and poll.wording == finding.wording and not _was_voted_on(writer, poll):
                writer.put(replace(poll, wording=said.wording))


def read(file: SeminarStore, finding: Finding, *, now: datetime) -> None:
    """Mark that a second person has read the finding in these words; where that is marked, take it
    back. Other words have to be read anew.

    Raises SeminarError where it has no words, and where these are of whoever works at this computer
    while somebody else reads at another: they neither mark nor take back.
    """
    words = "" if finding.is_read else finding.wording
    if not finding.wording.strip():
        raise SeminarError(NO_WORDS)
    verb = Verb.READ_FINDING if words else Verb.UNREAD_FINDING
    with file.write(verb, now, on=(finding.id,)) as writer:
        kept = writer.get(Finding, finding.id)
        if _are_own(writer, kept, file.device):
            raise SeminarError(OWN_WORDS)
        writer.put(replace(finding, read_as=words), seen=finding)


def _are_own(reader: Reader, finding: Finding, here: str) -> bool:
    """Whether a finding was worded here while others read elsewhere. Where nobody does two people
    may share this computer: who of them presses is not known.
    """
    readers = {*codings.readers_of_groups(reader), *codings.how_many_read(reader)}
    said = "", ""
    for revision in sorted(reader.history(finding.id), key=lambda each: (each.clock, each.id)):
        record = record_in(revision) if revision.content is not None else None
        if isinstance(record, Finding) and record.wording != said[0]:
            said = record.wording, revision.device
    return bool(readers - {here}) and said == (finding.wording, here)


def put_to_vote(file: SeminarStore, finding: Finding, *, now: datetime) -> Segment:
    """Have the room vote on the finding, on the agree scale, in the vote that comes next.

    Returns that segment. Threshold, quorum, secrecy and splits are those of the other findings
    there. Raises SeminarError without words, without a vote to come, or where it is in it already.
    """
    with file.write(Verb.ADD, now, on=(finding.id,)) as writer:
        kept = writer.get(Finding, finding.id)
        if not kept.wording.strip():
            raise SeminarError(NO_WORDS)
        segment = _next_vote(writer, now)
        there = [poll for id in segment.poll_ids if (poll := writer.find(Poll, id))]
        poll = _poll_on(writer, kept, there)
        if poll.id in segment.poll_ids:
            raise SeminarError(
                say("“{name}” is in “{vote}” already.", name=kept.label, vote=segment.title)
            )
        writer.put(poll)
        writer.put(replace(segment, poll_ids=(*segment.poll_ids, poll.id)))
    return segment


def _next_vote(reader: Reader, now: datetime) -> Segment:
    """The first vote that comes after what runs now; without one, the vote that runs now."""
    sheet = sheet_in(reader, now)
    segments = [line.segment for line in sheet.lines]
    here = segments.index(sheet.current) if sheet.current in segments else -1
    votes = [each for each in segments[here + 1 :] if each.kind is SegmentKind.VOTE]
    if not votes and sheet.current and sheet.current.kind is SegmentKind.VOTE:
        votes = [sheet.current]
    if not votes or sheet.state is DayState.FINISHED:
        raise SeminarError(
            say("No vote is left on the agenda: add one in Prepare, Agenda, then put this into it.")
        )
    return votes[0]


def _poll_on(writer: Writer, finding: Finding, there: Sequence[Poll]) -> Poll:
    """The poll that asks for it in these words; a new one where it was voted on in others."""
    polls = writer.every(Poll)
    for poll in polls:
        if poll.finding_id == finding.id and poll.wording == finding.wording:
            return poll
    made = Poll(
        id=new_id(),
        position=between(polls[-1].position if polls else None, None),
        title=finding.label,
        wording=finding.wording,
        title_second=finding.label_second,
        wording_second=finding.wording_second,
        method=Method.AGREE,
        items=(Item(new_id(), finding.label, second=finding.label_second),),
        finding_id=finding.id,
    )
    like = next((p for p in reversed(there) if p.finding_id and p.method is made.method), made)
    return replace(
        made,
        secrecy=like.secrecy,
        threshold=like.threshold,
        quorum=like.quorum,
        split=like.split,
        may_abstain=like.may_abstain,
    )


def _was_voted_on(reader: Reader, poll: Poll) -> bool:
    return bool(reader.count(Round, poll_id=poll.id))
