"""Asking questions of the room, and keeping what it answers."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypedDict, Unpack

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.passages import normal, same_letters
from facilitator.domain.people.devices import Device, author_of
from facilitator.domain.people.participants import Consent, consent_id
from facilitator.domain.polls.words import visible
from facilitator.domain.responses.responses import Channel, Response, Upvote
from facilitator.domain.revisions import Revision
from facilitator.domain.seminar.agenda import DayState, Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.questions import Question
from facilitator.domain.stage.stage import ASKING_SCENES
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.seminar.rooms import progress_of, seen_in
from facilitator.services.synthesis import coding
from facilitator.services.synthesis.subjects import subject_of
from facilitator.store.files.file import new_id
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

NOT_YOURS = say("This response belongs to somebody else.")
ALL_AT_ONCE = frozenset({SegmentKind.REFLECTION, SegmentKind.EVALUATION})
"""In these segments all questions can be answered from the beginning, in any order."""

_UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
"""Control characters that come with pasted text; no screen or printer has a shape for them."""


class Known(TypedDict, total=False):
    """What else may be known of a response that is written down: fields of the record. `quotable`
    and `archivable` are what whoever wrote it on paper ticked beside it.
    """

    sector: str
    size: str
    attribution: str
    segment_id: str
    channel: Channel
    quotable: bool
    archivable: bool


def capture(
    file: SeminarStore, question_id: str, words: str, *, now: datetime, **known: Unpack[Known]
) -> Response:
    """Keep a response; raises SeminarError when it has no words or its question is gone."""
    with file.write(Verb.CAPTURE, now) as writer:
        return put_captured(writer, question_id, words, now=now, **known)


def put_captured(
    writer: Writer, question_id: str, words: str, *, now: datetime, **known: Unpack[Known]
) -> Response:
    """Keep a response, as part of a larger transaction; raises what `capture` does."""
    known["attribution"] = known.get("attribution", "").strip()
    response = Response(
        id=new_id(), question_id=question_id, words=_said(words), recorded_at=now, **known
    )
    if subject_of(writer, question_id) is None:
        writer.get(Question, question_id)
    writer.put(response)
    return response


def answers(file: SeminarStore, question_id: str, segment_id: str) -> tuple[Response, ...]:
    """What has been answered to a question in a segment, in the order it came."""
    with file.read() as reader:
        return reader.every(Response, question_id=question_id, segment_id=segment_id)


def star(file: SeminarStore, response: Response, *, now: datetime) -> None:
    """Star a response, or take its star away."""
    with file.write(Verb.STAR, now) as writer:
        kept = _kept(writer, response)
        writer.put(replace(kept, starred=not kept.starred))


def hide(file: SeminarStore, response: Response, *, now: datetime) -> None:
    """Hide a response from the wall, or show it again."""
    with file.write(Verb.HIDE, now) as writer:
        kept = _kept(writer, response)
        writer.put(replace(kept, hidden=not kept.hidden))


def tell_whose_words(file: SeminarStore, response: Response, *, now: datetime) -> None:
    """Mark a capture as the speaker's own words, or as the wording of who wrote it down again.

    That it may be quoted was said of other words, and has to be asked anew.
    """
    with file.write(Verb.TELL_WORDS, now) as writer:
        _captured(writer, response)
        told = replace(response, their_words=not response.their_words, quotable=False)
        writer.put(told, seen=response)


def allow_quote(file: SeminarStore, response: Response, *, now: datetime) -> None:
    """Note that the speaker of a capture, asked, agreed to be quoted; again takes it back. Of what
    was written on paper it is what they ticked there.

    The act keeps who noted it and when. The words are the speaker's own from then on.
    """
    verb = Verb.FORBID_QUOTE if response.quotable else Verb.ALLOW_QUOTE
    with file.write(verb, now) as writer:
        _written_down(writer, response)
        quotable = verb is Verb.ALLOW_QUOTE
        spoken = response.channel is Channel.PLENARY
        own = response.their_words or (quotable and spoken)
        writer.put(replace(response, their_words=own, quotable=quotable), seen=response)


def allow_archive(file: SeminarStore, response: Response, *, now: datetime) -> None:
    """Note that whoever wrote it on paper agreed that an archive keeps it; again takes it back."""
    verb = Verb.FORBID_ARCHIVE if response.archivable else Verb.ALLOW_ARCHIVE
    with file.write(verb, now) as writer:
        _written_down(writer, response)
        writer.put(replace(response, archivable=verb is Verb.ALLOW_ARCHIVE), seen=response)


def correct(file: SeminarStore, response: Response, words: str, *, now: datetime) -> bool:
    """Correct a response's words; the earlier wording stays in the journal.

    That it may be quoted was said of its words: it holds for other capitals, stops and spaces, and
    has to be asked anew for any other letter. Returns whether it was allowed and is no more.
    """
    corrected = _said(words)
    quotable = response.quotable and same_letters(corrected, response.words)
    with file.write(Verb.CORRECT, now) as writer:
        writer.refuse_unknown(Response, response.id)
        writer.put(replace(response, words=corrected, quotable=quotable), seen=response)
    return response.quotable and not quotable


def tie(file: SeminarStore, response: Response, theme_id: str, *, now: datetime) -> None:
    """Tie a response to a theme, or untie it."""
    with file.write(Verb.TIE, now) as writer:
        kept = _kept(writer, response)
        writer.get(Theme, theme_id)
        if theme_id in codings.themes_of(writer, [kept.id]).get(kept.id, ()):
            coding.uncode(writer, [kept.id], theme_id)
        else:
            coding.code(writer, [kept], theme_id, coder=file.device, now=now)


def answer(
    writer: Writer, device: Device, id: str, question_id: str, words: str, *, now: datetime
) -> None:
    """Keep a person's own response under the id their phone gave it; a resend counts once, also
    when the question is closed by then, or the response taken out.

    Raises SeminarError when the question is closed or has as many of their responses as it takes.
    """
    if history := writer.history(id):
        said = _said_in(history)
        if said and author_of(device) not in {each.participant_id for each in said}:
            raise SeminarError(NOT_YOURS)
        return
    question = _open(writer, question_id)
    if question.most:  # or everybody's would be looked through for nothing
        mine = writer.count(Response, question_id=question_id, participant_id=author_of(device))
        if mine >= question.most:
            raise SeminarError(
                say("This question takes {n} of your responses, no more.", n=question.most)
            )
    writer.put(
        Response(
            id=id,
            question_id=question_id,
            words=_typed(words),
            recorded_at=now,
            segment_id=_running_segment(writer),
            sector=device.sector,
            size=device.size,
            participant_id=author_of(device),
            channel=Channel.PHONE,
            hidden=question.moderated,
            quotable=_may_quote(writer, device),
        )
    )


def change_answer(
    writer: Writer,
    device: Device,
    id: str,
    words: str,
    *,
    was: Collection[str] = (),
    now: datetime,
) -> None:
    """Change the words of a person's own response, while its question is open; a resend counts
    once, also afterwards.

    It answers the latest of the wordings that they saw (`was`): a correction that came in meanwhile
    stands beside it. Where responses are read before they are shown, other words wait to be let
    through again.
    """
    kept, changed = _own(writer, device, id), normal(_typed(words))
    worded = _worded(writer, kept, {normal(each).strip() for each in was})
    if changed in worded:
        return
    _open(writer, kept.question_id)
    unread = changed != kept.words and writer.get(Question, kept.question_id).moderated
    seen = replace(kept, words=worded[0])
    said = replace(seen, words=changed, hidden=kept.hidden or unread)
    if changed != kept.words:  # their own again, also where somebody else had corrected them
        said = replace(said, quotable=_may_quote(writer, device))
    writer.put(said, seen=seen)


def _worded(reader: Reader, kept: Response, was: Collection[str]) -> list[str]:
    """The latest wording of a response that is one of these and those since, as they came; today's
    where none is known.
    """
    words = [said.words for said in _said_in(reader.history(kept.id))]
    known = [at for at, each in enumerate(words) if each in was]
    return words[known[-1] :] if known else [kept.words]


def _said_in(history: Iterable[Revision]) -> list[Response]:
    """The response as it was in each of its versions that says anything."""
    held = [record_in(revision) for revision in history if revision.content is not None]
    return [each for each in held if isinstance(each, Response)]


def take_back(writer: Writer, device: Device, id: str) -> None:
    """Take a person's own response out, while its question is open; again does nothing."""
    if writer.find(Response, id) is not None:
        response = _own(writer, device, id)
        _open(writer, response.question_id)
        writer.remove(response)
        coding.let_go(writer, [id])


