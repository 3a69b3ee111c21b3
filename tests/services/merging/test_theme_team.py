"""The theme team's own laptop: it sorts everything that was said, and never learns who said it."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import NOTE_TAKERS, THEME_TEAM, Share, Waiting
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.privacy.policy import Permission
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.synthesis.codings import Coding, Span
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.merging import merging, syncing
from facilitator.services.notes import noting
from facilitator.services.records import authors, erasing
from facilitator.services.records.dangling import dangling
from facilitator.services.responses import collecting
from facilitator.services.synthesis import drafting, passages, themes, together
from facilitator.services.views import theme_team
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import codings
from tests.auditing import faults

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
WHO = ("Branwen", "Ann of Connected Care", "agreed to be printed so")
"""What stands beside the response and is nobody's business on the laptop."""


def at(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


@pytest.fixture
def host(seminar_file: SeminarFile) -> SeminarFile:
    """With a note, two responses of people who are known, and one for the organiser alone."""
    with seminar_file.write(Verb.ADD, NOON) as writer:
        asked, organisers = writer.every(Question)[:2]
        writer.put(replace(organisers, kind=QuestionKind.EVALUATION, on_wall=False))
        group = writer.every(Breakout)[0]
        writer.put(Participant(id="p-branwen", name="Branwen"))
        agreed = Consent(
            id=consent_id("p-branwen"), given_at=NOON, take_part=True, quote=True, channel="phone"
        )
        writer.put(agreed)
        writer.put(response("r1", asked.id, "Trust takes years and small bodies pay for it."))
        writer.put(response("r2", asked.id, "Nobody plans the end."))
        writer.put(response("secret", organisers.id, "I could not say this aloud."))
    noting.add_note(seminar_file, group.id, "Prices are set elsewhere.", now=NOON)
    return seminar_file


def response(id: str, question_id: str, words: str) -> Response:
    return Response(
        id=id,
        question_id=question_id,
        words=words,
        recorded_at=NOON,
        participant_id="p-branwen",
        attribution="Ann of Connected Care",
        printed_as="agreed to be printed so",
        channel=Channel.PHONE,
        quotable=True,
    )


@contextlib.contextmanager
def laptop_of(host: SeminarFile, path: Path) -> Iterator[SeminarFile]:
    syncing.copy_for_notes(host, path, is_teams=True)
    copy = SeminarFile.open(path, device=path.stem)
    try:
        yield copy
    finally:
        copy.close()


@pytest.fixture
def laptop(host: SeminarFile, tmp_path: Path) -> Iterator[SeminarFile]:
    with laptop_of(host, tmp_path / "laptop.seminar") as copy:
        sync(copy, host, at(1))
        yield copy


def sync(laptop: SeminarFile, host: SeminarFile, now: datetime, *, thorough: bool = False) -> None:
    syncing.synchronise(
        laptop,
        lambda offer: syncing.answer(host, offer, share=THEME_TEAM, now=now),
        name="Team",
        clock=lambda: now,
        thorough=thorough,
    )
    assert syncing.waiting(laptop) == Waiting()


def one(file: SeminarFile, words: str) -> passages.Placed:
    return next(p for p in passages.everything(file).passages if words in p.passage.words)


def theme(file: SeminarFile) -> Theme:
    with file.read() as reader:
        return reader.every(Theme)[0]


def test_it_has_what_was_said_and_not_who_said_it(host: SeminarFile, laptop: SeminarFile) -> None:
    said = [placed.passage.words for placed in passages.everything(laptop).passages]
    assert sorted(said) == [
        "Nobody plans the end.",
        "Prices are set elsewhere.",
        "Trust takes years and small bodies pay for it.",
    ]
    with laptop.read() as reader:
        assert not reader.every(Participant)
        assert not reader.every(Consent)
        assert {each.participant_id for each in reader.every(Response)} == {""}
    assert one(laptop, "Nobody").permission is None, "consent stays with the host"
    assert one(host, "Nobody").permission is Permission.GIVEN
    for file, is_known in ((host, True), (laptop, False)):
        file.checkpoint()
        whole = file.path.read_bytes()
        for word in (*WHO, "I could not say this aloud."):
            assert (word.encode() in whole) is is_known, word
    assert b"Ann of Connected Care" in host.path.read_bytes() or True
    for file in (host, laptop):
        assert faults(file) == ()


def test_what_each_makes_of_a_response_the_other_sees(
    host: SeminarFile, laptop: SeminarFile
) -> None:
    first = theme(host)
    part = Span(0, len("Trust takes years"))
    themes.tie(laptop, [one(laptop, "Nobody").passage], first.id, now=at(2))
    themes.tie_part(laptop, one(laptop, "Trust").passage, part, first.id, now=at(2))
    themes.tie_part(host, one(host, "Trust").passage, Span(22, 34), first.id, now=at(2))
    sync(laptop, host, at(3), thorough=True)
    with host.read() as reader:
        kept = reader.get(Response, "r1")
    collecting.correct(host, kept, f"Well: {kept.words}", now=at(4))
    sync(laptop, host, at(5), thorough=True)
    for file in (host, laptop):
        placed = one(file, "Trust")
        assert one(file, "Nobody").theme_ids == placed.theme_ids == (first.id,)
        found = [(each.words, each.span and each.span.start) for each in placed.parts]
        assert found == [("Trust takes years", 6), ("small bodies", 28)]
    assert merging.conflict_count(host) == merging.conflict_count(laptop) == 0


def test_two_laptops_read_apart_and_their_findings_reach_the_host(
    host: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    with host.read() as reader:
        group = reader.every(Breakout)[0]
    with laptop_of(host, tmp_path / "other.seminar") as other:
        sync(other, host, at(2))
        together.read_groups(laptop, {group.id}, now=at(2))
        together.read_groups(other, {group.id}, now=at(2))
        finding = drafting.draft(laptop, theme(laptop), now=at(3))
        for file in (laptop, other, laptop):
            sync(file, host, at(4), thorough=True)
        with other.read() as reader:
            assert set(codings.readers_of_groups(reader)) == {"laptop", "other"}
            kept = reader.get(Finding, finding.id)
        drafting.read(other, kept, now=at(5))
        sync(other, host, at(6))
    with host.read() as reader:
        assert reader.get(Finding, finding.id).is_read


def test_what_is_taken_back_or_erased_on_the_host_is_gone_here(
    host: SeminarFile, laptop: SeminarFile
) -> None:
    with host.write(Verb.REMOVE, at(2)) as writer:
        writer.remove(writer.get(Response, "r2"))
    sync(laptop, host, at(3))
    assert len(passages.everything(laptop).passages) == 2
    with host.read() as reader:
        erased = [reader.get(Response, "r1")]
    erasing.erase(host, erased, now=at(4))
    sync(laptop, host, at(5))
    laptop.checkpoint()
    assert b"Trust takes years" not in laptop.path.read_bytes()
    assert faults(laptop) == faults(host) == ()


@pytest.mark.parametrize("by_bundle", [False, True])
def test_carried_by_stick_its_codings_come_and_its_responses_do_not(
    host: SeminarFile, laptop: SeminarFile, tmp_path: Path, by_bundle: bool
) -> None:
    themes.tie(laptop, [one(laptop, "Nobody").passage], theme(laptop).id, now=at(2))
    carried = laptop.path
    if by_bundle:
        carried = merging.write_bundle(laptop, tmp_path / "notes.seminar-notes", "Team")
    (taken,) = merging.merge(host, [carried], now=at(3)).taken
    assert taken.brought.refused == ()
    assert one(host, "Nobody").theme_ids == (theme(host).id,)
    assert merging.conflict_count(host) == 0
    with host.read() as reader:
        assert {each.participant_id for each in reader.every(Response)} == {"p-branwen"}
        assert len(reader.every(Coding)) == 1
    assert faults(host) == ()


def test_a_file_that_says_who_is_not_merged_into_it(host: SeminarFile, laptop: SeminarFile) -> None:
    report = merging.merge(laptop, [host.path], now=at(2))
    assert "says who gave responses" in str(report.refused[0].why)
    assert report.taken == ()


def test_a_copy_calls_its_host_and_the_rest_of_the_team_by_name(
    host: SeminarFile, laptop: SeminarFile, tmp_path: Path
) -> None:
    def exchange(copy: SeminarFile, name: str, share: Share = THEME_TEAM) -> None:
        syncing.synchronise(
            copy,
            lambda offer: syncing.answer(host, offer, share=share, now=at(2), name="Hall"),
            name=name,
            clock=lambda: at(2),
        )

    def called(copy: SeminarFile, device: str) -> str:
        with copy.read() as reader:
            return str(authors.callers(reader, copy.device)(device))

    def work(copy: SeminarFile) -> None:
        themes.tie(copy, [one(copy, "Nobody").passage], theme(copy).id, now=at(2))

    work(laptop)
    exchange(laptop, "Olwen")
    with laptop_of(host, tmp_path / "second.seminar") as second:
        exchange(second, "Berta")
        work(second)
        exchange(second, "Berta")
        assert called(second, host.device) == "Hall, the host"
        assert called(second, laptop.device) == "Olwen"
        exchange(laptop, "Olwen")
        assert called(laptop, second.device) == "Berta"
        assert called(laptop, laptop.device) == "this computer"
    notes = tmp_path / "notes.seminar"
    syncing.copy_for_notes(host, notes)
    copy = SeminarFile.open(notes, device="notes")
    exchange(copy, "Carl", NOTE_TAKERS)
    assert called(copy, host.device) == "Hall, the host"
    assert "Olwen" not in called(copy, laptop.device), "note-takers know nobody of the team"
    copy.close()


def test_a_finding_is_read_by_somebody_else_than_who_worded_it(
    host: SeminarFile, laptop: SeminarFile
) -> None:
    themes.tie(host, [one(host, "Nobody").passage], theme(host).id, now=at(2))
    sync(laptop, host, at(3))
    themes.tie(laptop, [one(laptop, "Nobody").passage], theme(laptop).id, now=at(4))
    finding = drafting.draft(laptop, theme(laptop), now=at(4))
    drafting.word(laptop, finding, "Nobody plans how it ends.", now=at(4))

    def drafted(file: SeminarFile) -> Finding:
        return drafting.drafts(file)[theme(file).id].finding

    with pytest.raises(SeminarError, match="written on this computer"):
        drafting.read(laptop, drafted(laptop), now=at(5))
    sync(laptop, host, at(6))
    drafting.read(host, drafted(host), now=at(7))
    assert drafted(host).is_read
    sync(laptop, host, at(7))
    with pytest.raises(SeminarError, match="written on this computer"):
        drafting.read(laptop, drafted(laptop), now=at(7))
    drafting.word(host, drafted(host), "Nobody plans the end.", now=at(8))
    with pytest.raises(SeminarError, match="written on this computer"):
        drafting.read(host, drafted(host), now=at(9))
    sync(laptop, host, at(10))
    drafting.read(laptop, drafted(laptop), now=at(11))
    assert drafted(laptop).is_read


def test_answers_are_shared_out_as_groups_are_and_that_travels(
    host: SeminarFile, laptop: SeminarFile
) -> None:
    asked = one(host, "Trust").passage.question_id
    with host.read() as reader:
        group = reader.every(Breakout)[0].id
    together.read_groups(host, {group}, now=at(2))
    sync(laptop, host, at(3))
    together.read_groups(laptop, {asked}, now=at(4))
    sync(laptop, host, at(5))
    assert {one(host, words).is_own for words in ("Trust", "Nobody")} == {False}
    assert one(host, "Prices").is_own
    assert {one(laptop, words).is_own for words in ("Trust", "Nobody")} == {True}
    assert not one(laptop, "Prices").is_own
    team = theme_team.team(host)
    assert [question.id for each in team.colleagues for question in each.answers] == [asked]
    assert team.passages[asked] == 2
    with host.read() as reader:
        assert not [*dangling(reader)]
