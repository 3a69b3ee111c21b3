"""Erasing: a person's words and name wiped for good, here and from this computer's backups.

Deleting keeps what was said in the journal, so that it can be undone. Erasing does not: whoever
asks for it has a right to it. The receipts travel with every merge and every sync from then on.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.kind_words import several
from facilitator.domain.merging.sync import Slice
from facilitator.domain.notes.notes import Note
from facilitator.domain.notes.photographs import photograph_id
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Address, Participant, consent_id
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.wording import Counted, Joined, Listed, Text, Wording, say
from facilitator.services.people.addresses import addresses_of
from facilitator.services.records import naming
from facilitator.services.records.removing import let_go
from facilitator.services.seminar import speaking
from facilitator.store.files import backups, leftovers, logs, searching
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import erasures, forgetting, merge_log
from facilitator.store.records import codings, lineage
from facilitator.store.records.devices import devices_of
from facilitator.store.records.held import record_of
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

Told = Callable[[float, Text], None]
"""Is told how far it is (0 to 1) and what happens now."""

_ASKED_FOR: tuple[type[Record], ...] = (Participant, Note, Response, Address)
"""What somebody can ask to have erased, in the order in which it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Something of a person's that is held: a name on the list, a note, a response, an address.

    `where` says what it belongs to; `deleted` that it is out of sight but still in the journal.
    `kin` are the notes that share words with a note, since one was split off the other or joined
    with it: they are erased with it.
    """

    record: Participant | Note | Response | Address
    where: Text
    deleted: bool
    kin: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """The name, the address, or what was said."""
        match self.record:
            case Participant():
                return self.record.name
            case Address():
                return self.record.email
        return self.record.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How many backups on this computer lost something, and the names of those that could not."""

    cleaned: int = 0
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure came to."""

    records: tuple[Record, ...]
    swept: Swept
    with_it: int = 0
    """How many other notes went, as they shared words with those."""
    beside: tuple[Kind, ...] = ()
    """Of what kinds the records are beside which the name stood."""
    elsewhere: Text = ""
    """What of it is left, and where, as a sentence."""

    @property
    def sentence(self) -> Wording:
        """All of it, for the person who did it."""
        counts = Counter(type(record) for record in self.records)
        what = Listed(several(kind.KIND, counts[kind]) for kind in _ASKED_FOR if counts[kind])
        said = (
            say("Erased for good here: {what}.", what=what),
            _kin_erased(self.with_it),
            _taken_out(self.beside),
            cleaned(self.swept),
            self.elsewhere,
            left_behind(self.swept),
            ELSEWHERE,
        )
        return Joined(said)


ELSEWHERE = say(
    "Note-takers’ laptops follow when they are next in step. Copies saved elsewhere keep it until "
    "they are merged with this file: destroy them, and what was printed."
)


def _kin_erased(number: int) -> Text:
    if not number:
        return ""
    return Counted(
        number,
        "With it went {n} note split off or joined.",
        "With it went {n} notes split off or joined.",
    )


def _taken_out(beside: Sequence[Kind]) -> Text:
    if not beside:
        return ""
    return say(
        "The name is taken out where it stood beside {where}, and what that said before is gone.",
        where=Listed(_counted(beside)),
    )


def cleaned(swept: Swept) -> Text:
    """How many backups lost it, "" for none."""
    if not swept.cleaned:
        return ""
    return Counted(
        swept.cleaned,
        "{n} backup on this computer was cleaned.",
        "{n} backups on this computer were cleaned.",
    )


def left_behind(swept: Swept) -> Text:
    """What backups still hold it, "" for none."""
    if not swept.left:
        return ""
    return Counted(
        len(swept.left),
        "{n} backup could not be written and still holds it, and will be tried again: {names}.",
        "{n} backups could not be written and still hold it, and will be tried again: {names}.",
        names=Listed(swept.left),
    )


def traces(file: SeminarStore) -> tuple[Trace, ...]:
    """Everything that somebody could ask to have erased: names, notes, responses, addresses."""
    with file.read() as reader:
        kin = lineage.kin(reader)
        found = [
            _trace(reader, record_of(held.kind, held.content), kin)
            for held in erasures.personal(reader)
            if held.content is not None
        ]
    return tuple(sorted(found, key=lambda trace: _ASKED_FOR.index(type(trace.record))))


def _trace(reader: Reader, record: Record, kin: Mapping[str, frozenset[str]]) -> Trace:
    assert isinstance(record, Participant | Note | Response | Address)
    return Trace(
        record=record,
        where=_where(reader, record),
        deleted=reader.find(type(record), record.id) is None,
        kin=kin.get(record.id, frozenset()) - {record.id},
    )


def _where(reader: Reader, record: Participant | Note | Response | Address) -> Text:
    if isinstance(record, Address):
        return say("Address for a mailing")
    if isinstance(record, Participant):
        return Joined((say("On the list"), record.organisation), " · ")
    if isinstance(record, Note):
        group = reader.find(Breakout, record.breakout_id)
        return Joined((say("Note"), group.title if group else ""), " · ")
    question = reader.find(Question, record.question_id)
    asked = question.wording if question else ""
    return Joined((say("Response"), record.attribution, asked), " · ")


def erase(
    file: SeminarStore,
    records: Sequence[Record],
    *,
    now: datetime,
    told: Told = lambda _share, _what: None,
) -> Erased:
    """Wipe records from the file, its log and this computer's backups. It cannot be undone.

    With a note go those that share its words, and what was refused that does, with a name whatever
    is kept of that person, and the name itself where it stands beside something else. Whatever
    pointed at them lets go. Words that arrive later from another copy do not come in. Then it is
    looked what is left of the words, in any version and in the file itself.
    """
    told(0.0, say("Erasing here"))
    with file.write(Verb.ERASE, now) as writer:
        kin = lineage.kin(writer)
        notes = {record.id for record in records if isinstance(record, Note)}
        others = frozenset().union(*(kin.get(id, frozenset()) for id in notes)) - notes
        erased = {record.id for record in records}
        said = _texts(writer, [r for r in records if isinstance(r, Note | Response)])
        said |= _texts_of_notes(writer, others)
        texts, names = _texts(writer, records) | said, _names(writer, records)
        beside = naming.named_in(writer, names, erased | others)
        writer.concerns(beside)
        refused = merge_log.refused_saying(writer, said, lineage.SHORTEST_CUT)
        _wipe(writer, records, others)
        for id in refused:
            writer.erase_unheard(Kind.NOTE, id)
        naming.take_out(writer, beside, names)
        for kind in {type(record) for record in records}:
            let_go(writer, kind, erased)
        forgetting.forget(writer)
    swept = sweep(file, now, told)
    return Erased(
        records=tuple(records),
        swept=swept,
        with_it=len(others),
        beside=tuple(beside.values()),
        elsewhere=left_of(file, texts, names),
    )


_SAID = {
    Note: ("words",),
    Response: ("words",),
    Participant: ("name", "email"),
    Address: ("email",),
}
SHORTEST = forgetting.SHORT
"""Signs that words must have to be looked for: shorter ones stand anywhere."""


def _texts(reader: Reader, records: Sequence[Record]) -> frozenset[str]:
    texts = [lineage.ever_said(reader, r.id, _SAID.get(type(r), ())) for r in records]
    return frozenset(text for found in texts for text in found if len(text) >= SHORTEST)


def _names(reader: Reader, records: Sequence[Record]) -> frozenset[str]:
    """What people who are erased were ever called, and their addresses."""
    people = [record for record in records if isinstance(record, Participant | Address)]
    named = [lineage.ever_said(reader, each.id, _SAID[type(each)]) for each in people]
    return frozenset[str]().union(*named)


def _texts_of_notes(reader: Reader, ids: Collection[str]) -> frozenset[str]:
    texts = [lineage.ever_said(reader, id, _SAID[Note]) for id in ids]
    return frozenset(text for found in texts for text in found if len(text) >= SHORTEST)


def _wipe(writer: Writer, records: Sequence[Record], others: Collection[str]) -> None:
    """Wipe records, other notes with them, and what is nothing without them."""
    for record in records:
        writer.erase(record.KIND, record.id)
    for id in sorted(others):
        writer.erase(Kind.NOTE, id)
    for note in {*others, *(record.id for record in records if isinstance(record, Note))}:
        writer.erase(Kind.PHOTOGRAPH, photograph_id(note))
    _erase_codings(writer, {*others, *(record.id for record in records)})
    _erase_what_is_of(writer, records)


def _erase_what_is_of(writer: Writer, records: Sequence[Record]) -> None:
    """Consents, addresses and upvotes of people, and upvotes of what was said."""
    people = [record.id for record in records if isinstance(record, Participant)]
    for id in addresses_of(writer, people):
        writer.erase(Kind.ADDRESS, id)
    devices = devices_of(writer, people)
    for person in (*people, *devices):
        writer.erase(Kind.CONSENT, consent_id(person))
    for id in sorted(lineage.upvotes_by(writer, devices)):
        writer.erase(Kind.UPVOTE, id)
    speaking.forget(writer, (*people, *devices))


def left_of(file: SeminarStore, texts: Collection[str], names: Collection[str] = ()) -> Text:
    """What is left of words that were erased, for whoever did it to look at; "" for nothing.

    Names are looked for however short they are, as whole words.
    """
    with file.read() as reader:
        found = forgetting.remains(reader, {*texts, *names})
    if found:
        return say(
            "The same words stand elsewhere in this file as well, said or typed apart: {where}. "
            "Look for them there.",
            where=Listed(_counted(kind for kind, _ in found)),
        )
    if isinstance(file, SeminarFile) and searching.holds(file.path, texts):
        return say(
            "The file’s log still holds some of it while somebody reads; it goes with the next."
        )
    return ""


def _counted(names: Iterable[str]) -> Iterator[Wording]:
    """Records by kind, and whatever else a file keeps that is none."""
    numbers = Counter(names)
    for kind in Kind:
        if number := numbers.pop(kind, 0):
            yield several(kind, number)
    if numbers.pop(forgetting.FACTS, 0):
        yield say("lines that are half typed in Run, in Notes or in a dialog")
    if numbers:
        yield say("what the file keeps of itself")


def _erase_codings(writer: Writer, passage_ids: Collection[str]) -> None:
    """What passages were tied to goes for good with their words, also what was untied since."""
    for id in codings.ever_of(writer, passage_ids):
        writer.erase(Kind.CODING, id)


def _erase_kin_that_came(file: SeminarStore, now: datetime) -> None:
    """Somebody split or joined elsewhere what was erased: the words went on in another note."""
    with file.read() as reader:
        kin = lineage.kin_of_erased(reader)
    if kin:
        with file.write(Verb.ERASE, now) as writer:
            for id in sorted(kin):
                writer.erase(Kind.NOTE, id)


def _erase_photographs_that_came(file: SeminarStore, now: datetime) -> None:
    """Somebody took one elsewhere of a note that was erased: it goes as the note did."""
    with file.read() as reader:
        gone = {photograph_id(note) for note in lineage.erased(reader, Kind.NOTE)}
        came = gone & {id for _, id in erasures.ever_of(reader, (Kind.PHOTOGRAPH,))}
    if came:
        with file.write(Verb.ERASE, now) as writer:
            for id in sorted(came):
                writer.erase(Kind.PHOTOGRAPH, id)


def _erase_codings_that_came(file: SeminarStore, now: datetime) -> None:
    """Somebody coded elsewhere what was erased: nothing is left of that, either."""
    with file.read() as reader:
        passages = codings.of_erased(reader)
    if passages:
        with file.write(Verb.ERASE, now) as writer:
            _erase_codings(writer, passages)


def sweep(file: SeminarStore, now: datetime, told: Told = lambda _share, _what: None) -> Swept:
    """Have no word linger in the file's log, nor in backups, of what was erased here or elsewhere.

    A backup that cannot be written is named and tried again the next time, and so is a log that
    somebody reads; where all have been looked through for these erasures, nothing is done.
    """
    _erase_kin_that_came(file, now)
    _erase_codings_that_came(file, now)
    _erase_photographs_that_came(file, now)
    with file.read() as reader:
        brings = erasures.receipts(reader)
    if not brings.revisions or not isinstance(file, SeminarFile):
        return Swept()  # the backups of a database are its administrator's
    folders = backups.folders_of_seminar(file)
    leftovers.sweep(file.path.parent)
    logs.forget_aside(file.path)
    kept = [backup.path for folder in folders for backup in backups.in_folder(folder)]
    done, mark = _done(file), _mark(brings, kept)
    if mark == _read(done):
        return Swept()
    is_emptied = file.checkpoint()
    cleaned, left = 0, []
    for number, backup in enumerate(kept):
        told(number / len(kept), say("Erasing in backups"))
        try:
            cleaned += erasures.bring(brings, backup, file.passphrase, now)
        except (SeminarError, OSError):
            left.append(backup.name)
    if is_emptied and not left:
        done.parent.mkdir(parents=True, exist_ok=True)
        whole_file.write_text(done, mark)
    return Swept(cleaned=cleaned, left=tuple(left))


def _done(file: SeminarFile) -> Path:
    """Beside the backups: what says for which receipts this very file and they are swept."""
    return backups.folder_of(file) / "erased"


def _mark(brings: Slice, kept: Sequence[Path]) -> str:
    """Receipts, and the backups of the seminar in all its places: a copy may make more."""
    names = [revision.id for revision in brings.revisions]
    names += [f"{backup.parent.name}/{backup.name}" for backup in kept]
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def _read(done: Path) -> str:
    try:
        return done.read_text("utf-8")
    except OSError:
        return ""
