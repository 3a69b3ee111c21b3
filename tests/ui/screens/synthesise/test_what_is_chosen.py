"""What is chosen in a long list is found without looking at each of its rows."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.services.synthesis.facets import bits_of, places_in
from ui.screens.synthesise.rows import NOTHING_SHOWN, Showing


@given(st.sets(st.integers(0, 300), min_size=1, max_size=60), st.data())
def test_the_chosen_passages_are_those_whose_rows_are_chosen(
    shown: set[int], data: st.DataObject
) -> None:
    rows = sorted(shown)
    ends = st.tuples(*[st.integers(0, len(rows) - 1)] * 2).map(sorted)
    ranges = [range(first, last + 1) for first, last in data.draw(st.lists(ends, max_size=3))]
    showing = Showing({}, bits_of(rows), rows)
    one_by_one = {rows[row] for each in ranges for row in each}
    assert places_in(showing.chosen(ranges)) == sorted(one_by_one)


def test_where_nothing_is_shown_nothing_is_chosen() -> None:
    assert NOTHING_SHOWN.chosen([]) == 0
