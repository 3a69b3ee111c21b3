"""Handouts as documents: every kind by its name, with its title and what it holds.

They are read in the room, so they are in the first of the languages it is spoken to, unless another
is asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from exports.content.handouts import asking, day, groups, paper, people
from exports.content.summary_front import whose
from exports.document import About, Document, Front, Section, Use
from exports.phrases import Tell
from facilitator.domain.report.summary import Handout, HandoutKind
from facilitator.domain.wording import Message, Weekday, say

_Body = Callable[[Handout, Tell], Iterator[Section]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of handout: what it is called, and how it is made."""

    title: Message
    body: _Body
    use: Use = Use.HANDOUT


KINDS: Mapping[HandoutKind, _Kind] = {
    HandoutKind.BREAKOUTS: _Kind(say("Who goes where"), groups.who_goes_where),
    HandoutKind.ATTENDANCE: _Kind(say("Attendance"), people.attendance),
    HandoutKind.CONSENT: _Kind(say("What we record, and what you agree to"), people.consent),
    HandoutKind.BADGES: _Kind(say("Badges"), people.badges, Use.CARDS),
    HandoutKind.AGENDA: _Kind(say("The day"), day.agenda),
    HandoutKind.SCRIPT: _Kind(say("What to say and to do"), day.script),
    HandoutKind.NOTES: _Kind(say("Notes of a group"), groups.notes_of_groups),
    HandoutKind.CARDS: _Kind(say("Table cards"), groups.table_cards),
    HandoutKind.BALLOTS: _Kind(say("Ballot"), asking.ballots),
    HandoutKind.TALLY: _Kind(say("Count of the votes"), asking.tally),
    HandoutKind.EVALUATION: _Kind(say("Looking back on today"), asking.evaluation),
    HandoutKind.POSTER: _Kind(paper.JOIN, paper.poster, Use.CARDS),
    HandoutKind.TEST: _Kind(say("Test page"), paper.test_page),
}


def handout_document(handout: Handout) -> Document:
    """Everything the handout says."""
    seminar = handout.seminar
    locale = handout.locale
    tell = Tell(locale)
    kind = KINDS[handout.kind]
    title = tell(kind.title)
    when = " · ".join(filter(None, (tell(Weekday(seminar.date)), seminar.place)))
    return Document(
        title=tell(seminar.spoken_title),
        language=locale.tag,
        use=kind.use,
        about=About(
            author=seminar.organiser,
            subject=title,
            line=whose(seminar, locale),
            made_at=handout.made_at,
            rehearsal=seminar.rehearsal,
        ),
        front=Front(
            title=title,
            subtitles=(tell(seminar.spoken_title),),
            facts=tuple(filter(None, (when, tell(seminar.spoken_rule)))),
        ),
        sections=tuple(kind.body(handout, tell)),
    )
