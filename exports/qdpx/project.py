"""What was sorted into themes as a REFI-QDA project (.qdpx) or codebook (.qdc), version 1.0.

The format is the Rotterdam Exchange Format Initiative's (qdasoftware.org). Groups are cases; people
are none, and who coded is a number.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

from exports.dataset import DataTable, Type, field
from exports.qdpx.sources import Source, clean, guid_of, sources_of
from facilitator.domain.errors import SeminarError
from facilitator.domain.report.summary import Summary
from facilitator.domain.synthesis.themes import Theme, in_order, parents
from facilitator.domain.wording import say

_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_ORIGIN = "Facilitator"
_LONGEST_NAME = 63
"""Signs of a code's name that every program reads."""

_MEMBERS, _TOPIC = "People in the group", "Topic"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def project_of(summary: Summary) -> bytes:
    """The project, packed with its texts; the same summary gives the same bytes."""
    sources = sources_of(summary)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        files = {"project.qde": _project(summary, sources)}
        files |= {f"sources/{source.guid}.txt": source.text.encode() for source in sources}
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def codebook_of(summary: Summary) -> bytes:
    """The themes alone. Raises SeminarError where there are none: the format holds at least one."""
    if not summary.themes:
        raise SeminarError(
            say("There are no themes yet, so there is no codebook. Make a theme in Synthesise.")
        )
    root = ET.Element("CodeBook", xmlns=_CODEBOOK, origin=_ORIGIN)
    _put_codes(root, summary)
    return _bytes(root)


def positions_of(summary: Summary) -> DataTable:
    """Where every coded word stands, to be compared with what a program shows of the project."""
    return DataTable(
        name="check_positions",
        title="Where the coded words stand",
        fields=(
            field("coding_id", "Record id of the coding", Type.ID),
            field("source", "File of the text"),
            field("start", "Where the words begin, in code points", Type.COUNT),
            field("end", "Where they end, in code points", Type.COUNT),
            field("theme_id", "Record id of the theme", Type.ID),
            field("words", "The words"),
        ),
        rows=tuple(
            (
                line.id,
                f"{source.guid}.txt",
                part.start,
                part.end,
                line.theme_id,
                source.text[part.start : part.end],
            )
            for source in sources_of(summary)
            for part in source.selected
            for line in part.codings
        ),
    )


