"""Merging: another laptop's work taken in, looked at first, taken out again, conflicts settled."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.heads import Form, Shown
from facilitator.domain.merging.merge import (
    Conflict,
    MergeReport,
    Preview,
    Refusal,
    Taken,
    TakenOut,
    Version,
)
from facilitator.domain.records import Record
from facilitator.domain.wording import Counted, Joined, Text, Wording, say
from facilitator.services.notes import outbox
from facilitator.services.records import activity, erasing
from facilitator.services.seminar.room_clock import on_room_clock, zone_in
from facilitator.services.synthesis import coding
from facilitator.store.files import backups, bundles
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.files.incoming import brought, passphrase_of
from facilitator.store.merging import merge_log
from facilitator.store.merging.union import unite
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

Told = Callable[[float, Text], None]
"""Is told how far a merge is (0 to 1) and what happens now."""

BUNDLE_SUFFIX = bundles.SUFFIX
NAME_LETTERS = bundles.MOST_LETTERS
"""How long the name of whoever hands notes over may be."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def preview(file: SeminarStore, other: Path) -> Preview:
    """What another file or bundle would bring; nothing changes.

    It is the merge itself, rolled back, so that it cannot promise something else.
    """
    try:
        if outbox.is_outbox(other):
            return outbox.preview(file, outbox.read(other), other.name)
        with (
            brought(file, other) as content,
            file.write_beside(content, _EPOCH, keep=False) as writer,
        ):
            return _signed(unite(writer, other.name), file, content)
    except SeminarError as error:
        refusal = Refusal(other.name, error.sentence)
        return Preview(name=other.name, refused=(refusal,), readable=False)


def _by_name(other: Path) -> str:
    return other.name


def merge(
    file: SeminarStore,
    others: Sequence[Path],
    *,
    now: datetime,
    told: Told | None = None,
    named: Callable[[Path], str] = _by_name,
) -> MergeReport:
    """Take in other files and bundles, each in a transaction of its own, after one backup.

    A file that is refused changes nothing and does not keep the others out. The order of `others`
    makes no difference to what the seminar shows afterwards. `named` says what a file is called in
    the report.
    """
    tell = told or (lambda _share, _what: None)
    if isinstance(file, SeminarFile):
        tell(0.0, say("Making a backup"))
        backups.back_up(file, now, backups.Before.MERGE)
    taken: list[Taken] = []
    refused: list[Refusal] = []
    for number, other in enumerate(others):
        try:
            part = _part(tell, number, len(others), say("Merging {name}", name=other.name))
            taken.append(_take_in(file, other, named(other), now, part))
        except SeminarError as error:
            refused.append(Refusal(named(other), error.sentence))
    # Keys of votes that were closed must not linger in the log.
    file.checkpoint()
    erasing.sweep(file, now)
    tell(1.0, say("Merged"))
    kept_out = [refusal for each in taken for refusal in each.brought.refused]
    return MergeReport(taken=tuple(taken), refused=(*refused, *kept_out))


def _part(tell: Told, number: int, total: int, what: Text) -> Callable[[float], None]:
    """What is told within one of several files."""
    tell(number / total, what)
    return lambda share: tell((number + share) / total, what)


def _take_in(
    file: SeminarStore, other: Path, name: str, now: datetime, told: Callable[[float], None]
) -> Taken:
    if outbox.is_outbox(other):
        box = outbox.read(other)
        with file.write(Verb.MERGE, now) as writer:
            return _kept(writer, now, lambda: outbox.take(writer, box, name, now=now))
    with brought(file, other) as content, file.write_beside(content, now, keep=True) as writer:
        merge_log.name_device(writer, *bundles.written_by(content, passphrase_of(file)))
        return _kept(writer, now, lambda: _signed(unite(writer, name, told), file, content))


def _signed(found: Preview, file: SeminarStore, content: Path) -> Preview:
    """What a file brings, with who handed it over."""
    return replace(found, by=bundles.written_by(content, passphrase_of(file))[0])


def _kept(writer: Writer, now: datetime, take: Callable[[], Preview]) -> Taken:
    """What is taken in, remembered so that it can be taken out again."""
    first = merge_log.next_place(writer)
    found = take()
    last = merge_log.next_place(writer) - 1
    kept = merge_log.Kept(new_id(), now, first, last, found)
    if last >= first or found.ballots:
        merge_log.keep(writer, kept)
    return _as_taken(kept)


