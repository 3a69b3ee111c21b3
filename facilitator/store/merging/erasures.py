"""Erasures: what a person may ask to have erased, and copies that lose it as well.

An erasure is a revision without content, a receipt. Brought to a copy of the file, it wipes there
what it wiped here, as in every merge.
"""

import contextlib
import os
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, or_, select

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Slice
from facilitator.domain.personal import OWN
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import say
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import exchange, forgetting
from facilitator.store.records import tables
from facilitator.store.records.held import known
from facilitator.store.records.reader import Reader, revision_of
from facilitator.store.sqlite.connecting import as_one_file, connect
from facilitator.store.sqlite.passphrases import Passphrase
from facilitator.store.sqlite.troubles import TROUBLE, sentence_of

_JOURNAL = tables.journal

OF_PEOPLE = (Kind.PARTICIPANT, Kind.ADDRESS, Kind.CONSENT, Kind.UPVOTE, Kind.PHOTOGRAPH)
"""Kinds of records that are of somebody, and go with their name."""


def personal(reader: Reader) -> tuple[Revision, ...]:
    """The last that is held of every name and everything said, also of what was deleted since."""
    last = (
        select(func.max(_JOURNAL.c.seq))
        .where(_JOURNAL.c.kind.in_(OWN), _JOURNAL.c.content.is_not(None))
        .group_by(_JOURNAL.c.record)
    )
    rows = reader.connection.execute(
        select(_JOURNAL).where(_JOURNAL.c.seq.in_(last)).order_by(_JOURNAL.c.seq)
    )
    return tuple(map(revision_of, rows.mappings()))


def ever_of(reader: Reader, kinds: Collection[Kind]) -> tuple[tuple[Kind, str], ...]:
    """Every record of these kinds of which anything is held, also of what was deleted since."""
    asked = select(_JOURNAL.c.kind, _JOURNAL.c.record).distinct()
    held = asked.where(_JOURNAL.c.kind.in_(kinds), _JOURNAL.c.content.is_not(None))
    found = sorted((str(kind), str(id)) for kind, id in reader.connection.execute(held))
    return tuple((known(Kind, kind), id) for kind, id in found)


def receipts(reader: Reader) -> Slice:
    """Every erasure the file knows of, and what records are without names that were taken out."""
    by_it = select(tables.acts.c.id).where(tables.acts.c.verb.in_([Verb.ANONYMISE, Verb.ERASE]))
    stripped = select(_JOURNAL.c.record).where(
        _JOURNAL.c.act.in_(by_it), _JOURNAL.c.kind.not_in(OF_PEOPLE)
    )
    wanted = or_(_JOURNAL.c.erased == 1, _JOURNAL.c.record.in_(stripped))
    rows = reader.connection.execute(select(_JOURNAL).where(wanted).order_by(_JOURNAL.c.seq))
    revisions = tuple(map(revision_of, rows.mappings()))
    return Slice(acts=exchange.acts_of(reader, revisions), revisions=revisions)


def bring(brings: Slice, copy: Path, passphrase: Passphrase, now: datetime) -> bool:
    """Erase in a copy that nobody has open what those receipts erase, and take out of its records
    what they took out; whether there was anything.

    The copy keeps its date: it is no newer for it. Raises SeminarError or OSError when it cannot be
    read or written; it is whole then all the same.
    """
    brings = _for_copy(copy, passphrase, brings)
    if not brings.revisions:
        return False
    written = copy.stat()
    file = SeminarFile.open(copy, passphrase=passphrase)
    try:
        exchange.take(file, brings, frozenset(Kind), copy.name, now)
        erased = {each.kind for each in brings.revisions if each.erased}
        if erased:
            with file.write(Verb.KEEP, now) as writer:
                if Kind.PARTICIPANT in erased:
                    forgetting.forget_typed_names(writer)
                forgetting.forget_half_typed(writer)
        file.checkpoint()
        with file.database.driving() as raw:
            as_one_file(raw)
    finally:
        file.close()
    whole_file.sync(copy)
    os.utime(copy, ns=(written.st_atime_ns, written.st_mtime_ns))
    return True


def _for_copy(copy: Path, passphrase: Passphrase, brings: Slice) -> Slice:
    """What of it a copy has not had: receipts, and versions of records that it has. It is not
    written for that.
    """
    try:
        with contextlib.closing(connect(copy, passphrase, is_read_only=True)) as raw:
            held = dict(raw.execute("SELECT id, record FROM journal"))
    except TROUBLE as error:
        why = sentence_of(error, copy) or say(
            "{name} is damaged. Open one of its backups instead.", name=copy.name
        )
        raise SeminarError(why) from error
    records = set(held.values())
    revisions = tuple(
        each
        for each in brings.revisions
        if each.id not in held and (each.erased or each.record in records)
    )
    wanted = {each.act for each in revisions}
    return Slice(acts=tuple(a for a in brings.acts if a.id in wanted), revisions=revisions)
