"""Sort: each phone reads a few of the others' responses and says whether it agrees.

No poll lists them: a ballot marks the ids of responses, so that their words stay where they are,
and are gone from here when somebody takes theirs back.
"""

from collections.abc import Mapping, Sequence
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.dealt import Judgement
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod
from facilitator.domain.polls.methods.shared.phrases import UNPAIRED
from facilitator.domain.polls.methods.shared.sums import Sums
from facilitator.domain.polls.polls import ABSTAIN, Method, Poll, Secrecy
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import Counted, Message, Text, say

FEWEST, MOST, USUAL = 6, 10, 8
"""How many responses each phone reads: as many as a poll says within these bounds."""
AGREES, PASSES, DISAGREES = 1, 0, -1
JUDGEMENTS = (
    Judgement(AGREES, say("I agree")),
    Judgement(DISAGREES, say("I do not")),
    Judgement(PASSES, say("Pass")),
)


def reads(poll: Poll) -> int:
    """How many responses each phone reads, as far as there are so many of others."""
    return min(max(poll.most, FEWEST), MOST) if poll.most else USUAL


class SortSums(Sums):
    """Sums of what no list holds; what each response came to is told beside the responses."""

    def lines(self) -> tuple[Line, ...]:
        return ()


class Sort(VotingMethod):
    """Marks of 1, 0 and -1 on responses."""

    key = Method.SORT
    name = say("The room sorts")
    about = say(
        "Each phone reads a few of the others’ responses to the question that the poll is about, "
        "so that each is read equally often, and says: I agree, I do not, pass."
    )
    rule = say(
        "Each phone read a few of the others’ responses, drawn so that each was read equally often."
    )
    note = say(
        "Responses that the room sorted stand in the order of the lower bound of the 95 % interval "
        "of Wilson (1927), Probable inference, the law of succession, and statistical inference, "
        "for the share that agrees, of those who read it and did not pass."
    )
    sums = SortSums
    deals = True
    takes_items = False
    least_items = 0
    most_caption = say("Responses that each phone reads, from 6 to 10")
    most_unset = say("8")

    def how(self, poll: Poll) -> Text:
        return say("You read up to {n} of the others’ responses.", n=reads(poll))

    def check(self, poll: Poll, marks: Marks, words: Sequence[str]) -> None:
        if words:
            raise SeminarError(say("This poll takes marks, not words."))
        if not marks:
            raise SeminarError(say("Nothing is marked yet."))
        keys = {key for key, _ in marks}
        if len(keys) < len(marks):
            raise SeminarError(say("Something is marked twice."))
        if ABSTAIN in keys:
            raise SeminarError(say("This ballot marks something that is not in the poll."))
        if len(marks) > reads(poll):
            most, n = reads(poll), len(marks)
            raise SeminarError(
                say("Read at most {most} responses; {n} are marked.", most=most, n=n)
            )
        for _, mark in marks:
            if mark not in (AGREES, PASSES, DISAGREES):
                raise SeminarError(say("{mark} is not a mark of this poll.", mark=mark))

    def lacks(self, poll: Poll) -> Message | None:
        if not poll.question_id:
            return say(
                "“{title}” is about no question. Choose in Prepare whose responses the room reads.",
                title=poll.title,
            )
        if poll.secrecy is not Secrecy.SEALED:  # who read what follows from a secret that has to go
            return say(
                "“{title}” is not sealed: who said what of which response could be worked out "
                "from what each phone was given. Choose sealed in Prepare, then open it.",
                title=poll.title,
            )
        return None

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        return Counted(
            tally.voters,
            "{n} person read responses of others.",
            "{n} people read responses of others.",
        )

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        return UNPAIRED

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        return tuple((id, draw.choice((AGREES, AGREES, PASSES, DISAGREES))) for id in likes)
