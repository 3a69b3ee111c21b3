"""Broken templates are answered with a sentence and the line; the format is documented."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Method, Poll, Secrecy
from facilitator.domain.seminar.agenda import SegmentKind
from facilitator.domain.seminar.questions import QuestionKind
from facilitator.services.templates.format import NAME, PARTS, RECORDS, heading
from facilitator.services.templates.loading import load, make
from facilitator.services.templates.records import UNDATED

DOCUMENT = Path(__file__).parents[3] / "docs" / "templates.md"

SOUND = '''\
# A sound template; each test breaks one line of it.
[template]
summary = """
[[poll]] in a text is no part,
nor is # in a text a comment"""

[seminar]
title = "A day"
starts_at = "09:30"
booked_until = "12:30"
room_threshold = 5

[[theme]]
key = "rest"
name = "Rest"

[[question]]
key = "where"
kind = "emerging"
wording = "Where?"
theme = "rest"

[[finding]]
key = "hill"
label = "The hill is hard"
wording = "The hill is hard to climb."

[[poll]]
key = "hill"
finding = "hill"
method = "agree"
threshold = 0.75

[[poll]]
key = "places"
title = "Places"
wording = "Which place?"
method = "choose_one"
items = [ # a list, over several lines
    "Hill",
    "Pond", "Mill",
]
shuffle = true

[[segment]]
key = "vote"
kind = "vote"
title = "Vote"
minutes = 20
prompts = ["Read it aloud."]
polls = [
    "hill",
    "places",
]

[[segment]]
key = "groups"
kind = "breakouts"
title = "Groups"
minutes = 30
questions = ["where"]

