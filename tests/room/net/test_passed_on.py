"""A sentence that goes from one process to another is said there as it would have been here."""

import random
from pathlib import PurePath

import pytest

from facilitator.domain.locales import ENGLISH, WELSH
from facilitator.domain.wording import Counted, Joined, Listed, Message, Text, Value, told
from facilitator.room.net.passed_on import packed, unpacked
from tests.pseudo import PSEUDO


def drawn(die: random.Random, depth: int = 3) -> Value:
    """A value of a sentence, drawn by lot, with others in it."""
    plain: list[Value] = ["Words “{n}”\n🙂", "", 7, 0.5, PurePath("/a/b")]
    if not depth or die.random() < 0.4:
        return die.choice(plain[:4])
    parts = [drawn(die, depth - 1) for _ in range(3)]
    about: dict[str, Value] = {"a": parts[0], "b": parts[1]}
    return die.choice(
        [
            Message("{a} of {b}", tuple(about.items())),
            Message("Nothing."),
            Counted(die.randrange(3), "{n} dot {a}{b}", "{n} dots {a}{b}", **about),
            Listed(parts),
            Joined(parts, "; "),
        ]
    )


@pytest.mark.parametrize("seed", range(60))
def test_it_is_said_the_same_in_every_language(seed: int) -> None:
    value = drawn(random.Random(seed))
    sentence: Text = value if isinstance(value, str) else Message("{it}", (("it", value),))
    again = unpacked(packed(sentence))
    for locale in (ENGLISH, WELSH, PSEUDO):
        assert told(again, locale) == told(sentence, locale)


def test_a_path_goes_as_its_words() -> None:
    sentence = Message("{path} is gone.", (("path", PurePath("/a/b")),))
    assert str(unpacked(packed(sentence))) == str(sentence)
