"""Erasures: what a person may ask to have erased, and copies that lose it as well.

An erasure is a revision without content, a receipt. Brought to a copy of the file, it wipes there
what it wiped here, as in every merge.
"""

import contextlib
import os
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Slice
from facilitator.domain.personal import OWN
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import say
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import exchange
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader, revision_of
from facilitator.store.sqlite.engine import as_one_file, connect
from facilitator.store.sqlite.passphrases import Passphrase
from facilitator.store.sqlite.troubles import TROUBLE, sentence_of

_JOURNAL = tables.journal


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
    return tuple((Kind(kind), id) for kind, id in found)


def receipts(reader: Reader) -> Slice:
    """Every erasure the file knows of."""
    rows = reader.connection.execute(
        select(_JOURNAL).where(_JOURNAL.c.erased == 1).order_by(_JOURNAL.c.seq)
    )
    revisions = tuple(map(revision_of, rows.mappings()))
    return Slice(acts=exchange.acts_of(reader, revisions), revisions=revisions)


def bring(brings: Slice, copy: Path, passphrase: Passphrase, now: datetime) -> bool:
    """Erase in a copy that nobody has open what those receipts erase; whether there was anything.

    The copy keeps its date: it is no newer for it. Raises SeminarError or OSError when it cannot be
    read or written; it is whole then all the same.
    """
    if _knows(copy, passphrase, brings):
        return False
    written = copy.stat()
    file = SeminarFile.open(copy, passphrase=passphrase)
    try:
        exchange.take(file, brings, frozenset(Kind), copy.name, now)
        file.checkpoint()
        with file.database.driving() as raw:
            as_one_file(raw)
    finally:
        file.close()
    whole_file.sync(copy)
    os.utime(copy, ns=(written.st_atime_ns, written.st_mtime_ns))
    return True


def _knows(copy: Path, passphrase: Passphrase, brings: Slice) -> bool:
    """Whether a copy has had all these receipts already; it is not written for that."""
    try:
        with contextlib.closing(connect(copy, passphrase, is_read_only=True)) as raw:
            held = {id_ for (id_,) in raw.execute("SELECT id FROM journal WHERE erased")}
    except TROUBLE as error:
        why = sentence_of(error, copy.name) or say(
            "{name} is damaged. Open one of its backups instead.", name=copy.name
        )
        raise SeminarError(why) from error
    return held >= {revision.id for revision in brings.revisions}