def upvote(writer: Writer, device: Device, response_id: str, on: bool) -> None:
    """Give or take back a device's upvote of a response."""
    response = writer.get(Response, response_id)
    vote = Upvote(
        id=f"upvote:{response.id}:{device.id}", response_id=response.id, device_id=device.id
    )
    if on:
        writer.put(vote)
    else:
        writer.remove(vote)


def open_questions(reader: Reader) -> tuple[Question, ...]:
    """The questions that can be answered now, the one on the stage first."""
    progress = progress_of(reader)
    if progress.state is not DayState.RUNNING:
        return ()
    stage = seen_in(reader)
    ids = [stage.subject_id] if stage.scene in ASKING_SCENES else []
    run = reader.find(SegmentRun, progress.run_id)
    segment = reader.find(Segment, run.segment_id) if run else None
    if segment is not None and segment.kind in ALL_AT_ONCE:
        ids += segment.question_ids
    found = (reader.find(Question, id) for id in dict.fromkeys(ids))
    return tuple(question for question in found if question is not None)


def _open(reader: Reader, question_id: str) -> Question:
    for question in open_questions(reader):
        if question.id == question_id:
            return question
    raise SeminarError(say("This question is closed. What you wrote is still on this device."))


def _own(writer: Writer, device: Device, id: str) -> Response:
    response = writer.get(Response, id)
    if response.participant_id != author_of(device):
        raise SeminarError(NOT_YOURS)
    return response


