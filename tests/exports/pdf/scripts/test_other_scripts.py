"""Names and words in scripts that the one typeface lacks are printed, and read back in order.

PDFium reads the pages; what it puts in order itself (words from right to left) is its own work.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from exports.content.handouts.documents import handout_document
from exports.content.summary import summary_document
from exports.pdf.documents import write
from exports.pdf.page_style import Face, register_fonts, width_of
from exports.pdf.scripts.faces import FAMILIES, open_face
from exports.pdf.scripts.setting import runs
from facilitator.domain.report.summary import Handout, HandoutKind, Seat, Summary
from tests.exports.pdf.tagging.test_tagged_pages import faults
from tests.exports.sample_summary import seminar_summary

NAMES = {
    "Welsh": "Llŷr Siôn Ŵyn",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Жанна Ковальчук",
    "Arabic": "محمد بن عبد الله الخطيب",
    "Arabic with vowels": "مُحَمَّد (علي) 2011",
    "Persian with a joiner": "علی‌رضا احمدی",
    "Hebrew": "שלום כהן",
    "Hebrew with points": "מֹשֶׁה לוי",
    "Devanagari": "कृष्णमूर्ति क्षत्रिय",
    "Bengali": "শ্রী রবীন্দ্রনাথ",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Gujarati": "અનિતા શાહ",
    "Tamil": "கிருஷ்ணன்",
    "Thai": "สมชาย ใจดี",
    "Armenian": "Արամ Սարգսյան",
    "Georgian": "ნინო ბერიძე",
    "Ethiopic": "አበበ ቢቂላ",
    "Chinese": "王小明",
    "Japanese": "髙橋 さくら",
    "Korean": "김민수",
    "marks that lie apart": "Ƿulf Ẍ̣asan",
    "Hebrew among English": "said שלום עולם in 2011",
}
NOW = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)


def sheet() -> Handout:
    seminar = seminar_summary(responses=1, findings=1, seed=7).seminar
    people = tuple(Seat(name=name, organisation=name) for name in NAMES.values())
    return Handout(
        kind=HandoutKind.ATTENDANCE, seminar=seminar, file_id="f", made_at=NOW, people=people
    )


def spoken() -> Summary:
    """A summary in which people answered in their own words."""
    summary = seminar_summary(responses=1, findings=1, seed=7)
    first = summary.questions[0]
    (answer,) = first.responses
    answers = tuple(
        replace(answer, id=f"answer-{number}", words=words)
        for number, words in enumerate(NAMES.values())
    )
    return replace(summary, questions=(replace(first, responses=answers),))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("signed") / "sheet.pdf"
    write(handout_document(sheet()), path)
    return path


@pytest.fixture(scope="module")
def taken_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("home") / "summary.pdf"
    write(summary_document(spoken()), path)
    return path


@pytest.fixture(params=["signed", "taken_home"])
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


def words_on(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pages:
        return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_names_and_words_in_any_script_are_read_back_in_order(page: Path) -> None:
    found = words_on(page)
    assert [script for script, name in NAMES.items() if name not in found] == []
    assert " letter" not in found


def test_pages_with_other_scripts_keep_to_the_standards(page: Path) -> None:
    assert faults(page) == []


def test_every_face_of_the_pages_is_embedded_and_small(page: Path) -> None:
    with pikepdf.open(page) as pages:
        fonts = [one for one in pages.objects if _kind(one) == "/FontDescriptor"]
        assert all("/FontFile2" in font for font in fonts)
        names = {str(font["/FontName"]) for font in fonts}
    assert {"NotoSansSC-400", "NotoSansArabic-400"} <= {name.partition("+")[2] for name in names}
    assert page.stat().st_size < 400_000, "only what is used is in the file"


def _kind(one: object) -> str:
    return str(one.get("/Type", "")) if isinstance(one, pikepdf.Dictionary) else ""


def test_the_same_words_give_the_same_bytes(signed: Path, tmp_path: Path) -> None:
    write(handout_document(sheet()), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == signed.read_bytes()


def places(path: Path, words: str) -> Iterator[float]:
    """From where each letter of the words begins on the first page that has them."""
    with pypdfium2.PdfDocument(path) as pages:
        for page in pages:
            text = page.get_textpage()
            found = text.search(words).get_next()
            if found is not None:
                start, count = found
                yield from (text.get_charbox(at)[0] for at in range(start, start + count))
                return


@pytest.mark.parametrize(("script", "to_the_left"), [("Hebrew", True), ("Chinese", False)])
def test_words_run_in_the_direction_of_their_script(
    script: str, to_the_left: bool, signed: Path
) -> None:
    seen = list(places(signed, NAMES[script].partition(" ")[0]))
    assert len(seen) > 2
    assert seen == sorted(seen, reverse=to_the_left)


def test_what_people_wrote_from_right_to_left_stands_at_the_right(taken_home: Path) -> None:
    """Where its first letter stands: at the right end of the column; English begins at its left."""
    first = {script: next(places(taken_home, NAMES[script])) for script in NAMES}
    to_the_left = {"Arabic", "Arabic with vowels", "Persian with a joiner", "Hebrew"}
    column_middle = 340
    assert all(first[script] > column_middle for script in to_the_left)
    assert first["Welsh"] < column_middle > first["Greek"]


@pytest.mark.parametrize(
    ("joined", "apart"), [("ب‌ب‌ب", "ببب"), ("क्‌ष", "क्ष")], ids=["Arabic", "Devanagari"]
)
def test_letters_are_shaped_by_their_neighbours(joined: str, apart: str) -> None:
    assert width_of(Face.REGULAR, joined) != pytest.approx(width_of(Face.REGULAR, apart), abs=0.01)


@given(st.text("abאבגابج山 1."))
def test_letters_stand_in_the_order_of_the_standard_for_both_directions(text: str) -> None:
    """The oracle is the library's way from a text to what is seen of it, which we do not use."""
    register_fonts()
    text = text.strip()
    seen = "".join(
        "".join(cluster.letters for cluster in run.clusters) if run.face else run.words
        for run in runs(Face.REGULAR, text)
    )
    assert seen == get_display(text)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_there_in_both_weights(family: str) -> None:
    assert {open_face(family, weight).weight for weight in (400, 600)} == {400, 600}
