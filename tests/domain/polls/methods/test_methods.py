"""The registry of voting methods: complete, and the only place that knows single methods."""

import ast
from pathlib import Path

import pytest

from facilitator.domain.polls.cross_tables import cross
from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.polls import AGREE_LABELS, DONT_KNOW, Method
from facilitator.domain.privacy.disclosure import Split
from tests.domain.polls.voting import ballot, poll

ROOT = Path(__file__).parents[4]
HOME = ROOT / "facilitator/domain/polls/methods"

DRAWN_BY = {
    "facilitator/domain/polls/poll_chart.py",
    "exports/content/poll_tables.py",
    "ui/tablet/window.py",
    "ui/tablet/scales.py",
    "ui/tablet/choosing.py",
    "exports/content/handouts/asking.py",
    "exports/content/evaluation.py",
}
"""What draws a method: its chart, its table on paper, its ballot on the tablet and on paper, and
the marks that a day was given.
"""


def test_every_method_is_in_the_registry_under_its_own_key() -> None:
    assert list(METHODS) == list(Method)
    assert all(method.key is key for key, method in METHODS.items())


def test_names_are_told_apart() -> None:
    assert len({method.name for method in METHODS.values()}) == len(Method)


def test_nobody_outside_the_registry_branches_on_single_methods() -> None:
    asking = [
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for folder in ("facilitator", "exports", "ui")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if HOME not in path.parents and path.relative_to(ROOT).as_posix() not in DRAWN_BY
        if "Method" in (text := path.read_text("utf-8"))
        for line in _single_methods(ast.parse(text))
    ]
    assert not asking


def _single_methods(tree: ast.Module) -> list[int]:
    """The lines on which a member of Method is named, but for `method=`: choosing it for a poll."""
    chosen = {
        id(keyword.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "method"
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Method"
        and node.attr in Method.__members__
        and id(node) not in chosen
    ]


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.key)
def test_a_method_says_what_lists_papers_and_projector_ask_of_it(method: object) -> None:
    for said in ("name", "about", "rule"):
        assert str(getattr(method, said)).strip()


def test_agreeing_is_split_into_the_two_upper_points_the_two_lower_and_the_rest() -> None:
    def told(mark: int) -> str:
        cast = [ballot(("A", mark), sector="Charity")]
        table = cross(poll(Method.AGREE, "A"), cast, Split.SECTOR, ["Charity"], "A")
        return table.columns[table.cells[0].index(1)]

    rest = "Neither, or no view"
    assert [told(mark) for mark in range(6)] == [
        rest,
        *("Disagree", "Disagree", rest),
        *("Agree", "Agree"),
    ]


def test_hands_on_the_agree_scale_are_called_as_the_points_are() -> None:
    hands = dict(METHODS[Method.AGREE].hands)
    assert [str(hands[point]) for point in (1, 2, 4, 5)] == [
        str(AGREE_LABELS[point - 1]) for point in (1, 2, 4, 5)
    ]
    assert (str(hands[3]), str(hands[DONT_KNOW])) == ("Neither", "Don’t know")
