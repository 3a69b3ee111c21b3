"""Lists whose headings are in any language, or in none we know: the right people, or a question.

Each list is made from who is on it, so what has to come of it is known by how it was made.
"""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from facilitator.services.people import importing
from facilitator.services.people.column_fields import NAMING, Field
from facilitator.services.people.columns import guess_columns
from facilitator.services.people.heading_words import BY_LANGUAGE
from facilitator.services.people.headings import plain
from facilitator.services.people.importing import Doubt, Outcome
from tests.services.people.test_list_layout import FIRST, LAST, SEMINAR

LATIN_ONE = "cp1252"
LANGUAGES = {
    "English": ("First name", "Surname", "Organisation", "E-mail"),
    "French": ("Prénom", "Nom", "Organisme", "Courriel"),
    "German": ("Vorname", "Name", "Einrichtung", "E-Mail-Adresse"),
    "Spanish": ("Nombre", "Apellidos", "Entidad", "Correo electrónico"),
    "Portuguese": ("Nome", "Apelido", "Instituição", "Correio eletrónico"),
    "Italian": ("Nome", "Cognome", "Ente", "Posta elettronica"),
    "Dutch": ("Voornaam", "Achternaam", "Organisatie", "E-mailadres"),
    "Welsh": ("Enw cyntaf", "Cyfenw", "Sefydliad", "E-bost"),
    "Irish": ("Ainm", "Sloinne", "Eagraíocht", "Ríomhphost"),
    "Swedish": ("Förnamn", "Efternamn", "Förening", "E-post"),
    "Polish": ("Imię", "Nazwisko", "Organizacja", "Adres e-mail"),
    "Czech": ("Jméno", "Příjmení", "Organizace", "E-mail"),
    "Greek": ("Όνομα", "Επώνυμο", "Φορέας", "Ηλεκτρονικό ταχυδρομείο"),
    "Russian": ("Имя", "Фамилия", "Организация", "Электронная почта"),
    "Turkish": ("Adı", "Soyadı", "Kurum", "E-posta"),
    "Arabic": ("الاسم الأول", "اسم العائلة", "المنظمة", "البريد الإلكتروني"),
    "Hindi": ("पहला नाम", "उपनाम", "संस्था", "ईमेल"),
    "Chinese": ("名", "姓", "单位", "邮箱"),
    "unknown to us": ("Zubb", "Krell", "Vantor", "Plix"),
}
TITLES = ("Délégués", "Teilnehmerliste 18.10.2011", "Lista, stan na dzień: piątek", "Participants")
SECTIONS = ("Intervenants", "Gäste", "2. Z urzędu", "O’r cynghorau")
DELIMITERS = (";", ",", "\t", "|")


def written(dice: random.Random, headings: tuple[str, ...], path: Path) -> list[str]:
    """A list with these headings in a file, and the full names that are on it."""
    names = dice.sample([(first, last) for first in FIRST for last in LAST], dice.randrange(4, 12))
    width = dice.choice((2, 3, 4))
    order = dice.sample(range(width), width)
    delimiter = dice.choice(DELIMITERS)
    lines = dice.sample(TITLES, dice.randrange(3))
    lines += [""] * dice.randrange(3)
    again, cut = dice.random() < 0.5, dice.choice((0, dice.randrange(1, len(names))))

    def line(cells: tuple[str, ...]) -> str:
        return delimiter.join(cells[place] for place in order)

    lines.append(line(headings))
    for number, (first, last) in enumerate(names):
        if cut and number == cut:
            lines += ["", dice.choice(SECTIONS), *([line(headings)] if again else [])]
        email = f"{plain(first)}@{plain(last).replace(' ', '')}.example"
        lines.append(line((first, last, f"{last} Trust", email)))
    content = "\r\n".join(quoted(each, delimiter) for each in lines)
    encodings = ["utf-8", "utf-8-sig", "utf-16"]
    try:
        content.encode(LATIN_ONE)
        encodings.append(LATIN_ONE)
    except UnicodeEncodeError:
        pass
    path.write_bytes(content.encode(dice.choice(encodings)))
    return [f"{first} {last}" for first, last in names]


def quoted(line: str, delimiter: str) -> str:
    """A title as a spreadsheet writes it, where it holds the delimiter."""
    return f'"{line}"' if line in (*TITLES, *SECTIONS) and delimiter in line else line


