"""The codes on paper ballots: unlike each other, known again, and nothing without the secret."""

from itertools import combinations

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.paper.codes import SIGNS, PaperCodes, read_code, spaced

DRAWN = PaperCodes("secret").drawn(300).drawn(12)


def test_a_printing_has_its_own_codes_and_a_sign_misread_is_none_of_them() -> None:
    last, first = DRAWN.of_last(), PaperCodes("secret").drawn(300).of_last()
    assert (len(first), len(last)) == (300, 12)
    for one, other in combinations((*first, *last), 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) >= 2
    assert all(map(DRAWN.knows, (*first, *last)))
    code = first[7]
    wrong = [code[:2] + sign + code[3:] for sign in SIGNS if sign != code[2]]
    assert not any(map(DRAWN.knows, wrong))
    assert not set(first) & set(PaperCodes("another").drawn(300).of_last())


def test_a_code_is_read_as_it_was_printed_however_it_is_typed() -> None:
    code = DRAWN.of_last()[0]
    assert read_code(f" {spaced(code).lower()} ") == code
    assert read_code(" ") == ""
    for wrong in ("ABC", "ABCDEFG", "ABCDE0", "ÄBCDEF"):
        with pytest.raises(SeminarError, match="six signs"):
            read_code(wrong)


def test_whose_ballot_a_code_stands_for_nobody_finds_out_without_the_secret() -> None:
    code = DRAWN.of_last()[0]
    assert DRAWN.token(code) != PaperCodes("", DRAWN.printings).token(code)
    assert code not in DRAWN.token(code)
    assert "secret" not in repr(DRAWN)
