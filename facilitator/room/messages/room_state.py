"""The state of the room as it is told to phones, and to the facilitator's own phone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Generic, Literal, TypeVar
from zlib import crc32

import msgspec
from msgspec import structs

from facilitator import typed
from facilitator.domain.locales import ENGLISH, Locale, locale_of
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import RATE_MAX, RoundState
from facilitator.domain.polls.voters.electorate import is_listed, told_of
from facilitator.domain.polls.voters.promises import archived
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.countdown import ends_at
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.seminar.speaking import RULE, SILENT, SPEAKERS
from facilitator.domain.stage import sights
from facilitator.domain.stage.slides import place
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import (
    InBoth,
    Message,
    Text,
    Wording,
    in_language,
    say,
    seconds,
    told,
)
from facilitator.room.messages import phones as messages
from facilitator.room.messages import remotes
from facilitator.room.messages.screen_text import lines_of
from facilitator.services.people.joining import NAME_HELD
from facilitator.services.seminar.rooms import WAITS
from facilitator.services.views.phones import Behind, Own, PollShown, Showing
from facilitator.services.views.speakers import SpeakersShown

S = TypeVar("S", bound=messages.Shared)

MOST_WORDS = 100
"""Of a cloud, so many words go out to phones, the most frequent."""

READ_BACK = say("Its notes are being read back.")
_NAMES = {
    sights.Welcome: "welcome",
    sights.Joining: "welcome",
    sights.Heading: "heading",
    sights.Closing: "heading",
    sights.Asked: "question",
    sights.Wall: "wall",
    sights.OneResponse: "heading",
    sights.Vote: "poll",
    sights.Results: "poll",
    sights.Groups: "groups",
    sights.Clock: "clock",
    sights.Said: "message",
    sights.ReadBack: "heading",
    sights.Speakers: "heading",
    sights.Slide: "heading",
}


class Telling(Generic[S]):
    """One version of a state, said in each language when it is first asked for in it."""

    def __init__(self, say_in: Callable[[Locale], S]) -> None:
        self._say_in = say_in
        self._said: dict[str, S] = {}

    def in_(self, locale: Locale) -> S:
        """The state in that language."""
        said = self._said.get(locale.code)
        if said is None:
            said = self._said[locale.code] = self._say_in(locale)
        return said

    def counted(self, version: int) -> "Telling[S]":
        """The same under another version."""
        return Telling(lambda locale: structs.replace(self.in_(locale), version=version))

    def encoded(self, language: str) -> bytes:
        """The state in the language of that code, as it is sent."""
        return msgspec.json.encode(self.in_(locale_of(language)))

    def says_the_same_as(self, other: "Telling[S] | None") -> bool:
        """Whether the two differ in nothing but when they were told."""
        if other is None:
            return False
        heard = {ENGLISH.code, *other._said}
        return all(self._same(other, locale_of(code)) for code in heard)

    def _same(self, other: "Telling[S]", locale: Locale) -> bool:
        one, before = self.in_(locale), other.in_(locale)
        return structs.replace(one, version=before.version, now=before.now) == before


def shared(showing: Showing, version: int, now: datetime, locale: Locale) -> messages.Shared:
    """What every phone is told, in its language."""
    locale = showing.seminar.speaking(locale)
    sight = in_language(showing.view.sight, locale)
    return messages.Shared(
        version=version,
        epoch=showing.epoch,
        now=now,
        title=told(showing.seminar.spoken_title, locale),
        language=showing.seminar.first_language,
        rehearsal=showing.seminar.rehearsal,
        scene="blank" if showing.view.blank else _NAMES[type(sight)],
        segment=segment(showing.sheet, locale),
        heading=_heading(sight, locale),
        message=sight.message if isinstance(sight, sights.Said) else "",
        questions=tuple(_question(q, locale) for q in showing.questions),
        wall=_wall(showing, sight),
        poll=_poll(showing.poll, locale),
        results=_results(sight),
        groups=_groups(in_language(showing.groups, locale)),
        speakers=_speakers(showing.speakers, locale),
        spoken=_spoken(showing, locale),
        screen=tuple(told(line, locale) for line in lines_of(showing.view)),
    )


def _spoken(showing: Showing, locale: Locale) -> tuple[str, ...]:
    """What stands in the phone's language: the program's headings and labels, and such words of
    the seminar as are its second wordings.
    """
    groups = showing.groups.title if showing.groups else ""
    texts = (*_labels(showing.view.sight), groups, *lines_of(showing.view))
    ours = (text for text in texts if isinstance(text, Wording) and not isinstance(text, InBoth))
    own = seconds((*texts, *_own_words(showing)), locale)
    return tuple(dict.fromkeys((*(text.in_(locale) for text in ours), *own)))


def _own_words(showing: Showing) -> Iterator[Text]:
    """Words of the seminar that are on phones wherever the stage is."""
    yield showing.seminar.spoken_title
    if showing.sheet.current:
        yield showing.sheet.current.spoken_title
    for question in showing.questions:
        yield from (question.spoken, question.spoken_help)
    if showing.poll:
        poll = showing.poll.poll
        yield from (poll.spoken_title, poll.spoken)
        yield from (item.spoken for item in poll.items)
        yield from (criterion.spoken for criterion in poll.criteria)


def _labels(sight: sights.Sight) -> Iterator[Text]:
    match sight:
        case sights.Heading() | sights.Closing() | sights.Clock():
            yield from (sight.title, sight.line)
        case sights.ReadBack():
            yield READ_BACK
        case sights.Slide(page=page, pages=pages):
            yield place(page, pages)
        case sights.Speakers(speaking=speaking):
            yield from (SPEAKERS, speaking or SILENT)
        case sights.Joining():
            yield from (sight.title, _how_to_join(sight))
        case sights.Welcome():
            yield from (sight.title, sight.subtitle)
        case sights.OneResponse():
            yield sight.question
        case sights.Results(chart=chart):
            yield chart.title
            for bar in chart.bars:
                yield from (bar.label, bar.group, *(part.label for part in bar.parts))


def _how_to_join(sight: sights.Joining) -> Message:
    return say(
        "Others join at {address} with the code {code}.", address=sight.address, code=sight.code
    )


def mine(own: Own, locale: Locale) -> messages.Mine:
    """What belongs to the phone that asks, in its language."""
    return messages.Mine(
        responses=tuple(map(_own, own.responses)),
        ballot=own.ballot and own.ballot.marked,
        admitted=own.admitted,
        held=told(NAME_HELD, locale) if own.held else "",
        upvoted=own.upvoted,
        group=messages.GroupNow(own.group.title, own.group.place, own.topic, own.group.id)
        if own.group
        else None,
        speaks=own.speaks and messages.SpeakerMe(own.speaks[0], told(own.speaks[1], locale)),
        dealt=tuple(
            messages.DealtNow(
                id=each.id,
                text=each.words,
                about=told(each.about, locale),
                judgements=tuple(
                    (choice.mark, told(choice.name, locale), told(choice.asks, locale))
                    for choice in each.judgements
                ),
            )
            for each in own.dealt
        ),
    )


def _own(response: Response) -> messages.MyResponse:
    return messages.MyResponse(response.id, response.question_id, response.words, response.hidden)


def remote(
    shared: messages.Shared, showing: Showing, behind: Behind, locale: Locale
) -> remotes.Remote:
    """What the facilitator's own phone is told beyond what every phone is."""
    sheet, locale = showing.sheet, showing.seminar.speaking(locale)
    current = sheet.current
    return remotes.Remote(
        **{name: getattr(shared, name) for name in messages.Shared.__struct_fields__},
        seen=remotes.Seen(**asdict(showing.marks)),
        day=sheet.state,
        blank=showing.view.blank,
        script=told(current.spoken_script, locale) if current else "",
        prompts=current.prompts if current else (),
        next=told(sheet.next.spoken_title, locale) if sheet.next else "",
        left_seconds=round(sheet.left_seconds),
        drift_minutes=sheet.drift_minutes,
        polls=tuple(_line(shown, locale) for shown in behind.polls),
        questions_here=tuple(
            messages.ItemNow(q.id, told(q.spoken, locale)) for q in behind.questions
        ),
        held=told(behind.held or "", locale),
        stays=told(behind.stays or "", locale),
        is_first=behind.is_first,
    )


