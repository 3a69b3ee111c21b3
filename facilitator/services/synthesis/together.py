"""Reading together: who reads which groups and answers, and how far they agree."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.synthesis.agreement import Agreement, Judged, agreement, interval_of_mean
from facilitator.domain.synthesis.codings import Coding, Mark, coding_id, marked
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.synthesis.subjects import subject_of
from facilitator.store.records import codings
from facilitator.store.records.codings import Said
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True)
class OnTheme:
    """How far those who have read the same passages agree on a theme."""

    theme: Theme
    agreement: Agreement


def agreements(said: Iterable[Said], themes: Iterable[Theme]) -> Iterable[OnTheme]:
    """Theme by theme, how far those agree who have judged the same passages."""
    shared = [by for by in by_passage(said).values() if len(by) > 1]
    for theme in themes:
        inside = (sum(theme.id in tied for tied in by.values()) for by in shared)
        units = (Judged(len(by), n) for by, n in zip(shared, inside, strict=True))
        yield OnTheme(theme, agreement(units))


def interval(said: Iterable[Said], themes: Sequence[Theme]) -> tuple[float, float] | None:
    """The interval of the mean of the themes' α."""
    shared = [by for by in by_passage(said).values() if len(by) > 1]
    return interval_of_mean(
        tuple(Judged(len(by), sum(theme.id in tied for tied in by.values())) for theme in themes)
        for by in shared
    )


def by_passage(said: Iterable[Said]) -> Mapping[str, Mapping[str, set[str]]]:
    """Of each passage that was judged, what each of its readers put it into."""
    found: dict[str, dict[str, set[str]]] = {}
    for each in said:
        found.setdefault(each.passage_id, {}).setdefault(each.coder, set()).add(each.theme_id)
    return found


def read_groups(file: SeminarStore, ids: Collection[str], *, now: datetime) -> None:
    """This coder reads these groups, and the answers to these questions, from now on, and no
    others; apart, if somebody else reads some.

    Two people who choose at the same time, in two copies, are a union, and no conflict. Raises
    SeminarError for what is neither.
    """
    with file.write(Verb.READ_GROUPS, now) as writer:
        before = codings.readers_of_groups(writer).get(file.device, frozenset())
        for id in sorted(before - set(ids)):
            _stop(writer, id, file.device)
        for id in sorted(set(ids) - before):
            if subject_of(writer, id) is None:
                writer.refuse_unknown(Breakout, id)
            writer.put(marked(id, Mark.READS, revision="", coder=file.device, at=now))


def read_together(file: SeminarStore, *, now: datetime) -> None:
    """Nobody reads apart any more: everybody sees what everybody made of every passage."""
    with file.write(Verb.READ_TOGETHER, now) as writer:
        for coder, groups in codings.readers_of_groups(writer).items():
            for id in sorted(groups):
                _stop(writer, id, coder)


def _stop(writer: Writer, group_id: str, coder: str) -> None:
    writer.remove(writer.get(Coding, coding_id(group_id, Mark.READS, None, coder)))
