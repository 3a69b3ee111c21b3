"""What a template brings remembers where it came from, so that its seminars can be compared."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Poll
from facilitator.domain.seminar.questions import Question
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.origins import key_of
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.seminar import preparing
from facilitator.services.templates import loading
from facilitator.services.templates.loading import Template

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)

KEYLESS = """
[template]
summary = "Nothing in it has a key."
[seminar]
title = "Bench"
date = 2012-03-08
[[theme]]
name = "Rest"
[[question]]
kind = "emerging"
wording = "Where do you wish you could sit down?"
[[finding]]
label = "Hill"
wording = "The hill is hard."
[[poll]]
method = "choose_one"
title = "Places"
wording = "Which place?"
items = ["Hill", "Pond"]
[[segment]]
kind = "vote"
title = "The vote"
minutes = 30
"""


def origins(template: Template) -> list[str]:
    found = []
    for record in template.parts:
        if isinstance(record, Theme | Question | Finding):
            found.append(record.origin)
        if isinstance(record, Poll):
            found += [item.origin for item in record.items]
    return found


@pytest.mark.parametrize("name", [card.name for card in loading.available()])
def test_everything_in_a_template_of_ours_has_a_key_that_was_given_to_it(name: str) -> None:
    found = origins(loading.load(name))
    assert found
    assert not [origin for origin in found if not origin or "words-" in origin]


def test_two_seminars_of_one_template_have_the_same_origins_under_other_ids(
    tmp_path: Path,
) -> None:
    found = []
    for name in ("one", "two"):
        file = preparing.new_seminar(tmp_path / f"{name}.seminar", now=NOON)
        with file.read() as reader:
            records: tuple[Finding | Question | Theme, ...] = (
                *reader.every(Finding),
                *reader.every(Question),
                *reader.every(Theme),
            )
            found.append({record.origin: record.id for record in records})
            items = {i.origin: i.id for poll in reader.every(Poll) for i in poll.items}
            found[-1] |= items
        file.close()
    one, two = found
    assert one.keys() == two.keys()
    assert not {*one.values()} & {*two.values()}


def test_without_keys_they_are_made_of_the_words_the_same_every_time() -> None:
    one, two = (origins(loading.make(KEYLESS, "keyless.toml")) for _ in range(2))
    assert one == two
    assert len({*one}) == len(one) == 5
    reworded = origins(loading.make(KEYLESS.replace("hard", "steep"), "keyless.toml"))
    assert sum(a != b for a, b in zip(one, reworded, strict=True)) == 1


def test_a_key_made_of_words_is_always_that_key() -> None:
    """It is kept in files, so the recipe may never change."""
    assert key_of("The hill is hard.") == key_of("  The hill\n is hard. ")
    assert key_of("w\u0302yr") == key_of("ŵyr")
    assert key_of("The hill is hard.") == "words-ec199a16e3f0"


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ('[{ key = "a", text = "Hill" }, { key = "a", text = "Pond" }]', "key “a” is taken"),
        ('[{ key = "a", text = "Hill" }, { key = "b", text = "Hill" }]', "stands twice"),
        ('[{ key = "a", words = "Hill" }, "Pond"]', "an item is text"),
        ('[{ key = "", text = "Hill" }, "Pond"]', "is empty"),
        ('[7, "Pond"]', "must be text"),
    ],
)
def test_a_mistake_in_an_item_is_named_with_its_line(items: str, sentence: str) -> None:
    text = KEYLESS.replace('["Hill", "Pond"]', items)
    with pytest.raises(SeminarError, match=rf"keyless\.toml, line 19: .*{sentence}"):
        loading.make(text, "keyless.toml")


def test_the_keys_of_version_1_are_still_those_of_the_words_it_had() -> None:
    """A template may be reworded; the list that old files are upgraded by may not change."""
    keys = json.loads((loading.FOLDER / "keys-of-version-1.json").read_text("utf-8"))
    assert keys["finding"]["It is hard to show that working in partnership saves money."] == (
        "savings"
    )
    assert {kind: len(known) for kind, known in keys.items()} == {
        "theme": 5,
        "question": 25,
        "finding": 17,
        "item": 44,
    }
