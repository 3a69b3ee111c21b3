"""How large numbers may be that people or files give: none that dates, the database or the window
cannot reckon with.

They stand at the fields' types. So whatever is read from a file, arrives from another or is about
to be written is held to them; what may be chosen within them is each subject's own rule.
"""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

LONGEST_MINUTES = 7 * 24 * 60
"""Nothing on an agenda takes longer than a week."""
MOST_DAYS = 36_525
"""A hundred years: names are kept no longer."""
MOST = 1_000_000
"""No count, place in a text or number of a round comes to more."""
YEARS = range(1, 9000)
"""From a day of these years one can reckon on by all of the above, in any time zone. No rule for
clocks: one that is wrong stops no work.
"""

Minutes = Annotated[int, Meta(ge=-LONGEST_MINUTES, le=LONGEST_MINUTES)]
Days = Annotated[int, Meta(ge=0, le=MOST_DAYS)]
Whole = Annotated[int, Meta(ge=-MOST, le=MOST)]
Real = Annotated[float, Meta(ge=-1e15, le=1e15)]


def hold_to_years(*moments: date | datetime | None) -> None:
    """Raise ValueError for a moment from which nothing can be reckoned."""
    for moment in moments:
        if moment is not None and moment.year not in YEARS:
            raise ValueError(moment)
