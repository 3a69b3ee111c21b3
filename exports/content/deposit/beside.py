"""Files for people and programs beside the data: what it is, whose, how it is cited and used."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from exports.phrases import IN_ENGLISH, Tell
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.report.additions import AdditionKind, edition, of_kind
from facilitator.domain.report.attendance import attendance
from facilitator.domain.report.deposit import Deposit, View, exclusions
from facilitator.domain.report.summary import Summary
from facilitator.domain.wording import Counted, Message, Weekday, say

_NO_LICENCE = say(
    "No licence is given yet. Write one in Report, under Write, before you deposit: an archive "
    "needs to know what others may do with the data."
)
_VIEWS: Mapping[View, Message] = {
    View.PUBLIC: say("Public: words whose speakers agreed to be quoted and to have them archived."),
    View.RESEARCH: say(
        "Research: words whose speakers agreed to have them archived, not all to be quoted: do not "
        "quote those whose {column} is false. For registered researchers.",
        column="quote_consent",
    ),
}
_READING = (
    say(
        "Every column of data/ is explained in docs/codebook.pdf and data/codebook.csv, with what "
        "an empty cell means. Ids are the same in every file."
    ),
    say(
        "text/ holds what was said as plain text, datalist.csv describes each, qda/ is the same "
        "with its coding (REFI-QDA 1.0)."
    ),
    say("metadata/ describes all of it for catalogues (DDI Codebook 2.5)."),
    say("data/recount/ is for counting votes again."),
    say(
        "SHA256SUMS tells whether a file is as it was: {command}.",
        command="sha256sum --check SHA256SUMS",
    ),
)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


def added(summary: Summary, kind: AdditionKind) -> tuple[str, ...]:
    """What authors wrote of this kind."""
    return tuple(each.words for each in of_kind(summary.additions, kind))


def licence(summary: Summary, tell: Tell = IN_ENGLISH) -> str:
    """What others may do with it."""
    return "\n\n".join(added(summary, AdditionKind.LICENCE)) or tell(_NO_LICENCE)


def creators(summary: Summary) -> tuple[str, ...]:
    """Who made it: the people who are named for it, else the organiser."""
    named = added(summary, AdditionKind.CREATOR)
    return named or tuple(filter(None, (summary.seminar.organiser,)))


def readme(deposit: Deposit, files: Sequence[str], locale: Locale = ENGLISH) -> str:
    """What a reader sees first, in plain text, in this language; columns, files and options of
    commands are called what they are.
    """
    tell, seminar = Tell(locale), deposit.summary.seminar
    out = [f"- {tell(each.what)}: {each.number}: {tell(each.rule)}" for each in exclusions(deposit)]
    return "\n".join(
        [
            *(f"{tell(name)}: {text}" for name, text in _about(deposit, tell) if text),
            "",
            tell(say("Purpose")),
            seminar.purpose or tell(say("Not recorded.")),
            "",
            tell(say("Not in this deposit, or changed")),
            *(out or [f"- {tell(say('nothing'))}"]),
            "",
            tell(say("How to read it")),
            *wrap(" ".join(map(tell, _READING)), _LINE, break_on_hyphens=False),
            "",
            tell(say("Files")),
            *(f"- {name}" for name in files),
            "",
        ]
    )


_LINE = 96
"""Letters of a line."""


def _about(deposit: Deposit, tell: Tell) -> Iterator[tuple[Message, str]]:
    """What it is, line by line, each under its name."""
    summary = deposit.summary
    seminar = summary.seminar
    day = tell(Weekday(seminar.date))
    yield say("Title"), tell(seminar.spoken_title)
    yield say("Subtitle"), tell(seminar.spoken_subtitle)
    doi = "; ".join(added(summary, AdditionKind.DOI))
    yield say("DOI"), doi or tell(say("not given yet"))
    yield say("Version"), str(edition(summary.additions))
    yield say("Creators"), "; ".join(creators(summary))
    yield say("Funders"), "; ".join(added(summary, AdditionKind.FUNDER))
    yield say("Held"), ", ".join(filter(None, (day, seminar.place)))
    yield say("Who took part"), tell(attendance(summary))
    yield say("Spoken under"), tell(seminar.spoken_rule)
    yield say("Citation"), citation(summary)
    yield say("Licence"), licence(summary, tell).splitlines()[0]
    yield say("Contact"), seminar.contact
    yield say("View"), tell(_VIEWS[deposit.view])
    where = say("{file}, change {number}", file=summary.file_id, number=str(summary.position))
    yield say("Seminar file"), tell(where)
    yield say("Last change"), f"{summary.made_at:%Y-%m-%d %H:%M:%S} UTC"
    few = Counted(seminar.print_threshold, "{n} person", "{n} people")
    yield say("Smallest group told apart"), tell(few)
    yield say("Rehearsal"), tell(say("Nobody here is real.")) if seminar.rehearsal else ""


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