[[breakout]]
segment = "groups"
title = "Group 1"
'''


def refusal(text: str) -> str:
    with pytest.raises(SeminarError) as refused:
        make(text, "day.toml")
    return str(refused.value)


def line_of(text: str, words: str) -> int:
    """The line on which `words` first stand, counted as an editor counts."""
    return text[: text.index(words)].count("\n") + 1


def test_the_sound_template_is_sound() -> None:
    assert len(make(SOUND, "day.toml").parts) == 8


# what is replaced, by what, where the mistake then stands, and what is said
MISTAKES = {
    "a missing quotation mark": (
        'title = "Vote"',
        'title = "Vote',
        'title = "Vote',
        "not valid TOML",
    ),
    "a missing bracket": (
        '[[segment]]\nkey = "vote"',
        "[[segment]\nkey = 1",
        "[[segment]\n",
        "not valid TOML",
    ),
    "a key given twice": (
        "minutes = 30",
        "minutes = 30\nminutes = 31",
        "minutes = 31",
        "given twice",
    ),
    "an unknown part": ("[[theme]]", "[[them]]", "[[them]]", "Did you mean “theme”"),
    "single brackets": ("[[finding]]", "[finding]", "[finding]", "Write each [[finding]]"),
    "double brackets": ("[seminar]", "[[seminar]]", "[[seminar]]", "Write it [seminar]"),
    "an unknown key": (
        'wording = "Where?"',
        'words = "Where?"',
        "words =",
        "“words” is not a key of [[question]]",
    ),
    "a near key": ("shuffle = true", "shufle = true", "shufle", "Did you mean “shuffle”"),
    "a missing key": ('label = "The hill is hard"\n', "", "[[finding]]", "has no “label”"),
    "an empty text": ('title = "A day"', 'title = " "', 'title = " "', "“title” is empty"),
    "a number for a text": ('name = "Rest"', "name = 7", "name = 7", "must be text"),
    "a text for a number": (
        "minutes = 20",
        'minutes = "20"',
        'minutes = "20"',
        "a whole number, 1 or more",
    ),
    "true for a number": (
        "minutes = 20",
        "minutes = true",
        "minutes = true",
        "a whole number, 1 or more",
    ),
    "no minutes": ("minutes = 20", "minutes = 0", "minutes = 0", "a whole number, 1 or more"),
    "too low a threshold": (
        "room_threshold = 5",
        "room_threshold = 0",
        "room_threshold",
        "1 or more",
    ),
    "a text for a truth": ("shuffle = true", 'shuffle = "yes"', "shuffle =", "true or false"),
    "a share over one": ("threshold = 0.75", "threshold = 75", "threshold = 75", "between 0 and 1"),
    "a time that is none": ('"09:30"', '"25:30"', "starts_at", "a time of day"),
    "a day in words": ("room_threshold = 5", 'date = "18 October"', "date =", "such as 2011-10-18"),
    "a second wording without a second language": (
        'name = "Rest"',
        'name = "Rest"\n\n[[finding]]\nlabel = "A"\nwording = "B"\nwording_second = "C"',
        "wording_second",
        'Add languages = ["en", "cy"] to [seminar]',
    ),
    "an item in a second language without one": (
        '    "Hill",',
        '    { text = "Hill", second = "Bryn" },',
        "second =",
        "the seminar speaks but one",
    ),
    "a second wording of an unknown language": (
        "room_threshold = 5",
        'written_in = "fr"',
        "written_in",
        "Use one of en, cy",
    ),
    "an end before the start": ('"12:30"', '"09:00"', "booked_until", "ends before it starts"),
    "a text for a list": ('["Read it aloud."]', '"Read it aloud."', "prompts =", "must be a list"),
    "a number in a list": ('"Pond"', "5", "    5,", "must be text"),
    "an item twice": ('"Mill"', '"Hill"', '"Pond", "Hill"', "“Hill” stands twice"),
    "an unknown method": (
        '"choose_one"',
        '"chose_one"',
        '"chose_one"',
        "Did you mean “choose_one”",
    ),
    "an unknown kind": (
        'kind = "breakouts"',
        'kind = "lunch"',
        'kind = "lunch"',
        "Use one of welcome",
    ),
    "an unknown kind of question": ('"emerging"', '"open"', '"open"', "Use one of research"),
    "an unknown theme": (
        'theme = "rest"',
        'theme = "reste"',
        'theme = "reste"',
        "Did you mean “rest”",
    ),
    "an unknown poll": (
        '    "places",',
        '    "palaces",',
        '"palaces"',
        "no [[poll]] with the key “palaces”",
    ),
    "an unknown segment": (
        'segment = "groups"',
        'segment = "group"',
        'segment = "group"',
        "no [[segment]]",
    ),
    "a segment of another kind": (
        'segment = "groups"',
        'segment = "vote"',
        'segment = "vote"',
        "not of the kind breakouts",
    ),
    "a key taken twice": ('key = "places"', 'key = "hill"\n#', 'key = "hill"\n#', "is taken"),
    "a poll about nothing": ('finding = "hill"\n', "", '[[poll]]\nkey = "hill"', "has no “title”"),
    "a poll about two things": (
        "threshold = 0.75",
        'question = "where"',
        'question = "where"',
        "Take one out",
    ),
    "no items": (
        'items = [ # a list, over several lines\n    "Hill",\n    "Pond", "Mill",\n]\n',
        "",
        '[[poll]]\nkey = "places"',
        "needs items",
    ),
    "items for open words": ('"choose_one"', '"words"', "items = [", "Take the items out"),
    "criteria out of place": (
        "shuffle = true",
        'criteria = [{ text = "View" }]',
        "criteria",
        "only the method weighted",
    ),
    "no criteria": ('"choose_one"', '"weighted"', '[[poll]]\nkey = "places"', "needs criteria"),
    "a criterion of the wrong form": (
        "shuffle = true",
        'criteria = [\n"View"]',
        '"View"]',
        "a criterion is written",
    ),
    "a criterion that weighs less than nothing": (
        "shuffle = true",
        'criteria = [{ text = "V", weight = -1 }]',
        "criteria",
        "0 or more",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_line(mistake: str) -> None:
    good, bad, place, said = MISTAKES[mistake]
    assert SOUND.count(good) == 1
    broken = SOUND.replace(good, bad)
    sentence = refusal(broken)
    assert sentence.startswith(f"day.toml, line {line_of(broken, place)}: ")
    assert said in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "mistake", ["an unknown poll", "an item twice", "a missing quotation mark"]
)
def test_lines_are_right_with_the_line_ends_of_windows(mistake: str) -> None:
    good, bad, place, _ = MISTAKES[mistake]
    broken = SOUND.replace(good, bad)
    sentence = refusal(broken.replace("\n", "\r\n"))
    assert sentence.startswith(f"day.toml, line {line_of(broken, place)}: ")


@pytest.mark.parametrize("part", ["template", "seminar", "segment"])
def test_a_template_without_a_needed_part_says_so(part: str) -> None:
    kept = [one for one in SOUND.split("\n\n") if not re.match(rf"(#.*\n)?\[+{part}\]", one)]
    assert f"has no {heading(part)}. Add one." in refusal("\n\n".join(kept))


def test_an_unclosed_text_is_named_with_the_last_line() -> None:
    sentence = refusal(SOUND + 'place = """\nBy the stage\n')
    assert sentence.startswith(f"day.toml, line {SOUND.count(chr(10)) + 2}: this is not valid TOML")


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "day.toml"
    path.write_bytes(SOUND.replace("Pond", "Étang").encode("latin-1"))
    with pytest.raises(SeminarError) as refused:
        load(path)
    line = line_of(SOUND, "Pond")
    assert str(refused.value).startswith(f"day.toml, line {line}: a character here is not UTF-8.")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "day.toml"
    path.write_text(SOUND, encoding="utf-8-sig")
    assert load(str(path)).seminar.title == "A day"


def test_a_folder_is_not_a_template(tmp_path: Path) -> None:
    with pytest.raises(SeminarError, match="There is no template"):
        load(tmp_path)


def documented() -> dict[str, dict[str, bool]]:
    """The keys of each part as docs/templates.md lists them, and whether it calls them required."""
    sections = re.split(r"^## ", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE)[1:]
    found: dict[str, dict[str, bool]] = {}
    for section in sections:
        if part := re.match(r"\[+(\w+)\]+\n", section):
            rows = re.findall(r"^\| `(\w+)` \| (required|) ?\|", section, flags=re.MULTILINE)
            found[part[1]] = {key: required == "required" for key, required in rows}
    return found


def test_every_key_is_documented_and_every_documented_key_is_accepted() -> None:
    accepted = {part: {key.name: key.required for key in keys} for part, keys in PARTS.items()}
    assert documented() == accepted


@pytest.mark.parametrize("words", [QuestionKind, Method, Secrecy, SegmentKind])
def test_every_word_that_can_be_chosen_is_documented(
    words: type[QuestionKind | Method | Secrecy | SegmentKind],
) -> None:
    text = DOCUMENT.read_text("utf-8")
    assert all(f"`{word.value}`" in text for word in words)


def test_the_documented_example_loads_and_uses_every_key() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text("utf-8"), flags=re.DOTALL)
    template = make(example, "example.toml")
    assert template.seminar.date > UNDATED
    poll = next(one for one in template.parts if isinstance(one, Poll) and one.criteria)
    assert [(one.text, one.weight) for one in poll.criteria] == [("View", 1.0), ("Shade", 2.0)]
    for part, keys in PARTS.items():
        entries = re.split(r"\n(?=\[)", example)
        section = "\n".join(one for one in entries if one.startswith(heading(part)))
        for key in keys:
            assert re.search(rf"^{key.name} = ", section, flags=re.MULTILINE), f"{part}: {key.name}"


def test_every_field_of_a_record_can_be_set_by_a_template() -> None:
    made_elsewhere = {"id", "position", "template", "rehearsal", "door_closed"}
    made_elsewhere |= {"origin", "parent_id", "languages", "read_as"}
    filled_later = {"member_ids", "fixed_ids"}
    filled_later |= {"parts_order", "parts_out"}  # chosen of the parts that a paper then has
    for part, record in RECORDS.items():
        given = {key.field for key in PARTS[part] if key is not NAME}
        assert given | made_elsewhere | filled_later >= {one.name for one in fields(record)}
        assert given <= {one.name for one in fields(record)}
