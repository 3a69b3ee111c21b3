"""docs/privacy.md says of every kind of record what it holds of people, and nothing else."""

import re
from pathlib import Path

from facilitator.domain.kind_words import one
from facilitator.domain.personal import NOTHING, PERSONAL

PAGE = Path(__file__).parents[1] / "docs" / "privacy.md"


_ROW = re.compile(r"^\| ([^|]+) \|[^|\n]+\| ((?:`\w+` ?)+)\|$", re.MULTILINE)


def test_the_page_names_each_kind_of_record_with_the_fields_in_which_people_stand() -> None:
    rows = _ROW.findall(PAGE.read_text("utf-8"))
    said = {name: set(re.findall(r"\w+", fields)) for name, fields in rows}
    held = {
        str(one(kind)): {*held.words, *held.ids}
        for kind, held in PERSONAL.items()
        if held != NOTHING
    }
    assert said == held
