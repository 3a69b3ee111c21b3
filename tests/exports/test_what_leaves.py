"""Nothing that was withheld stands in any byte of what leaves, in any format, unpacked.

Passages of every sort are drawn by lot, each with a word of its own; whether it may leave is
reckoned here by the words of the rules, and the word is looked for in every format.
"""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from exports import papers
from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import NoteContent, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.report.summary import Length
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.synthesis.codings import made
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.notes import noting
from facilitator.services.report.sending import unattended
from facilitator.store.files.file import SeminarFile
from tests.exports.sample_summary import MORNING

PEOPLE = tuple(
    Participant(
        id=f"person-{number}",
        name=f"{first} Zwybel{number}",
        organisation=f"Quorvex{number} Trust",
        email=f"zwybel{number}@quorvex.example",
        needs=f"plimth{number}",
        sector="Third sector",
        arrived_at=MORNING,
    )
    for number, first in enumerate(("Ermintrude", "Xanthippe", "Zebedee"))
)
SECRETS = tuple(
    secret
    for person in PEOPLE
    for secret in (person.name.split()[1], person.organisation.split()[0], person.needs)
)
REACHED = (
    "ann.other@elsewhere.example",
    "020 7946 0958",
    "+44 (0)29 2018 0042",
    "@vrother",
    "ZE9 9ZX",
    "vrother-trust.org.uk",
)
"""By what somebody is reached whom no list has."""


