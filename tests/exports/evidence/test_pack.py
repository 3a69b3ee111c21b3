"""What an archive gets, unpacked and read by others: only what consent to archiving covers, all of
it described, counted and summed.

Answers of every sort are drawn, each with a word of its own; whether it may be in a view is
reckoned here by the words of the rules, and the word is looked for in every byte.
"""

import csv
import io
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree
from pyrefiqda import RefiProject

from exports.evidence.pack import pack_of, write_key, write_pack
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Language
from facilitator.domain.notes.notes import NoteContent, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.report.deposit import Deposit, View, exclusions
from facilitator.domain.report.legibility import Legibility
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.services.notes import noting
from facilitator.services.report.depositing import looked_through, prepared
from facilitator.services.templates import loading
from facilitator.store.files.file import SeminarFile
from tests.exports.ddi import DDI, ddi_schema
from tests.exports.sample_summary import MORNING
from tests.exports.test_what_leaves import PEOPLE, SECRETS, read

WELSH_ARABIC_EMOJI = "Mae’r ŵyl 👩‍💻 شراكة"


@dataclass(frozen=True)
class Sort:
    """An answer of one sort: how it came in, and what its speaker says of it."""

    number: int
    channel: Channel
    theirs: bool
    quote: bool
    archive: bool
    hidden: bool
    withdrawn: bool
    naming: bool

    @property
    def word(self) -> str:
        return f"vrelk{self.number}x"

    def may_be_in(self, view: View) -> bool:
        """By the words of the rules."""
        if self.hidden or self.naming:
            return False
        if self.channel is Channel.PLENARY and not self.theirs:
            return not self.withdrawn
        agreed = self.archive and not self.withdrawn
        return agreed and (view is View.RESEARCH or self.quote)


def every_sort() -> Iterator[Sort]:
    ways = ((Channel.PLENARY, False), (Channel.PLENARY, True), (Channel.PHONE, False))
    either = (False, True)
    for number, (way, said, kept, hidden, gone, naming) in enumerate(
        product(ways, either, either, either, either, either)
    ):
        yield Sort(number, *way, said, kept, hidden, gone, naming)


def planted(file: SeminarFile) -> tuple[Sort, ...]:
    """Every sort as an answer; who has withdrawn said so after it came in."""
    sorts = tuple(every_sort())
    with file.write(Verb.SET_UP, MORNING) as writer:
        for person in PEOPLE:
            writer.put(person)
        question = writer.every(Question, kind=QuestionKind.EMERGING)[0]
        group = writer.every(Breakout)[0]
        writer.put(replace(group, note_taker=PEOPLE[0].name))
        segment = writer.every(Segment)[0]
        writer.put(replace(segment, script=f"Welcome {PEOPLE[1].name}. {segment.script}"))
        writer.put(
            Addition(
                id="a", kind=AdditionKind.CREATOR, words="Ada Ex, 0000-0002-1825-0097", at=MORNING
            )
        )
        for sort in sorts:
            author = f"phone-{sort.number}" if sort.withdrawn else ""
            named = f" as {PEOPLE[sort.number % 3].name} said" if sort.naming else ""
            writer.put(
                Response(
                    id=f"{sort.number:08d}-answer",
                    question_id=question.id,
                    words=f"{WELSH_ARABIC_EMOJI} {sort.word}{named}",
                    recorded_at=MORNING,
                    channel=sort.channel,
                    their_words=sort.theirs,
                    quotable=sort.quote,
                    archivable=sort.archive,
                    hidden=sort.hidden,
                    participant_id=author,
                )
            )
            if author:
                writer.put(Consent(id=consent_id(author), given_at=MORNING))
    for kind in (NoteKind.POINT, NoteKind.QUOTE):
        content = NoteContent(breakout_id=group.id, words=f"Smorg {kind}", kind=kind, quotable=True)
        noting.add(file, content, now=MORNING)
    return sorts


def unpacked(file: SeminarFile, view: View) -> Mapping[str, bytes]:
    return pack_of(prepared(file, view, now=MORNING).deposit)