def _as_taken(kept: merge_log.Kept) -> Taken:
    return Taken(merge_id=kept.id, at=kept.at, brought=kept.brought, taken_out=kept.taken_out)


def taken_in(file: SeminarStore) -> tuple[Taken, ...]:
    """Every merge into this file, the latest first, by the clock in the room."""
    with file.read() as reader:
        zone = zone_in(reader)
        taken = [_as_taken(kept) for kept in merge_log.every(reader)]
    return tuple(replace(each, at=each.at.astimezone(zone)) for each in taken)


def take_out(file: SeminarStore, merge_id: str, *, now: datetime) -> TakenOut:
    """Take a merge out again: what it brought goes, what it changed is as before.

    Nothing is deleted: the answer is written as revisions, in one act that can be undone. What was
    worked on here since stays, and is reported. Raises SeminarError when it was taken out already.
    """
    with file.read() as reader:
        kept = merge_log.find(reader, merge_id)
    if kept is None or kept.taken_out:
        raise SeminarError(say("This merge was taken out already. Undo brings it back."))
    with file.write(Verb.TAKE_OUT, now) as writer:
        result = merge_log.take_out(writer, kept)
        merge_log.keep(writer, merge_log.as_taken_out(kept))
    return result


def write_bundle(file: SeminarFile, path: Path, writer: str = "") -> Path:
    """Write this laptop's notes, and whatever else was written on it, for the host to take in.

    `writer` says who hands it over; the host is shown it before anything is taken in.
    Returns the path it was written to, which ends in `BUNDLE_SUFFIX`.
    """
    target = path if path.suffix == BUNDLE_SUFFIX else path.with_name(path.name + BUNDLE_SUFFIX)
    bundles.write(file, target, writer)
    return target


def conflict_count(file: SeminarStore) -> int:
    """How many records have versions that nobody has reconciled."""
    with file.read() as reader:
        return len(reader.in_conflict())


def conflicts(file: SeminarStore) -> tuple[Conflict, ...]:
    """The records with versions that nobody has reconciled, each with all of them."""
    with file.read() as reader:
        return tuple(conflict(reader, shown) for shown in reader.in_conflict())


def conflict(reader: Reader, shown: Shown) -> Conflict:
    """One record's versions, the one that is shown first."""
    return Conflict(
        kind=shown.lead.kind,
        id=shown.lead.record,
        versions=tuple(_version(reader, form) for form in shown.forms),
    )


def _version(reader: Reader, form: Form) -> Version:
    head, record = form.heads[0], form.record
    held = merge_log.latest_content(reader, head) if record is None else None
    return Version(
        revisions=tuple(each.id for each in form.heads),
        record=record_in(held) if held else record,
        device=head.device,
        at=on_room_clock(reader, _EPOCH + timedelta(microseconds=head.clock)),
        label=activity.words_about(reader, head),
        gone=record is None,
    )


def settle(
    file: SeminarStore,
    torn: Conflict,
    record: Record,
    *,
    gone: bool = False,
    is_third: bool = False,
    now: datetime,
) -> None:
    """Answer all versions of a conflict with this one: chosen, or written as a third.

    With `gone` the record is taken out instead. What came in since the conflict was looked at is
    not covered. Raises SeminarError when somebody has settled it; a third version, which is
    somebody's own words, is kept beside what that made.
    """
    with file.write(Verb.SETTLE, now) as writer:
        shown = writer.shown(torn.id)
        if shown is None or not (shown.in_conflict or is_third):
            raise SeminarError(say("Its versions are settled already. Look at it again."))
        if gone:
            writer.remove_as_seen(torn.kind, torn.id, torn.heads)
            coding.let_go(writer, [torn.id])
        else:
            writer.put_as_seen(record, torn.heads)


def summary(report: TakenOut) -> Wording:
    """What taking a merge out came to, in a sentence or two."""
    back = Counted(
        report.put_back,
        "{n} record is as before the merge.",
        "{n} records are as before the merge.",
    )
    if not report.stayed:
        return back
    reasons = {refusal.why: refusal.said for refusal in report.stayed}
    stay = Counted(
        len(report.stayed),
        "{n} record stays: {why}",
        "{n} records stay: {why}",
        why=Joined(said for _, said in sorted(reasons.items())),
    )
    return Joined((back, stay))
