"""Memos on themes and findings: what the theme team thinks of them; in no document."""

from collections.abc import Collection
from dataclasses import dataclass

from facilitator.domain.synthesis.codings import Mark
from facilitator.domain.synthesis.findings import Finding
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class Memos:
    """What was written on something, here and elsewhere."""

    own: str = ""
    others: tuple[str, ...] = ()


NONE = Memos()


def memos_in(reader: Reader, ids: Collection[str], here: str) -> dict[str, Memos]:
    """The memos on some records, by record; `here` is the device whose own they are."""
    found: dict[str, Memos] = {}
    for each in codings.marks_on(reader, ids):
        if each.mark is Mark.MEMO:
            said = found.get(each.passage_id, NONE)
            own, others = said.own, said.others
            if each.coder == here:
                own = each.memo
            else:
                others = (*others, each.memo)
            found[each.passage_id] = Memos(own, others)
    return found


def memos_on_findings(file: SeminarStore) -> dict[str, Memos]:
    """The memos on each finding that has any."""
    with file.read() as reader:
        return memos_in(reader, reader.ids(Finding), file.device)
