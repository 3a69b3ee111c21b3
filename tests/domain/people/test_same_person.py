"""Who is one person and who is two: by name, e-mail address and organisation, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.people.participants import Participant
from facilitator.domain.people.same_person import Likeness, letters, likeness


def person(
    name: str = "Ann Bell", organisation: str = "", role: str = "", email: str = ""
) -> Participant:
    return Participant(id="1", name=name, organisation=organisation, role=role, email=email)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"email": "ann@x.example"}, {"email": "ANN@X.example"}, Likeness.SAME),
        ({"email": "ann@x.example"}, {"email": "bell@x.example"}, Likeness.OTHER),
        (
            {"email": "ann@x.example", "organisation": "Homes"},
            {"email": "bell@x.example", "organisation": "Homes"},
            Likeness.OTHER,
        ),
        (
            {"email": "ann@x.example", "organisation": "Homes"},
            {"email": "ann@x.example", "organisation": "Care"},
            Likeness.SAME,
        ),
        ({"organisation": "Reid & Co"}, {"organisation": "reid and co."}, Likeness.SAME),
        ({"organisation": "Homes"}, {"organisation": "Care"}, Likeness.OTHER),
        ({"organisation": "Homes"}, {}, Likeness.UNKNOWN),
        ({"email": "ann@x.example"}, {}, Likeness.UNKNOWN),
        ({"email": "ann@x.example"}, {"organisation": "Homes"}, Likeness.UNKNOWN),
        ({}, {"role": "Chair"}, Likeness.SAME),
        ({"email": "none"}, {"email": "n/a"}, Likeness.SAME),
        ({"name": "Otto Bell", "email": "b@x.example"}, {"email": "b@x.example"}, Likeness.OTHER),
    ],
)
def test_address_and_organisation_tell_people_apart(
    one: dict[str, str], other: dict[str, str], expected: Likeness
) -> None:
    first, second = person(**one), person(**other)
    assert likeness(first, second) is likeness(second, first) is expected


# Letters of many scripts with the marks that make them others: Latin, Greek, Cyrillic, Hebrew,
# Arabic, Devanagari, Thai, Hangul.
ALPHABET = (
    "eéèëoöøaåiıïуйиёеαάשׁשתּתآاأकखकाकिक़ไทที가각ŵŷŸñn\u0301\u0308\u030a\u093f\u0940\u0e34\u05b8\u064e"
)


@given(st.text(alphabet=ALPHABET, max_size=6), st.text(alphabet=ALPHABET, max_size=6))
def test_only_composed_and_decomposed_forms_of_a_letter_are_the_same_letter(
    one: str, other: str
) -> None:
    """Against the canonical form of Unicode, which knows nothing of our rules."""
    canonical = [unicodedata.normalize("NFC", text.casefold()) for text in (one, other)]
    canonical = [unicodedata.normalize("NFC", text.casefold()) for text in canonical]
    assert (letters(one) == letters(other)) == (canonical[0] == canonical[1])


@pytest.mark.parametrize(
    ("one", "other"), [("José", "Jose"), ("Йон", "Ион"), ("कि", "का"), ("שׁ", "ש"), ("Åse", "Ase")]
)
def test_letters_with_and_without_their_marks_are_two(one: str, other: str) -> None:
    assert letters(one) != letters(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O’Neil", "O'NEIL"),
        ("Mensah-Reid", "mensah  reid"),
        ("Dr. Ann", "dr ann"),
        ("STRASSE", "Straße"),
    ],
)
def test_case_punctuation_and_spaces_make_nobody_another(one: str, other: str) -> None:
    assert letters(one) == letters(other)
