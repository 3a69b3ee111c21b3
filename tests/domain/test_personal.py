"""Every kind of record says what it holds of people, field by field, and erasing goes by that."""

from dataclasses import fields

from facilitator.domain.personal import OWN, PERSONAL
from facilitator.domain.records import RECORD_TYPES
from facilitator.domain.revisions import Kind

NOBODYS = {
    Kind.SEMINAR: "title subtitle purpose invitees place date starts_at booked_until sectors sizes "
    "consent source template room_threshold print_threshold rehearsal asks_names shares_devices "
    "door_closed languages time_zone id lawful_basis withdraw_days kept_days rule "
    "written_in title_second subtitle_second consent_second rule_second photographs "
    "print_rounding attribution unknown_consent lists_organisations "
    "parts_order parts_out",
    Kind.SEGMENT: "id position kind title minutes script prompts question_ids poll_ids "
    "title_second script_second",
    Kind.QUESTION: "id position kind wording group help source theme_id most one_word on_wall "
    "moderated origin wording_second help_second",
    Kind.FINDING: "id position label wording source theme_id origin read_as "
    "label_second wording_second",
    Kind.THEME: "id position name description parent_id origin",
    Kind.CODING: "id theme_id start end revision at mark",
    Kind.CASE_STUDY: "id position title focus source",
    Kind.POLL: "id position title wording method items criteria secrecy threshold most budget "
    "shuffle split awaits_count quorum finding_id question_id may_abstain open_to title_second "
    "wording_second",
    Kind.ROUND: "id poll_id number state poll opened_at closed_at revealed_at present reason "
    "segment_id closes_at awaits_count release tells_recount room",
    Kind.HAND_COUNT: "id marks people",
    Kind.PARTICIPANT: "arrived_at seen_here",
    Kind.CONSENT: "given_at take_part quote contact channel archive",
    Kind.PHOTOGRAPH: "id width height",
    Kind.ADDRESS: "",
    Kind.BREAKOUT: "id segment_id position title place case_study_id question_ids finding_ids "
    "capacity",
    Kind.RESPONSE: "id question_id recorded_at segment_id channel starred hidden quotable "
    "their_words archivable",
    Kind.UPVOTE: "response_id",
    Kind.NOTE: "id breakout_id recorded_at position question_id kind quotable starred headline due",
    Kind.CHECK: "id breakout_id checked_at revisions",
    Kind.PROGRESS: "id room state run_id started_at finished_at",
    Kind.SEGMENT_RUN: "id segment_id started_at ended_at paused_at paused_seconds extended_minutes "
    "room",
    Kind.STAGE: "id room scene subject_id message blank since page",
    Kind.SLIDES: "id position title pages segment_id",
    Kind.SLIDE_PICTURE: "id slides_id number picture",
    Kind.ADDITION: "id kind about at until",
    Kind.SPEAKERS: "id segment_id opened_at closed_at limit asked waiting began_at turns room",
}
"""The fields in which no person stands. Whoever adds a field decides which list it belongs to."""


def test_every_field_of_every_kind_is_said_to_be_personal_or_not() -> None:
    assert PERSONAL.keys() == RECORD_TYPES.keys() == NOBODYS.keys()
    for kind, type_ in RECORD_TYPES.items():
        held = PERSONAL[kind]
        personal, other = {*held.words, *held.ids}, set(NOBODYS[kind].split())
        assert not personal & other, kind
        assert personal | other == {field.name for field in fields(type_)}, kind


def test_what_is_somebodys_own_has_words_of_theirs() -> None:
    assert OWN == (Kind.PARTICIPANT, Kind.NOTE, Kind.RESPONSE, Kind.ADDRESS)
    assert all(PERSONAL[kind].words for kind in OWN)