def _running_segment(reader: Reader) -> str:
    progress = progress_of(reader)
    run = reader.find(SegmentRun, progress.run_id)
    return run.segment_id if run else ""


def _may_quote(reader: Reader, device: Device) -> bool:
    consent = reader.find(Consent, consent_id(author_of(device)))
    return consent is not None and consent.quote


def _kept(writer: Writer, response: Response) -> Response:
    """The response as the file has it now, so that nobody's later word is overwritten."""
    return writer.get(Response, response.id)


def _captured(writer: Writer, response: Response) -> None:
    """A response that was written down by us as it was said, in whosever words."""
    if _written_down(writer, response).channel is Channel.PAPER:
        raise SeminarError(say("This was written on paper: the words are their own."))


def _written_down(writer: Writer, response: Response) -> Response:
    """A response that was typed by us; of what they send themselves, people decide themselves."""
    kept = _kept(writer, response)
    if kept.channel not in (Channel.PLENARY, Channel.PAPER):
        raise SeminarError(
            say("This was sent by the person who said it, who decides whether it may be quoted.")
        )
    return kept


def _said(words: str) -> str:
    said = words.translate(_UNSEEN).strip()
    if not visible(said):
        raise SeminarError(say("There are no words yet. Type what was said, then press Enter."))
    return said


def _typed(words: str) -> str:
    """What a person sent from their own phone: kept as it was typed, where it says anything."""
    _said(words)
    return words.strip()
