"""What catalogues of archives read: the deposit described in DDI Codebook 2.5 (ddialliance.org)."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from exports.content.deposit.beside import added, citation, creators, licence
from exports.dataset import Dataset, DataTable, Type
from exports.qdpx.sources import clean
from facilitator.domain.report.additions import AdditionKind, edition
from facilitator.domain.report.attendance import took_part
from facilitator.domain.report.deposit import Deposit, exclusions
from facilitator.domain.report.summary import Summary
from facilitator.domain.seminar.terms import terms

_NAMESPACE = "ddi:codebook:2_5"
_PROGRAM = "Facilitator"


def described(deposit: Deposit, data: Dataset, texts: Sequence[str]) -> bytes:
    """The description, which the schema of the standard holds."""
    root = Element("codeBook", xmlns=_NAMESPACE, version="2.5")
    _document(root, deposit)
    _study(root, deposit)
    for table in data.tables:
        _file(root, table)
    columns = SubElement(root, "dataDscr")
    for table in data.tables:
        _variables(columns, table)
    for name in texts:
        other = SubElement(root, "otherMat", type="text", level="study", URI=name)
        _said(other, "labl", name)
    told: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _said(above: Element, tag: str, words: str, **about: str) -> Element:
    made = SubElement(above, tag, about)
    made.text = clean(words)
    return made


def _document(root: Element, deposit: Deposit) -> None:
    """What this description itself is."""
    cited = SubElement(SubElement(root, "docDscr"), "citation")
    titles = SubElement(cited, "titlStmt")
    _said(titles, "titl", f"Description of: {deposit.summary.seminar.title}")
    made = SubElement(cited, "prodStmt")
    day = f"{deposit.summary.made_at:%Y-%m-%d}"
    _said(made, "prodDate", day, date=day)
    _said(made, "software", _PROGRAM)


def _study(root: Element, deposit: Deposit) -> None:
    study = SubElement(root, "stdyDscr")
    _citation(SubElement(study, "citation"), deposit.summary)
    _info(SubElement(study, "stdyInfo"), deposit.summary)
    _method(SubElement(study, "method"), deposit)
    _access(SubElement(study, "dataAccs"), deposit)


def _citation(cited: Element, summary: Summary) -> None:
    seminar = summary.seminar
    titles = SubElement(cited, "titlStmt")
    _said(titles, "titl", seminar.title)
    if seminar.subtitle:
        _said(titles, "subTitl", seminar.subtitle)
    _said(titles, "IDNo", summary.file_id, agency=_PROGRAM)
    for doi in added(summary, AdditionKind.DOI):
        _said(titles, "IDNo", doi, agency="DOI")
    named = SubElement(cited, "rspStmt")
    for name in creators(summary):
        _said(named, "AuthEnty", name)
    made = SubElement(cited, "prodStmt")
    if seminar.organiser:
        _said(made, "producer", seminar.organiser)
    _said(made, "prodDate", f"{summary.made_at:%Y-%m-%d}", date=f"{summary.made_at:%Y-%m-%d}")
    _said(made, "software", _PROGRAM)
    for funder in added(summary, AdditionKind.FUNDER):
        _said(made, "fundAg", funder)
    if seminar.contact:
        _said(SubElement(cited, "distStmt"), "contact", seminar.contact)
    version = SubElement(cited, "verStmt")
    _said(version, "version", str(edition(summary.additions)), date=f"{summary.made_at:%Y-%m-%d}")
    _said(cited, "biblCit", citation(summary))


def _info(info: Element, summary: Summary) -> None:
    seminar = summary.seminar
    subject = SubElement(info, "subject")
    for theme in summary.themes:
        _said(subject, "keyword", theme.name)
    _said(info, "abstract", seminar.purpose or seminar.title)
    summed = SubElement(info, "sumDscr")
    day = seminar.date.isoformat()
    _said(summed, "collDate", day, date=day, event="single")
    if seminar.place:
        _said(summed, "geogCover", seminar.place)
    _said(summed, "anlyUnit", "Group; individual")
    came = took_part(summary)
    _said(summed, "universe", f"People who came to the seminar: at least {came}. No sample.")
    _said(summed, "dataKind", "Qualitative: notes and responses; votes")


def _method(method: Element, deposit: Deposit) -> None:
    collected = SubElement(method, "dataColl")
    _said(collected, "timeMeth", "One day; where there are two rounds, before and after discussion")
    _said(collected, "sampProc", "The people in the room chose to come: no sample was drawn.")
    _said(collected, "collMode", "Notes in breakouts, responses and votes by phone, tablet, paper")
    for paragraph in deposit.summary.method:
        _said(collected, "collSitu", str(paragraph))
    for each in exclusions(deposit):
        _said(collected, "cleanOps", f"{each.what}: {each.number}: {each.rule}")


def _access(access: Element, deposit: Deposit) -> None:
    use = SubElement(access, "useStmt")
    seminar = deposit.summary.seminar
    _said(use, "confDec", " ".join(map(str, terms(seminar))))
    _said(use, "restrctn", f"{deposit.view.value} view")
    if seminar.contact:
        _said(use, "contact", seminar.contact)
    _said(use, "citReq", citation(deposit.summary))
    _said(use, "conditions", licence(deposit.summary))


def _file(root: Element, table: DataTable) -> None:
    about = SubElement(SubElement(root, "fileDscr", ID=f"F_{table.name}"), "fileTxt")
    _said(about, "fileName", f"data/{table.name}.csv")
    _said(about, "fileCont", table.title)
    size = SubElement(about, "dimensns")
    _said(size, "caseQnty", str(len(table.rows)))
    _said(size, "varQnty", str(len(table.fields)))
    _said(about, "fileType", "Comma-separated values, UTF-8 (RFC 4180)")


_FORMATS: Mapping[Type, str] = {
    Type.COUNT: "numeric",
    Type.NUMBER: "numeric",
    Type.SHARE: "numeric",
}


def _variables(columns: Element, table: DataTable) -> None:
    for column in table.fields:
        var = SubElement(
            columns,
            "var",
            ID=f"V_{table.name}_{column.name}",
            name=column.name,
            files=f"F_{table.name}",
        )
        _said(var, "labl", column.label)
        if column.source:
            _said(var, "txt", column.source)
        for code, meaning in column.values:
            category = SubElement(var, "catgry")
            _said(category, "catValu", code)
            _said(category, "labl", meaning)
        if column.missing:
            category = SubElement(var, "catgry", missing="Y")
            _said(category, "catValu", "")
            _said(category, "labl", column.missing)
        SubElement(var, "varFormat", type=_FORMATS.get(column.type, "character"))
