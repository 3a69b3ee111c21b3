"""Postcodes and web addresses are found in words as they are written, and seminars' words are none.

Whether something is one is reckoned here once more, letter by letter, by what Royal Mail and the
registries say of them.
"""

import random
import re
import tomllib
from importlib import resources
from pathlib import Path
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.privacy.places_found import _AREAS, postcodes_in, sites_in
from facilitator.domain.privacy.ways_to_reach import ways_to_reach

ALL_AREAS = 124
"""Of Great Britain and Northern Ireland, with Guernsey, Jersey and Man, without BX, GIR and XX."""
LATER = ("We meet monthly", "They said so twice", "nobody asked", "It was 2011/12", "or 99 years")


def is_postcode(written: str) -> bool:
    """By the form that Royal Mail gives: area, district, sector, unit."""
    outward, inward = written[:-3].strip(), written[-3:]
    place = next((at for at, letter in enumerate(outward) if letter in digits), len(outward))
    area, district = outward[:place], outward[place:]
    is_inward = inward[0] in digits and all(each in UNITS for each in inward[1:])
    return area in _AREAS and len(district) in (1, 2) and is_inward


UNITS = [each for each in ascii_uppercase if each not in "CIKMOV"]


@pytest.mark.parametrize("seed", range(5))
def test_what_has_the_form_of_a_postcode_is_one_and_nothing_else(seed: int) -> None:
    draw = random.Random(seed)
    any_sign, areas = ascii_uppercase + digits, sorted(_AREAS)
    seen = set()
    for _ in range(1500):
        area = draw.choice(areas) if draw.random() < 0.8 else "".join(draw.choices(any_sign, k=2))
        district = draw.choice(digits) + draw.choice(["", draw.choice(any_sign)])
        inward = draw.choice(digits) + "".join(draw.choices(UNITS, k=2))
        outward, ours = area + district, [*inward]
        if draw.random() < 0.5:
            ours[draw.randrange(3)] = draw.choice(any_sign)
        written = f"{outward}{draw.choice(['', ' ', chr(0xA0)])}{''.join(ours)}"
        before, behind = (
            draw.choice(["", "at ", "(", "“", "bei:"]),
            draw.choice(["", ".", ")", "’s"]),
        )
        expected = [written] if is_postcode(written) else []
        assert list(postcodes_in(f"{before}{written}{behind}")) == expected, written
        seen.add(bool(expected))
    assert seen == {True, False}


def test_every_area_is_known() -> None:
    assert len(_AREAS) == ALL_AREAS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our hall is at CF10 3NQ, by the bridge", ["CF10 3NQ"]),
        ("cf103nq (Cf10 3nq)", ["cf103nq", "Cf10 3nq"]),
        ("SW1A 1AA or EC1A 1BB; W1T 4JD", ["SW1A 1AA", "EC1A 1BB", "W1T 4JD"]),
        ("group B1 2nd round, S1 4th, finding E3 2hr, M4 5 pm", []),
        ("Q1 2AB, CF10 3NM, XCF10 3NQ, CF10 3NQX, 10 3NQ, F1 4AB", []),
        ("form ABCD-CF10 3NQ.pdf", []),
    ],
)
def test_a_postcode_is_found_as_people_write_it(text: str, found: list[str]) -> None:
    assert list(postcodes_in(text)) == found


LABELS = st.from_regex(r"\A[a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?\Z")
SUFFIXES = (
    "org.uk",
    "co.uk",
    "gov.uk",
    "nhs.uk",
    "ac.uk",
    "uk",
    "org",
    "com",
    "net",
    "cymru",
    "gov",
)