def read(path: Path, heading_row: int | None = None) -> tuple[list[str], Doubt | None]:
    sheet = importing.read_sheet(path, heading_row=heading_row)
    columns = importing.likely_columns(sheet)
    arrivals = importing.preview(sheet, columns, (), SEMINAR)
    taken = [each.participant.name for each in arrivals if each.outcome is Outcome.NEW]
    return taken, importing.doubt(sheet, columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_in_any_language_gives_its_people_or_asks(tmp_path: Path, language: str) -> None:
    dice = random.Random(language)
    for number in range(40):
        path = tmp_path / f"{number}.csv"
        people = written(dice, LANGUAGES[language], path)
        taken, doubt = read(path)
        if language == "unknown to us":
            assert doubt in (Doubt.HEADINGS, Doubt.NAMES), path.read_bytes()
        else:
            assert (taken, doubt) == (people, None), path.read_bytes()


def test_headings_in_words_that_nobody_knows_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Délégués\n\nWer;Woher\nAnn Bell;Homes\nBo Cole;Care\n", encoding="utf-8")
    assert read(path)[1] is Doubt.HEADINGS
    assert read(path, heading_row=3)[1] is Doubt.NAMES


def test_a_single_column_is_asked_about_unless_its_heading_is_known(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    for text in ("Délégués\n\nWer\nAnn Bell\nBo Cole\n", "Ann Bell\nBo Cole\n", "Wer\nAnn\nBo\n"):
        path.write_text(text, encoding="utf-8")
        assert read(path)[1] is Doubt.HEADINGS, text
    path.write_text("Délégués\n\nNom complet\nAnn Bell\nBo Cole\n", encoding="utf-8")
    assert read(path) == (["Ann Bell", "Bo Cole"], None)


def test_half_a_name_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Prénom;Zubb\nAnn;Bell\nBo;Cole\n", encoding="utf-8")
    assert read(path)[1] is Doubt.PART


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Nom;Prénom", "Bell;Ann"),
        ("Nombre;Apellidos", "Ann;Bell"),
        ("Name;Vorname", "Bell;Ann"),
        ("Full name;First name", "Ann Bell;Ann"),
        ("Nom complet;Nom de famille", "Ann Bell;Bell"),
    ],
)
def test_what_stands_below_says_which_part_a_name_is(
    tmp_path: Path, headings: str, row: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{headings}\n{row}\n", encoding="utf-8")
    assert read(path) == (["Ann Bell"], None)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nom du délégué", Field.NAME),
        ("Name des Teilnehmers", Field.NAME),
        ("Participant name (as on badge)", Field.NAME),
        ("Name of company", None),
        ("Nom de l’organisation", Field.ORGANISATION),
    ],
)
def test_whose_name_it_is_tells_a_person_from_an_organisation(
    heading: str, field: Field | None
) -> None:
    assert next(iter(guess_columns([heading, "Zubb"])), None) is field


def test_what_stands_between_two_names_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Voornaam;Tussenvoegsel;Achternaam\nJan;van der;Berg\nPiet;;Smit\n")
    assert read(path) == (["Jan van der Berg", "Piet Smit"], None)


def test_what_a_row_says_of_somebody_is_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Type,Ticket\nAnn Bell,Charity,Guest\nBo Cole,Business,Delegate\n")
    assert read(path) == (["Ann Bell", "Bo Cole"], None)


@pytest.mark.parametrize(
    "status", ["Annulé", "Storniert", "Cancelada", "Odwołana", "Nein", "No-show"]
)
def test_who_has_cancelled_in_any_language_is_not_taken(tmp_path: Path, status: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name;Status\nAnn Bell;{status}\nBo Cole;OK\n", encoding="utf-8")
    assert read(path)[0] == ["Bo Cole"]


def test_no_heading_stands_for_two_things() -> None:
    meant: dict[str, Field] = {}
    for field, heading in every_heading(BY_LANGUAGE):
        assert meant.setdefault(heading, field) is field, heading
        assert guess_columns([heading, "Zubb"]).get(field) == 0, heading
    assert len({word for word, field in meant.items() if field in NAMING}) > 100


def every_heading(tables: Mapping[str, Mapping[Field, str]]) -> Iterator[tuple[Field, str]]:
    for words in tables.values():
        for field, listed in words.items():
            yield from ((field, plain(word)) for word in listed.split("|"))