@pytest.mark.parametrize("view", View)
def test_only_what_may_be_archived_stands_in_any_byte_and_all_of_that_does(
    view: View, seminar_file: SeminarFile
) -> None:
    sorts = planted(seminar_file)
    found = prepared(seminar_file, view, now=MORNING)
    files = pack_of(found.deposit)
    texts = {name: "\n".join(read(content)) for name, content in files.items()}
    out = {sort.word for sort in sorts if not sort.may_be_in(view)} | set(SECRETS)
    out |= {"Smorg quote"}
    assert [(n, w) for n, text in texts.items() for w in out if f"{w}" in text] == []
    rows = _rows(files["data/responses.csv"])
    there = {word for row in rows for word in row["words"].split() if word.startswith("vrelk")}
    assert there == {sort.word for sort in sorts if sort.may_be_in(view)}
    assert there <= set(texts["text/questions-01.txt"].split())
    assert "Smorg point" in texts["data/notes.csv"]
    counted = sum(
        each.number for each in exclusions(found.deposit) if str(each.what) == "Responses"
    )
    assert counted == len(sorts) - len(there)
    assert len({sort.word for sort in sorts} - there) > 30


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_the_pack_is_whole_described_and_summed_and_the_same_whenever_it_is_made(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    planted(seminar_file)
    for number in (1, 2):
        moment = MORNING + timedelta(days=number)
        found = prepared(seminar_file, View.RESEARCH, now=moment)
        write_pack(found.deposit, tmp_path / f"{number}.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert not any(" " in name for name in files)
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: sha256(content).hexdigest() for name, content in files.items()}
    assert all(name in files["00_README.txt"].decode() for name in files if name[0] != "0")
    _check_description(files, ddi_schema(tmp_path / "ddi"))
    cited = files["CITATION.cff"].decode().splitlines()
    assert [line.split(": ")[0] for line in cited][:4] == [
        *("cff-version", "message", "type", "title")
    ]
    assert cited[5:7] == [
        '  - name: "Ada Ex"',
        '    orcid: "https://orcid.org/0000-0002-1825-0097"',
    ]
    listed = {row["file"] for row in _rows(files["datalist.csv"])}
    assert listed == {name for name in files if name.startswith("text/")}
    (tmp_path / "coded.qdpx").write_bytes(files["qda/coded.qdpx"])
    sources = RefiProject.load(tmp_path / "coded.qdpx", tmp_path / "out").sources.text_source
    assert len(sources) == len(listed)
    documents = {Path(n).stem for n in files if n.startswith("docs/") and n.endswith(".pdf")}
    _check_readers(found.deposit, files)
    assert {"method", "codebook", "consent-form-blank", "information-sheet"} <= documents
    assert {"agenda", "script", "anonymisation-log"} <= documents


def _check_readers(deposit: Deposit, files: Mapping[str, bytes]) -> None:
    """Its documents can be had in large print and, with what else is for people alone, in another
    language; all else is the same.
    """
    spoken = replace(deposit.summary, language=Language.WELSH)
    other = pack_of(replace(deposit, summary=spoken), legibility=Legibility(large_print=True))
    changed = {name for name in other if other[name] != files.get(name, other[name])}
    documents = {name for name in files if name.endswith(".pdf")}
    assert changed == {"00_README.txt", "LICENCE.txt", *documents}
    with pdfplumber.open(io.BytesIO(other["docs/method.pdf"])) as pages:
        letters = [letter for page in pages.pages for letter in page.chars]
    assert min(letter["size"] for letter in letters) > 17.9
    assert "Sutydaethydataifod" in "".join(letter["text"].strip() for letter in letters)


def _check_description(files: Mapping[str, bytes], schema: etree.XMLSchema) -> None:
    described = etree.fromstring(files["metadata/ddi-codebook-2.5.xml"])
    schema.assertValid(described)
    columns = {(var.get("files"), var.get("name")) for var in described.iter(f"{DDI}var")}
    told = set()
    for name, content in files.items():
        if name.startswith("data/") and name.count("/") == 1:
            (head, *_) = csv.reader(io.StringIO(content.decode(), newline=""))
            told |= {(f"F_{Path(name).stem}", column) for column in head}
    assert columns == told


def test_the_template_in_it_makes_the_seminar_again_and_names_nobody(
    seminar_file: SeminarFile,
) -> None:
    planted(seminar_file)
    text = unpacked(seminar_file, View.PUBLIC)["docs/template.toml"].decode()
    assert tomllib.loads(text)["segment"][0]["script"] == "[left out]"
    made = loading.make(text, "template.toml")
    with seminar_file.read() as reader:
        for kind in (Segment, Question, Breakout):
            kept = [part for part in made.parts if isinstance(part, kind)]
            assert len(kept) == len(reader.every(kind))


def test_what_nobody_has_looked_at_stays_out_of_a_window_s_pack(seminar_file: SeminarFile) -> None:
    sorts = planted(seminar_file)
    deposit = looked_through(seminar_file, View.RESEARCH, now=MORNING)
    naming = [s for s in sorts if s.naming and replace(s, naming=False).may_be_in(View.RESEARCH)]
    assert naming
    there = "\n".join(deposit.summary.passages.values())
    assert [sort.word for sort in naming if sort.word in there.split()] == []
    despite = prepared(seminar_file, View.RESEARCH, now=MORNING, despite="They agreed")
    there = "\n".join(despite.deposit.summary.passages.values())
    assert [sort.word for sort in naming if sort.word not in there.split()] == []
    again = looked_through(seminar_file, View.RESEARCH, now=MORNING)
    assert again.summary.passages == despite.deposit.summary.passages, "waved on with a reason"


def test_without_anybody_s_consent_nothing_is_deposited(seminar_file: SeminarFile) -> None:
    with pytest.raises(SeminarError, match="Nobody has agreed that an archive"):
        prepared(seminar_file, View.PUBLIC, now=MORNING)


def test_the_key_is_by_itself_and_its_keeper_s_alone(
    seminar_file: SeminarFile, tmp_path: Path
) -> None:
    planted(seminar_file)
    author = Participant(id="phone-x", name="Quentin Brastle")
    with seminar_file.write(Verb.SET_UP, MORNING) as writer:
        writer.put(author)
        question = writer.every(Question, kind=QuestionKind.EMERGING)[0]
        given = Response(
            id="own",
            question_id=question.id,
            words="Said by Fenwick",
            printed_as="Said by [a colleague]",
            recorded_at=MORNING,
            channel=Channel.PHONE,
            participant_id=author.id,
        )
        writer.put(given)
        writer.put(Consent(id=consent_id(author.id), given_at=MORNING, quote=True, archive=True))
    deposit = prepared(seminar_file, View.PUBLIC, now=MORNING).deposit
    write_key(deposit, tmp_path / "key.csv")
    assert (tmp_path / "key.csv").stat().st_mode & 0o077 == 0
    lines = _rows((tmp_path / "key.csv").read_bytes())
    assert ("own", "Quentin Brastle", "Said by Fenwick") in {
        (line["id"], line["stands_for"], line["original"]) for line in lines
    }
    everything = "\n".join(text for c in pack_of(deposit).values() for text in read(c))
    assert "Said by [a colleague]" in everything
    assert "Brastle" not in everything
    assert "Fenwick" not in everything