@given(
    labels=st.lists(LABELS, min_size=0, max_size=3),
    suffix=st.sampled_from([*SUFFIXES, "de", "coop", "pdf", "docx", "so", "we"]),
    scheme=st.sampled_from(["", "", "https://", "HTTP://"]),
    www=st.booleans(),
    path=st.sampled_from(["", "/", "/staff/ana", "/a?b=c&d=ŵ"]),
    behind=st.sampled_from(["", ".", " is ours", "!", ")", "\n"]),
)
def test_a_web_address_is_found_where_it_is_somebodys(
    labels: list[str], suffix: str, scheme: str, www: bool, path: str, behind: str
) -> None:
    known = suffix in SUFFIXES or suffix in ("de", "coop")
    host = ".".join((*(["www"] if www else []), *labels, suffix))
    written = f"{scheme}{host}{path}"
    own = [label for label in (*labels, *suffix.split(".")) if label]
    while own[:1] == ["www"]:
        own = own[1:]
    is_of_many = suffix in ("org.uk", "co.uk", "gov.uk", "nhs.uk", "ac.uk")
    least = 3 if is_of_many else 2
    first = host.split(".")[0]
    is_site = (scheme or known or first == "www") and len(own) >= least and "." in host
    if is_site and own[-1] == "uk" and len(own) == 2 and own[0] in ("co", "me", "ltd", "plc"):
        is_site = False
    assert list(sites_in(f"({written}{behind}")) == ([written] if is_site else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See glanlas.org.uk.", ["glanlas.org.uk"]),
        ("Glanlas.Org.Uk, GLANLAS.COM", ["Glanlas.Org.Uk", "GLANLAS.COM"]),
        ("ar www.menter-iaith.cymru/cy, diolch", ["www.menter-iaith.cymru/cy"]),
        ("παράδειγμα.gr και łódź.pl", ["παράδειγμα.gr", "łódź.pl"]),
        ("“https://trust.example:8080/a(b)”", ["https://trust.example:8080/a(b"]),
        ("On GOV.UK and www.gov.uk/guidance, nhs.uk", []),
        ("It was late.Net gain is small.So what.we said so.no", []),
        ("e.g.the U.K. at 9.30.am, version 2.0.1, notes.docx, a.b.c", []),
        ("1.com of 3.5, ...org, .com", ["1.com"]),
    ],
)
def test_a_web_address_is_found_as_people_write_it(text: str, found: list[str]) -> None:
    assert list(sites_in(text)) == found


@pytest.mark.parametrize("sign", ["a.", "a-", "www.", "http://", "a/", "CF1", "1a", "https://a."])
def test_a_word_of_any_length_is_read_in_one_go(sign: str) -> None:
    """Were it not, this test would not end."""
    assert len(ways_to_reach(f"{sign * 20_000}!")) <= 1


def spoken() -> list[str]:
    """What is said and noted in the seminars that ship, and in what the agenda says."""
    sample = tomllib.loads(
        resources.files("resources").joinpath("samples/rehearsal.toml").read_text("utf-8")
    )
    said = [line["words"] for part in ("remarks", "notes") for line in sample[part]]
    folder = Path(str(resources.files("resources").joinpath("templates")))
    for template in sorted(folder.rglob("*.toml")):
        said += re.findall(r'"([^"\n]{40,})"', template.read_text("utf-8"))
    return said


@pytest.mark.parametrize("seed", range(4))
def test_five_hundred_passages_of_a_seminar_have_hardly_a_false_caution_and_every_true_one(
    seed: int,
) -> None:
    draw, said = random.Random(seed), spoken()
    passages = [f"{draw.choice(said)} {draw.choice(LATER)}." for _ in range(500)]
    passages = [text.replace(". ", ".") if draw.random() < 0.3 else text for text in passages]
    ways = (
        "CF10 3NQ",
        "sa1 1dp",
        "glanlas.org.uk",
        "www.ty-hafan.cymru",
        "@glanlas",
        "hafan.coop/ni",
    )
    planted = {place: draw.choice(ways) for place in draw.sample(range(500), 60)}
    for place, way in planted.items():
        words = passages[place].split(" ")
        words.insert(draw.randrange(len(words)), way)
        passages[place] = " ".join(words)
    found = {place: ways_to_reach(text) for place, text in enumerate(passages)}
    assert [place for place, way in planted.items() if way not in found[place]] == []
    false = {place: ways for place, ways in found.items() if ways and place not in planted}
    assert len(false) <= 10, false
