"""Words changed for printing: every change is marked, and nothing else is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.privacy.changed_words import marked, still_fits

_USED = ("Siân", "said", "that", "Acme", "was", "late", ",", "again", ".")
WORDS = st.lists(st.sampled_from(_USED), max_size=9)


def test_a_change_stands_in_brackets_and_what_is_left_out_leaves_a_sign() -> None:
    assert marked("Siân from Acme was late.", "A trustee was late.") == "[A trustee] was late."
    assert marked("Siân said no", "said no") == "[…] said no"
    assert marked("It was Siân", "It was") == "It was […]"
    assert marked("It was Siân", "It was 小明") == "It was [小明]"
    assert marked("Siân said no", "[A colleague] said no") == "[A colleague] said no"
    assert marked("One\nSiân two", "One\nsomebody two") == "One\n[somebody] two"
    assert marked("One\nSiân Ann two", "One\nMair Jo two") == "One\n[Mair Jo] two"
    assert marked("One\nSiân two", "One two") == "One\n[…] two"
    assert marked("It was Siân", "It was…") == "It was […]"
    assert marked("As it was", " As  it was ") == ""


def test_in_a_long_text_no_more_is_marked_than_was_changed() -> None:
    much = "it was late and then " * 50
    assert marked(f"{much}Siân said", f"{much}somebody said") == f"{much}[somebody] said"


@given(WORDS, WORDS)
def test_outside_of_brackets_stands_what_was_said_and_inside_only_what_was_wanted(
    said: list[str], wanted: list[str]
) -> None:
    words, told = " ".join(said), " ".join(wanted)
    printed = marked(words, told)
    if not printed:
        assert said == wanted
        return
    assert still_fits(words, printed)
    assert printed.replace("[…]", "").translate({91: None, 93: None}).split() == wanted
    kept = re.sub(r"\[[^\]]*\]", "", printed).split()
    rest = iter(said)
    assert all(word in rest for word in kept)


def test_words_that_were_corrected_since_no_longer_fit() -> None:
    printed = marked("Siân said no", "She said no")
    assert still_fits("Mair said no", printed)
    assert not still_fits("Siân said yes", printed)