def code_names(themes: Iterable[Theme]) -> dict[str, str]:
    """A name for each theme's code: no two alike whatever their capitals, none too long."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for theme in themes:
        whole = clean(" ".join(theme.name.split())) or "–"
        name, number = whole[:_LONGEST_NAME].rstrip(), 1
        while name.casefold() in taken:
            number += 1
            end = f" ({number})"
            name = whole[: _LONGEST_NAME - len(end)].rstrip() + end
        taken.add(name.casefold())
        names[theme.id] = name
    return names


def _project(summary: Summary, sources: tuple[Source, ...]) -> bytes:
    root = ET.Element(
        "Project",
        xmlns=_PROJECT,
        name=clean(summary.seminar.title),
        origin=_ORIGIN,
        creationDateTime=_moment(summary.made_at),
    )
    _put_users(root, summary)
    if summary.themes:
        _put_codes(ET.SubElement(root, "CodeBook"), summary)
    groups = [source for source in sources if source.group]
    if groups:
        _put_variables(root, summary)
        _put_cases(root, summary, groups)
    memos = dict(_memos(summary))
    if sources:
        _put_sources(root, summary, sources)
    if memos:
        _put_memos(root, summary, memos)
    if sources:
        _put_sets(root, summary, sources)
    if summary.seminar.purpose:
        ET.SubElement(root, "Description").text = clean(summary.seminar.purpose)
    for name in memos:
        ET.SubElement(root, "NoteRef", targetGUID=guid_of(summary, f"memo {name}"))
    return _bytes(root)


def _memos(summary: Summary) -> Iterator[tuple[str, str]]:
    """What whoever reads the project has to know of it: a memo each."""
    if summary.seminar.rule:
        yield "Spoken under", summary.seminar.rule
    if summary.method:
        yield "Method", "\n\n".join(map(str, summary.method))
    withheld = sum(part.withheld + part.hidden for part in summary.asked)
    withheld += sum(part.withheld for part in summary.breakouts)
    if withheld:
        yield "Not in this project", f"Passages that may not be printed: {withheld}."
    lost = sum(line.start is None for line in summary.codings)
    if lost:
        yield "Codings left out", f"The words that were coded have changed since: {lost}."


def _put_memos(root: ET.Element, summary: Summary, memos: Mapping[str, str]) -> None:
    notes = ET.SubElement(root, "Notes")
    for name, words in memos.items():
        guid = guid_of(summary, f"memo {name}")
        note = ET.SubElement(notes, "Note", guid=guid, name=name)
        ET.SubElement(note, "PlainTextContent").text = clean(words)


def _put_users(root: ET.Element, summary: Summary) -> None:
    coders = sorted({line.coder for line in summary.codings if line.coder})
    if coders:
        users = ET.SubElement(root, "Users")
        for coder in coders:
            ET.SubElement(users, "User", guid=_coder(summary, coder), name=f"Coder {coder}")


def _coder(summary: Summary, number: int) -> str:
    return guid_of(summary, f"coder {number}")


def _put_codes(above: ET.Element, summary: Summary) -> None:
    themes = in_order(summary.themes)
    names, nested = code_names(themes), parents(themes)
    codes = ET.SubElement(above, "Codes")
    made: dict[str, ET.Element] = {}
    for theme in themes:
        code = ET.SubElement(
            made.get(nested.get(theme.id, ""), codes),
            "Code",
            guid=guid_of(summary, theme.id),
            name=names[theme.id],
            isCodable="true",
        )
        whole = clean(theme.name)
        told = [whole] if names[theme.id] != whole else []
        told += [clean(theme.description)] if theme.description else []
        if told:
            ET.SubElement(code, "Description").text = "\n".join(told)
        made[theme.id] = code


def _put_variables(root: ET.Element, summary: Summary) -> None:
    variables = ET.SubElement(root, "Variables")
    for name, kind in ((_MEMBERS, "Integer"), (_TOPIC, "Text")):
        guid = guid_of(summary, f"variable {name}")
        ET.SubElement(variables, "Variable", guid=guid, name=name, typeOfVariable=kind)


def _put_cases(root: ET.Element, summary: Summary, sources: Iterable[Source]) -> None:
    cases = ET.SubElement(root, "Cases")
    for source in sources:
        if source.group is None:
            continue
        guid = guid_of(summary, f"case {source.guid}")
        case = ET.SubElement(cases, "Case", guid=guid, name=source.name)
        members = str(source.group.members)
        _put_value(case, guid_of(summary, f"variable {_MEMBERS}"), "IntegerValue", members)
        if source.group.topic:
            topic = clean(source.group.topic)
            _put_value(case, guid_of(summary, f"variable {_TOPIC}"), "TextValue", topic)
        ET.SubElement(case, "SourceRef", targetGUID=source.guid)


def _put_value(case: ET.Element, variable: str, kind: str, value: str) -> None:
    held = ET.SubElement(case, "VariableValue")
    ET.SubElement(held, "VariableRef", targetGUID=variable)
    ET.SubElement(held, kind).text = value


def _put_sources(root: ET.Element, summary: Summary, sources: Iterable[Source]) -> None:
    held = ET.SubElement(root, "Sources")
    for source in sources:
        path = f"internal://{source.guid}.txt"
        text = ET.SubElement(
            held, "TextSource", guid=source.guid, name=source.name, plainTextPath=path
        )
        _put_selections(text, summary, source)


def _put_selections(text: ET.Element, summary: Summary, source: Source) -> None:
    for part in source.selected:
        selection = ET.SubElement(
            text,
            "PlainTextSelection",
            guid=part.guid,
            startPosition=str(part.start),
            endPosition=str(part.end),
        )
        ET.SubElement(selection, "Description").text = source.text[part.start : part.end]
        for line in part.codings:
            guid = guid_of(summary, line.id)
            whose = {"creatingUser": _coder(summary, line.coder)} if line.coder else {}
            coding = ET.SubElement(selection, "Coding", {"guid": guid, **whose})
            ET.SubElement(coding, "CodeRef", targetGUID=guid_of(summary, line.theme_id))


def _put_sets(root: ET.Element, summary: Summary, sources: Iterable[Source]) -> None:
    """What texts are of, a set for each kind."""
    sets = ET.SubElement(root, "Sets")
    made: dict[str, ET.Element] = {}
    for source in sources:
        if source.kind not in made:
            guid = guid_of(summary, f"set {source.kind}")
            made[source.kind] = ET.SubElement(sets, "Set", guid=guid, name=source.kind)
        ET.SubElement(made[source.kind], "MemberSource", targetGUID=source.guid)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _bytes(root: ET.Element) -> bytes:
    told: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return told
