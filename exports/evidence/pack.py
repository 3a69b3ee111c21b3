"""The evidence pack: one archive (zip) of everything a data archive takes, the same deposit giving
the same bytes; beside it, by itself and for its keeper alone, the key to what has no name in it.
"""

import tempfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from exports.content.deposit.beside import citation_file, licence, readme
from exports.content.deposit.documents import documents_of
from exports.content.deposit.tables import dataset_of_deposit
from exports.content.handouts.documents import handout_document
from exports.csv.files import file_of, files_of
from exports.dataset import Dataset, DataTable, field
from exports.document import Document
from exports.evidence.ddi import described
from exports.evidence.texts import datalist, text_files
from exports.pdf.documents import write
from exports.pdf.page_style import A4, Ink, paper_for
from exports.phrases import Tell
from exports.qdpx.project import codebook_of, positions_of, project_of
from exports.whole_file import replacing, write_zip
from facilitator.domain.report.deposit import Deposit
from facilitator.domain.report.legibility import PLAIN, Legibility
from facilitator.domain.report.summary import HandoutKind

Progress = Callable[[float], None]
README, SUMS = "00_README.txt", "SHA256SUMS"
_HANDED_OUT: Mapping[HandoutKind, str] = {
    HandoutKind.CONSENT: "consent-form-blank",
    HandoutKind.AGENDA: "agenda",
    HandoutKind.SCRIPT: "script",
}


def write_pack(
    deposit: Deposit,
    path: Path,
    progress: Progress | None = None,
    legibility: Legibility = PLAIN,
) -> None:
    """Write the pack, its documents set for these readers. Raises SeminarError where the place
    cannot be written.
    """
    write_zip(path, pack_of(deposit, progress or (lambda done: None), legibility))


def write_key(deposit: Deposit, path: Path) -> None:
    """Write the key, for whoever keeps it. Raises SeminarError where it cannot be written."""
    with replacing(path, private=True) as file:
        file.write(file_of(key_table(deposit)).encode())


def key_table(deposit: Deposit) -> DataTable:
    """Whose words the passages are, and what they were before they were changed."""
    return DataTable(
        name="key",
        title="Private: keep it apart from the deposit",
        fields=(
            field("kind", "What it is"),
            field("id", "Its id in the deposit"),
            field("stands_for", "Whose it is", missing="Not known"),
            field("original", "The words before they were changed", missing="Not changed"),
        ),
        rows=tuple((k.kind, k.id, k.stands_for or None, k.original or None) for k in deposit.key),
    )


def pack_of(
    deposit: Deposit,
    progress: Progress = lambda done: None,
    legibility: Legibility = PLAIN,
) -> dict[str, bytes]:
    """The files by name, what is read first at the head."""
    progress(0.0)
    summary, data = deposit.summary, dataset_of_deposit(deposit)
    texts, locale = text_files(summary), summary.locale()
    files = {f"data/{name}": content for name, content in files_of(data).items()}
    files |= {f"data/recount/{name}": told.encode() for name, told in deposit.recount.items()}
    files |= {name: source.text.encode() for name, source in texts.items()}
    files["datalist.csv"] = file_of(datalist(deposit, texts)).encode()
    files |= _documents(deposit, data, progress, legibility)
    files["docs/template.toml"] = deposit.template.encode()
    files |= _coded(deposit)
    files["metadata/ddi-codebook-2.5.xml"] = described(deposit, data, tuple(texts))
    files["LICENCE.txt"] = f"{licence(summary, Tell(locale))}\n".encode()
    files["CITATION.cff"] = citation_file(summary).encode()
    files = {
        README: readme(deposit, (*sorted(files), SUMS), locale).encode(),
        **dict(sorted(files.items())),
    }
    files[SUMS] = _sums(files)
    progress(1.0)
    return files


def _coded(deposit: Deposit) -> dict[str, bytes]:
    summary = deposit.summary
    positions = files_of(Dataset((positions_of(summary),)))
    files = {f"qda/{name}": content for name, content in positions.items()}
    files["qda/coded.qdpx"] = project_of(summary)
    if summary.themes:
        files["qda/codebook.qdc"] = codebook_of(summary)
    return files


def _documents(
    deposit: Deposit, data: Dataset, progress: Progress, legibility: Legibility
) -> dict[str, bytes]:
    """The documents as PDF/A."""
    documents = documents_of(deposit, data, deposit.summary.locale())
    for handout in deposit.handouts:
        documents[_HANDED_OUT[handout.kind]] = handout_document(handout)
    made = {}
    for number, (name, document) in enumerate(documents.items(), start=1):
        made[f"docs/{name}.pdf"] = _page_bytes(document, legibility)
        progress(number / (len(documents) + 1))
    return made


def _page_bytes(document: Document, legibility: Legibility) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.pdf"
        write(document, path, paper=paper_for(legibility, A4), ink=Ink.of_paper(legibility))
        return path.read_bytes()


def _sums(files: Mapping[str, bytes]) -> bytes:
    """The hashes as `sha256sum --check` reads them."""
    return "".join(f"{sha256(told).hexdigest()}  {name}\n" for name, told in files.items()).encode()
