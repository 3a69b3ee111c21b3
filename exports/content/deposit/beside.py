"""Files for people and programs beside the data: what it is, whose, how it is cited and used."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from facilitator.domain.days import full_day
from facilitator.domain.report.additions import AdditionKind, edition, of_kind
from facilitator.domain.report.attendance import attendance
from facilitator.domain.report.deposit import Deposit, View, exclusions
from facilitator.domain.report.summary import Summary

_NO_LICENCE = (
    "No licence is given yet. Write one in Report, under Write, before you deposit: an archive "
    "needs to know what others may do with the data."
)
_VIEWS: Mapping[View, str] = {
    View.PUBLIC: "Public: words whose speakers agreed to be quoted and to have them archived.",
    View.RESEARCH: "Research: words whose speakers agreed to have them archived, not all to be "
    "quoted: do not quote those whose quote_consent is false. For registered researchers.",
}
_READING = (
    "Every column of data/ is explained in docs/codebook.pdf and data/codebook.csv, with what an",
    "empty cell means. Ids are the same in every file. text/ holds what was said as plain text,",
    "datalist.csv describes each, qda/ is the same with its coding (REFI-QDA 1.0). metadata/",
    "describes all of it for catalogues (DDI Codebook 2.5). data/recount/ is for counting votes",
    "again. SHA256SUMS tells whether a file is as it was: sha256sum --check SHA256SUMS.",
)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


def added(summary: Summary, kind: AdditionKind) -> tuple[str, ...]:
    """What authors wrote of this kind."""
    return tuple(each.words for each in of_kind(summary.additions, kind))


def licence(summary: Summary) -> str:
    """What others may do with it."""
    return "\n\n".join(added(summary, AdditionKind.LICENCE)) or _NO_LICENCE


def creators(summary: Summary) -> tuple[str, ...]:
    """Who made it: the people who are named for it, else the organiser."""
    named = added(summary, AdditionKind.CREATOR)
    return named or tuple(filter(None, (summary.seminar.organiser,)))


def readme(deposit: Deposit, files: Sequence[str]) -> str:
    """What a reader sees first, in plain text."""
    summary = deposit.summary
    seminar = summary.seminar
    about = (
        ("Title", seminar.title),
        ("Subtitle", seminar.subtitle),
        ("DOI", "; ".join(added(summary, AdditionKind.DOI)) or "not given yet"),
        ("Version", str(edition(summary.additions))),
        ("Creators", "; ".join(creators(summary))),
        ("Funders", "; ".join(added(summary, AdditionKind.FUNDER))),
        ("Held", ", ".join(filter(None, (full_day(seminar.date), seminar.place)))),
        ("Who took part", str(attendance(summary))),
        ("Spoken under", seminar.rule),
        ("Citation", citation(summary)),
        ("Licence", licence(summary).splitlines()[0]),
        ("Contact", seminar.contact),
        ("View", _VIEWS[deposit.view]),
        ("Seminar file", f"{summary.file_id}, change {summary.position}"),
        ("Last change", f"{summary.made_at:%Y-%m-%d %H:%M:%S} UTC"),
        ("Smallest group told apart", f"{seminar.print_threshold} people"),
        ("Rehearsal", "Nobody here is real." if seminar.rehearsal else ""),
    )
    told = [f"{name}: {text}" for name, text in about if text]
    out = [f"- {each.what}: {each.number}: {each.rule}" for each in exclusions(deposit)]
    return "\n".join(
        [
            *told,
            "",
            "Purpose",
            seminar.purpose or "Not recorded.",
            "",
            "Not in this deposit, or changed",
            *(out or ["- nothing"]),
            "",
            "How to read it",
            *_READING,
            "",
            "Files",
            *(f"- {name}" for name in files),
            "",
        ]
    )


def citation(summary: Summary) -> str:
    """How it is cited."""
    seminar = summary.seminar
    given = "; ".join(added(summary, AdditionKind.CITATION))
    whose = "; ".join(creators(summary)) or seminar.title
    return given or f"{whose} ({seminar.date.year}). {seminar.title} [data]."


def citation_file(summary: Summary) -> str:
    """The citation for programs (Citation File Format 1.2.0, YAML; texts as JSON spells them)."""
    seminar = summary.seminar
    entities = [line for name in creators(summary) or (seminar.title,) for line in _entity(name)]
    doi = added(summary, AdditionKind.DOI)
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quoted('If you use these data, cite them as below.')}",
        "type: dataset",
        f"title: {_quoted(seminar.title)}",
        "authors:",
        *entities,
        f"version: {_quoted(str(edition(summary.additions)))}",
        f"date-released: {_quoted(f'{summary.made_at:%Y-%m-%d}')}",
        *([f"doi: {_quoted(doi[0])}"] if doi else []),
    ]
    if added(summary, AdditionKind.LICENCE):
        lines.append(f"notes: {_quoted('Licence: ' + licence(summary))}")
    if seminar.purpose:
        lines.append(f"abstract: {_quoted(seminar.purpose)}")
    return "\n".join(lines) + "\n"


def _entity(name: str) -> Iterator[str]:
    """An author, and their ORCID where it stands behind the name."""
    found = _ORCID.search(name)
    bare = _ORCID.sub("", name).strip(" ,;()") if found else name
    yield f"  - name: {_quoted(bare or name)}"
    if found:
        yield f"    orcid: {_quoted(f'https://orcid.org/{found[1]}')}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
