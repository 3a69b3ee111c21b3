"""What somebody is reached by is found, addresses and numbers; other figures are not."""

import pytest

from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.names import Passage, names_in
from facilitator.domain.privacy.ways_to_reach import ways_to_reach


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to ana.jones@example.org, she knows.", ["ana.jones@example.org"]),
        ("(O’Neill: m.o’neill+work@mail.example.co.uk)", ["m.o’neill+work@mail.example.co.uk"]),
        ("Ana@Example.org and ana@example.org", ["Ana@Example.org", "ana@example.org"]),
        ("Λένα: λενα@παράδειγμα.gr", ["λενα@παράδειγμα.gr"]),
        ("Follow @ana_jones on it", ["@ana_jones"]),
        ("See https://www.linkedin.com/in/ana-jones-1", ["www.linkedin.com/in/ana-jones-1"]),
        (
            "Read www.example.com/in/report, box.com/abc and linkedin.com/company/trust.",
            ["www.example.com/in/report", "box.com/abc", "linkedin.com/company/trust"],
        ),
        (
            "Write to a@b.org.uk (glanlas.org.uk), @glanlas",
            ["a@b.org.uk", "@glanlas", "glanlas.org.uk"],
        ),
        ("At Twitter.com/anajones and x.com/ana", ["Twitter.com/anajones", "x.com/ana"]),
        ("Ring 020 7946 0958.", ["020 7946 0958"]),
        ("Ring (0121) 496 0123", ["(0121) 496 0123"]),
        ("07700 900123, after six", ["07700 900123"]),
        ("+44 (0)29 2018 0042", ["+44 (0)29 2018 0042"]),
        ("+48-22-555-01-23", ["+48-22-555-01-23"]),
        ("01632960001 or 01632.960.001", ["01632960001", "01632.960.001"]),
    ],
)
def test_a_way_to_somebody_is_found_as_it_is_written(text: str, found: list[str]) -> None:
    assert list(ways_to_reach(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "It cost £1 200 000 000 in 2010-2011.",
        "From 01.02.2011 to 05.02.2011, 09:30 - 16:00",
        "On 01-02-2011 10:30 and 02/03/2011",
        "0.75 of 1,000,000,000; 0,000001234567",
        "Meet @ 5 pm @12",
        "Section 0123 and part 004",
        "a@b, 100 000 000 people, 2011/12 to 2014/15",
        "ISBN 978 0 00 000000 2",
        "",
    ],
)
def test_other_figures_are_none(text: str) -> None:
    assert ways_to_reach(text) == ()


@pytest.mark.parametrize("sign", ["0", "a", "@", "a.", "0 ", "(0", "+1", "a@b "])
def test_a_word_of_any_length_is_read_in_one_go(sign: str) -> None:
    """Were it not, this test would not end."""
    assert ways_to_reach(f"{sign * 30_000}!") == ()


def test_whoever_is_on_the_list_is_named_by_their_address() -> None:
    ana = Participant(id="a", name="Xanthe Jones", email=" A.J@Example.org ")
    others = (Participant(id="b", name="Bryn Rees"), Participant(id="c", name="Cai", email=""))
    told = names_in([Passage("p", "Ask a.j@example.ORG, or b@example.org")], (ana, *others))
    assert [(each.person.id, each.words) for each in told] == [("a", "a.j@example.ORG")]