def segment(sheet: RunSheet, locale: Locale) -> messages.SegmentNow | None:
    """The running segment, None when the day is not running."""
    if sheet.state is not DayState.RUNNING or sheet.current is None or sheet.run is None:
        return None
    return messages.SegmentNow(
        title=told(sheet.current.spoken_title, locale),
        kind=sheet.current.kind,
        paused=sheet.paused,
        ends_at=None if sheet.paused else ends_at(sheet.current, sheet.run),
        left=round(sheet.left_seconds) if sheet.paused else None,
    )


def _heading(sight: sights.Sight, locale: Locale) -> messages.HeadingNow | None:
    match sight:
        case sights.Heading(title=title, line=line) | sights.Clock(title=title, line=line):
            return messages.HeadingNow(told(title, locale), told(line, locale))
        case sights.Closing(title=title, line=line, offer=offer):
            words = told(title, locale), told(line, locale)
            return messages.HeadingNow(*words, page=told(offer, locale))
        case sights.Welcome(title=title, subtitle=subtitle):
            return messages.HeadingNow(told(title, locale), told(subtitle, locale))
        case sights.OneResponse(question=question, words=words):
            return messages.HeadingNow(told(question, locale), words)
        case sights.ReadBack(title=title, notes=notes, checked=checked):
            lines = (*(note.words for note in notes), told(checked, locale))
            return messages.HeadingNow(title, READ_BACK.in_(locale), tuple(filter(None, lines)))
        case sights.Slide(title=title, words=words):
            lines = tuple(filter(None, words.splitlines()))
            return messages.HeadingNow(place(sight.page, sight.pages).in_(locale), title, lines)
        case sights.Speakers(speaking=speaking):
            return messages.HeadingNow(SPEAKERS.in_(locale), told(speaking or SILENT, locale))
        case sights.Joining(title=title):
            return messages.HeadingNow(told(title, locale), _how_to_join(sight).in_(locale))
        case _:
            return None


