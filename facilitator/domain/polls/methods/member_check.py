"""Member check: each group looks at what was noted of it, and says whether that is right.

A ballot marks versions of notes (`us:` and `quote:` with the id of a revision), so that what was
judged is known however the note is corrected afterwards; their words stay where they are. What is
written with a mark stands behind its key, after a blank.
"""

from collections.abc import Mapping, Sequence
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.dealt import Judgement
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod
from facilitator.domain.polls.methods.shared.phrases import UNPAIRED
from facilitator.domain.polls.methods.sort import SortSums
from facilitator.domain.polls.polls import OWN_POINT, Method, Poll, Secrecy
from facilitator.domain.polls.results import Tally
from facilitator.domain.wording import Counted, Message, Text, say

US, QUOTE = OWN_POINT, "quote:"
"""What stands before the id of a revision: a headline point's, and a quote's that is asked about.
"""
THAT_IS_US, NOT_QUITE = 1, -1
ALLOW, CHANGE, WITHDRAW = 1, 0, -1
JUDGEMENTS: Mapping[str, tuple[Judgement, ...]] = {
    US: (
        Judgement(THAT_IS_US, say("That is us")),
        Judgement(NOT_QUITE, say("Not quite"), say("What is it rather?")),
    ),
    QUOTE: (
        Judgement(ALLOW, say("Allow it")),
        Judgement(CHANGE, say("Change it"), say("Say it in these words")),
        Judgement(WITHDRAW, say("Withdraw it")),
    ),
}
LONGEST = 300
"""The longest words that go with a mark, in characters."""
MOST_LINES = 20


class MemberCheck(VotingMethod):
    """Marks on what was noted of one's own group, and words where it is not right."""

    key = Method.MEMBER_CHECK
    name = say("The groups check what was noted")
    about = say(
        "Each phone shows the headline points of its own group, and quotes that it is asked about: "
        "that is us, or not quite; allow, change or withdraw. A quote that one of the table "
        "withdraws is not printed."
    )
    rule = say("Each group was asked about its own headline points, and about quotes.")
    note = say(
        "Groups were shown their own headline points, and said of each whether it is theirs "
        "(member checking: Lincoln and Guba 1985, Naturalistic inquiry). Figures are of all at the "
        "table, whoever said nothing among them; “at least” and “at most” keep what everybody or "
        "nobody said from being told."
    )
    sums = SortSums
    deals = True
    deals_own = True
    takes_items = False
    least_items = 0

    def how(self, poll: Poll) -> Text:
        return say(
            "What was noted of your group. What you write with it is shown to the note-takers, "
            "without your name."
        )

    def check(self, poll: Poll, marks: Marks, words: Sequence[str]) -> None:
        if not marks:
            raise SeminarError(say("Nothing is marked yet."))
        keys = {key for key, _ in marks}
        if len(keys) < len(marks):
            raise SeminarError(say("Something is marked twice."))
        for key, mark in marks:
            offered = next((own for sort, own in JUDGEMENTS.items() if key.startswith(sort)), ())
            if not offered:
                raise SeminarError(say("This ballot marks something that is not in the poll."))
            if mark not in {each.mark for each in offered}:
                raise SeminarError(say("{mark} is not a mark of this poll.", mark=mark))
        self._check_words(keys, words)

    def _check_words(self, keys: set[str], words: Sequence[str]) -> None:
        if len(words) > MOST_LINES or not all(line.partition(" ")[0] in keys for line in words):
            raise SeminarError(say("This ballot marks something that is not in the poll."))
        if any(len(line.partition(" ")[2]) > LONGEST for line in words):
            raise SeminarError(say("An answer may have at most {n} characters.", n=LONGEST))

    def canonical(self, marks: Marks, words: Sequence[str]) -> tuple[Marks, tuple[str, ...]]:
        return tuple(sorted(marks)), tuple(sorted(words))

    def lacks(self, poll: Poll) -> Message | None:
        if poll.secrecy is not Secrecy.SEALED:
            return say(
                "“{title}” is not sealed: who said what of their own group could be found out. "
                "Choose sealed in Prepare, then open it.",
                title=poll.title,
            )
        return None

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        return Counted(
            tally.voters,
            "{n} person looked at what was noted of their group.",
            "{n} people looked at what was noted of their group.",
        )

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        return UNPAIRED

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        return tuple(
            (key, draw.choice((THAT_IS_US, THAT_IS_US, THAT_IS_US, NOT_QUITE)))
            if key.startswith(US)
            else (key, ALLOW)
            for key in likes
        )