def called(number: int) -> str:
    """Somebody, by name or by what leads to them; one after the other where every second is so."""
    person = PEOPLE[number % len(PEOPLE)]
    ways = (person.name, person.email, *REACHED)
    return ways[number // 2 % len(ways)]


@dataclass(frozen=True)
class Planted:
    """A word that stands in one passage alone, and whether the rules let that passage leave."""

    word: str
    leaves: bool


def planted(file: SeminarFile, seed: int) -> list[Planted]:
    """Passages of every sort there is, in an order by lot, half of them in a theme."""
    die = random.Random(seed)
    with file.write(Verb.SET_UP, MORNING) as writer:
        for person in PEOPLE:
            writer.put(person)
        question = writer.every(Question, kind=QuestionKind.EMERGING)[0]
        group = writer.every(Breakout)[0]
        writer.put(replace(group, note_taker=PEOPLE[0].name))
        theme = writer.every(Theme)[0]
    answers, notes = _answers(file, question.id, theme.id, die), _notes(file, group.id, die)
    return [*answers, *notes, *_comments(file, die), *_additions(file, die)]


def _answers(file: SeminarFile, question: str, theme: str, die: random.Random) -> Iterator[Planted]:
    sorts = list(product((False, True), repeat=4))
    die.shuffle(sorts)
    for number, (hidden, quotable, theirs, naming) in enumerate(sorts):
        word = f"vrelk{number}q{die.randrange(10**6)}x"
        named = f" as {called(number)} said" if naming else ""
        channel = die.choice((Channel.PLENARY, Channel.PHONE))
        given = Response(
            id=f"{number:08d}-answer",
            question_id=question,
            words=f"Words {word}{named}",
            recorded_at=MORNING,
            hidden=hidden,
            quotable=quotable,
            their_words=theirs,
            channel=channel,
        )
        with file.write(Verb.CAPTURE, MORNING) as writer:
            writer.put(given)
            if number % 2:
                writer.put(made(given.id, theme, revision="r", coder="c", at=MORNING))
        asked = given.is_verbatim or channel is Channel.PHONE
        yield Planted(word, not hidden and not naming and (quotable or not asked))


def _notes(file: SeminarFile, group: str, die: random.Random) -> Iterator[Planted]:
    sorts = product(NoteKind, (False, True), (False, True))
    for number, (kind, quotable, naming) in enumerate(sorts):
        word = f"smorg{number}q{die.randrange(10**6)}x"
        named = f" says {called(number)}" if naming else ""
        content = NoteContent(
            breakout_id=group, words=f"Noted {word}{named}", kind=kind, quotable=quotable
        )
        noting.add(file, content, now=MORNING)
        yield Planted(word, not naming and (quotable or kind is not NoteKind.QUOTE))


def _comments(file: SeminarFile, die: random.Random) -> Iterator[Planted]:
    """What people wrote about the paper: who did not tick that it may be printed wrote to its
    authors alone.
    """
    asked = Addition(id="asked", kind=AdditionKind.INVITATION, words="Write to us", at=MORNING)
    with file.write(Verb.SET_UP, MORNING) as writer:
        writer.put(asked)
    for number, (hidden, quotable, naming) in enumerate(product((False, True), repeat=3)):
        word = f"glimb{number}q{die.randrange(10**6)}x"
        named = f", says {called(number)}" if naming else ""
        sent = Response(
            id=f"{number:08d}-comment",
            question_id=asked.id,
            words=f"Of the paper {word}{named}",
            recorded_at=MORNING,
            hidden=hidden,
            quotable=quotable,
            channel=Channel.PHONE,
        )
        with file.write(Verb.CAPTURE, MORNING) as writer:
            writer.put(sent)
        yield Planted(word, not hidden and quotable and not naming)


def _additions(file: SeminarFile, die: random.Random) -> Iterator[Planted]:
    """What authors wrote for the paper, and what they answer."""
    kinds = (AdditionKind.YOU_SAID, AdditionKind.COMMENT, AdditionKind.PARTICIPANT)
    for number, (kind, naming) in enumerate(product(kinds, (False, True))):
        word = f"thrent{number}q{die.randrange(10**6)}x"
        named = f" to {PEOPLE[number % 3].name}" if naming else ""
        made = Addition(
            id=f"{number:08d}-added",
            kind=kind,
            words=f"Added {word}{named}",
            at=MORNING,
            answer="Yes",
        )
        with file.write(Verb.SET_UP, MORNING) as writer:
            writer.put(made)
        yield Planted(word, not naming)


def left_in(file: SeminarFile, folder: Path) -> dict[str, str]:
    """Every format of the summary, as all that can be read in it."""
    summary = unattended(file, now=MORNING).summary
    folder.mkdir()
    for length in Length:
        for ending in ("pdf", "docx", "html"):
            papers.write_words(summary, folder / f"{length}.{ending}", length)
    papers.write_tables(summary, folder / "tables.xlsx")
    papers.write_project(summary, folder / "coded.qdpx")
    papers.write_codebook(summary, folder / "codes.qdc")
    papers.write_values(summary, folder / "values")
    return {
        str(path.relative_to(folder)): "\n".join(read(path.read_bytes()))
        for path in folder.rglob("*")
        if path.is_file()
    }


def read(content: bytes) -> Iterator[str]:
    """All that a file holds: its bytes by every code, its parts unpacked, a page's text as text."""
    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        yield content.decode(code, "ignore")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield from read(packed.read(name))
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as pages:
            yield "".join(page.get_textpage().get_text_range() for page in pages)
        with pikepdf.open(io.BytesIO(content)) as document:
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream):
                    yield thing.read_bytes().decode("latin-1")
                else:
                    yield str(thing.unparse().decode("latin-1"))


@pytest.mark.parametrize("seed", [1])
def test_no_withheld_word_and_no_name_stands_in_any_byte_of_any_format(
    seed: int, seminar_file: SeminarFile, tmp_path: Path
) -> None:
    words = planted(seminar_file, seed)
    left = left_in(seminar_file, tmp_path / "left")
    assert len(left) > 25
    kept = [each.word for each in words if not each.leaves]
    assert len(kept) > 10
    secret = (*kept, *SECRETS, *(person.email for person in PEOPLE), *REACHED)
    assert [(n, word) for n, text in left.items() for word in secret if word in text] == []
    tables = "\n".join(left[f"values/{name}.csv"] for name in ("responses", "notes", "additions"))
    shown = {name: left[name] for name in ("full.pdf", "full.docx", "full.html", "tables.xlsx")}
    for text in (*shown.values(), tables):
        assert [each.word for each in words if each.leaves and each.word not in text] == []
