"""The policy: verbatim words only with consent as it is now, a sector only in company."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.disclosure import Guard
from facilitator.domain.privacy.policy import (
    Permission,
    Policy,
    Printable,
    Reason,
    Room,
    of_note,
    of_response,
    printing_policy,
)
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.print_rules import Attribution, UnknownConsent
from facilitator.domain.seminar.seminar import Seminar

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
POLICY = Policy(threshold=10)
ROOM = Room.of(
    [
        Participant(
            id=f"{sector} {n}", name="Ann", sector=sector, role="Director" if n else "Treasurer"
        )
        for sector, many in (("Third sector", 11), ("Regulator", 9), ("Lender", 3))
        for n in range(many)
    ]
)
NOTE = Note(id="n", breakout_id="b", words="As we heard it", recorded_at=NOW)
SENT = Response(
    id="r",
    question_id="q",
    words="As I say it",
    recorded_at=NOW,
    participant_id="anna",
    channel=Channel.PHONE,
    quotable=True,
)


def printed(passage: Note | Response, **consents: Permission) -> Printable:
    seen = of_note(passage) if isinstance(passage, Note) else of_response(passage)
    return POLICY.may_print(seen, consents, ROOM)


def test_a_quote_is_printed_only_where_it_is_recorded_that_it_may_be_quoted() -> None:
    quote = replace(NOTE, kind=NoteKind.QUOTE)
    assert printed(quote) == Printable(None, reason=Reason.NOT_ASKED)
    assert printed(replace(quote, quotable=True)).words == "As we heard it"


@pytest.mark.parametrize("kind", [kind for kind in NoteKind if kind is not NoteKind.QUOTE])
def test_what_a_note_taker_put_into_their_own_words_needs_no_mark(kind: NoteKind) -> None:
    assert printed(replace(NOTE, kind=kind)).words == "As we heard it"


def test_the_authors_consent_now_outweighs_what_was_recorded_then() -> None:
    assert printed(SENT).words == "As I say it"
    assert printed(SENT, anna=Permission.REFUSED) == Printable(None, reason=Reason.REFUSED)
    refused = replace(SENT, quotable=False)
    assert printed(refused).reason is Reason.REFUSED
    assert printed(refused, anna=Permission.GIVEN).words == "As I say it"
    assert printed(refused, bert=Permission.GIVEN).reason is Reason.REFUSED


def test_what_is_hidden_stays_hidden_whoever_agreed() -> None:
    hidden = replace(SENT, hidden=True)
    assert printed(hidden, anna=Permission.GIVEN) == Printable(None, reason=Reason.HIDDEN)


def test_what_a_speaker_refused_is_not_printed_in_another_persons_words_either() -> None:
    captured = replace(SENT, channel=Channel.PLENARY)
    assert printed(captured, anna=Permission.REFUSED).reason is Reason.REFUSED
    assert printed(captured).words == "As I say it"


def test_a_capture_is_its_writers_wording_until_it_is_marked_as_the_speakers_own() -> None:
    captured = replace(SENT, channel=Channel.PLENARY, participant_id="", quotable=False)
    assert printed(captured).words == "As I say it"
    theirs = replace(captured, their_words=True)
    assert printed(theirs) == Printable(None, reason=Reason.NOT_ASKED)
    assert printed(replace(theirs, quotable=True)).words == "As I say it"


def test_what_stands_beside_words_is_true_of_enough_people_all_together() -> None:
    def beside(sector: str = "", attribution: str = "") -> tuple[str | None, str | None]:
        found = printed(replace(SENT, sector=sector, attribution=attribution))
        return found.sector, found.attribution

    assert beside(attribution="director") == (None, "director")
    assert beside(sector="Third sector", attribution="Director") == ("Third sector", "Director")
    assert beside(sector="Third sector", attribution="Treasurer") == ("Third sector", None)
    assert beside(sector="Regulator", attribution="Director") == (None, "Director")
    assert beside(attribution="Somebody from Leeds") == (None, None)


def test_a_sector_stands_beside_words_only_where_enough_people_share_it() -> None:
    for sector, shown in (("Third sector", "Third sector"), ("Regulator", None), ("", None)):
        assert printed(replace(SENT, sector=sector)).sector == shown
    assert printed(replace(SENT, sector="Nobody came from it")).sector is None


def test_a_policy_can_let_nobody_be_named_and_unknown_consent_pass() -> None:
    open_handed = Policy(
        threshold=10,
        attribution=Attribution.NOBODY,
        unknown_consent=UnknownConsent.PRINTED,
    )
    quote = of_note(replace(NOTE, kind=NoteKind.QUOTE, sector="Third sector"))
    assert open_handed.may_print(quote, {}, ROOM) == Printable("As we heard it")
    assert (
        open_handed.may_print(of_response(SENT), {"anna": Permission.REFUSED}, ROOM).words is None
    )


@pytest.mark.parametrize(
    ("owner", "shown"),
    [
        *(("Partnership board", True), ("Ann", False), ("Treasurer", False), ("director", True)),
        *(("Board/Ann, Bob", False), ("Ann’s team", False), ("Ànn", False), ("(Treasurer)", False)),
        *(("Board, b@example.org", False), ("Board (020 7946 0958)", False)),
    ],
)
def test_who_answers_for_an_action_is_no_person_and_no_role_of_few(owner: str, shown: bool) -> None:
    action = replace(NOTE, kind=NoteKind.ACTION, owner=owner)
    note = POLICY.printed(action, {}, ROOM)
    assert note is not None
    assert note.owner == (owner if shown else "")
    elsewhere = POLICY.printed(action, {}, Room.of(()), ROOM)
    assert elsewhere == note, "of whichever room they are"


def test_a_role_that_just_enough_people_have_points_at_nobody() -> None:
    boards = Room.of([Participant(id=f"{n}", name="Bo", role="Trustee") for n in range(10)])
    assert not boards.points_at_few("Trustee", 10)
    assert boards.points_at_few("Trustee", 11)


def test_what_was_changed_for_printing_is_printed_in_its_place() -> None:
    assert printed(replace(SENT, printed_as="As [she] says it")).words == "As [she] says it"


def test_only_a_speakers_own_words_that_nobody_asked_about_are_printed_unasked() -> None:
    passing = replace(POLICY, unknown_consent=UnknownConsent.PRINTED)
    quote = replace(NOTE, kind=NoteKind.QUOTE)
    assert passing.prints_unasked(of_note(quote), {})
    assert not passing.prints_unasked(of_note(NOTE), {})
    assert not passing.prints_unasked(of_note(replace(quote, quotable=True)), {})
    assert not POLICY.prints_unasked(of_note(quote), {})
    theirs = replace(
        SENT, channel=Channel.PLENARY, participant_id="", quotable=False, their_words=True
    )
    assert passing.prints_unasked(of_response(theirs), {})
    assert not passing.prints_unasked(of_response(replace(theirs, hidden=True)), {})


@pytest.mark.parametrize(("chosen", "rounding"), [(0, 1), (1, 1), (5, 5)])
def test_a_seminar_prints_by_its_own_rules(chosen: int, rounding: int) -> None:
    seminar = Seminar(
        title="S", date=NOW.date(), print_threshold=12, print_rounding=chosen, photographs=True
    )
    policy = printing_policy(seminar)
    assert (policy.guard, policy.photographs) == (Guard(12, rounding), True)
    assert (POLICY.guard, POLICY.photographs) == (Guard(10, 1), False), "unless said otherwise"


def test_a_photograph_is_printed_of_a_group_that_agreed_was_told_and_is_large_enough() -> None:
    told, agreed = replace(POLICY, photographs=True), replace(NOTE, quotable=True)
    assert told.shows_photograph(agreed, 10)
    assert not told.shows_photograph(agreed, 9)
    assert not told.shows_photograph(NOTE, 10)
    assert not POLICY.shows_photograph(agreed, 10)


def test_a_note_that_is_printed_says_nothing_of_who_said_it() -> None:
    note = replace(NOTE, sector="Third sector", size="Small", starred=True, tags=("trust",))
    assert POLICY.printed(note, {}, ROOM) == replace(note, sector="", size="")
    assert POLICY.printed(replace(note, kind=NoteKind.QUOTE), {}, ROOM) is None


@pytest.mark.parametrize("channel", Channel)
def test_of_what_people_sent_themselves_a_leave_that_was_not_given_is_refused(
    channel: Channel,
) -> None:
    """Where unknown consent may pass, only what somebody else wrote down can be unknown."""
    response = Response(
        id="r", question_id="q", words="Said", recorded_at=NOW, channel=channel, quotable=False
    )
    unknown = channel is Channel.PLENARY
    asked = of_response(response).permission
    assert asked is (Permission.UNKNOWN if unknown else Permission.REFUSED)


def test_what_is_for_the_organiser_is_printed_only_where_its_author_agreed() -> None:
    own_wording = replace(SENT, channel=Channel.PLENARY, quotable=False, participant_id="")
    assert POLICY.may_print(of_response(own_wording), {}, ROOM).words is not None
    told = of_response(own_wording, for_organiser=True)
    assert POLICY.may_print(told, {}, ROOM).reason is Reason.NOT_ASKED
    assert POLICY.may_print(replace(told, permission=Permission.GIVEN), {}, ROOM).words is not None