def _question(question: Question, locale: Locale) -> messages.QuestionNow:
    return messages.QuestionNow(
        id=question.id,
        wording=told(question.spoken, locale),
        help=told(question.spoken_help, locale),
        kind=question.kind,
        open=True,
        wall=question.on_wall,
        one_word=question.one_word,
        moderated=question.moderated,
        limit=question.most,
    )


def _wall(showing: Showing, sight: sights.Sight) -> messages.WallNow | None:
    if showing.stage.scene is not Scene.WALL:
        return None
    cards = tuple(
        messages.CardNow(r.id, r.words, r.sector, r.starred, showing.upvotes[r.id])
        for r in showing.wall
    )
    words = sight.words if cards and isinstance(sight, sights.Wall) else ()
    told = tuple(messages.WordNow(word.text, word.people) for word in words[:MOST_WORDS])
    return messages.WallNow(showing.stage.subject_id, showing.wall_total, cards, told)


def _poll(shown: PollShown | None, locale: Locale) -> messages.PollNow | None:
    if shown is None:
        return None
    poll, current = shown.poll, shown.round
    return messages.PollNow(
        round_id=current.id if current else "",
        poll_id=poll.id,
        number=shown.number,
        state=current.state if current else "draft",
        method=poll.method,
        how=told(method_of(poll).how(poll), locale),
        deals=method_of(poll).deals,
        takes_nothing=method_of(poll).takes_nothing,
        title=told(poll.spoken_title, locale),
        wording=told(poll.spoken, locale),
        items=tuple(messages.ItemNow(item.id, told(item.spoken, locale)) for item in poll.items),
        criteria=tuple(
            messages.CriterionNow(c.id, told(c.spoken, locale), c.weight) for c in poll.criteria
        ),
        most=poll.most,
        budget=poll.budget,
        rate_max=RATE_MAX,
        agree_labels=tuple(label.in_(locale) for label in method_of(poll).labels),
        shuffle=poll.shuffle,
        secrecy=poll.secrecy,
        archived=told(archived(poll), locale),
        may_abstain=poll.may_abstain,
        for_whom=told(WAITS if shown.waits else told_of(poll), locale),
        listed=shown.waits or is_listed(poll),
        cast=shown.cast,
        present=current.present if current else 0,
        closes_at=current.closes_at if current else None,
    )


def _results(sight: sights.Sight) -> messages.ResultsNow | None:
    if not isinstance(sight, sights.Results):
        return None
    return messages.ResultsNow(
        chart=typed.converted(sight.chart, messages.ChartNow, from_attributes=True),
        verdict=str(sight.verdict),
        turnout=str(sight.turnout),
        rule=str(sight.method),
        ties=str(sight.ties),
    )


def _groups(shown: sights.Groups | None) -> messages.GroupsNow | None:
    if shown is None:
        return None
    groups = tuple(messages.GroupNow(g.title, g.place, g.topic, g.id) for g in shown.groups)
    seating = crc32(repr([group.members for group in shown.groups]).encode())
    return messages.GroupsNow(str(shown.title), groups, seating)


def _speakers(shown: SpeakersShown | None, locale: Locale) -> messages.SpeakersNow | None:
    if shown is None:
        return None
    return messages.SpeakersNow(shown.id, shown.order, shown.called, RULE.in_(locale))


_NEXT: Mapping[RoundState, Literal["close", "declare", "reveal", ""]] = {
    RoundState.OPEN: "close",
    RoundState.COUNTING: "declare",
    RoundState.CLOSED: "reveal",
    RoundState.REVEALED: "",
}
"""What a round comes to next."""


def _line(shown: PollShown, locale: Locale) -> remotes.PollLine:
    current, barred = shown.round, shown.elsewhere or shown.barred
    may_open = current is None or current.state.is_counted
    opens: Literal["", "open"] = "" if current or barred else "open"
    return remotes.PollLine(
        id=shown.poll.id,
        title=told(shown.poll.spoken_title, locale),
        state=current.state if current else "draft",
        round_id=current.id if current else "",
        number=current.number if current else 0,
        cast=shown.cast if current and not current.state.is_counted else 0,
        act=_NEXT[current.state] if current and not shown.elsewhere else opens,
        again=current is not None and may_open and not barred,
        why=told((barred if may_open else shown.elsewhere) or "", locale),
    )
