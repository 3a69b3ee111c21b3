"""What a poll must have before it can open."""

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.voters.electorate import is_plenary
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.wording import say


def check_poll(poll: Poll) -> None:
    """Raise SeminarError with what is missing when a poll cannot be voted on."""
    if not poll.wording.strip():
        raise SeminarError(
            say(
                "“{title}” has no wording. Write what people are asked in Prepare, then open it.",
                title=poll.title,
            )
        )
    if lacks := method_of(poll).lacks(poll):
        raise SeminarError(lacks)
    if poll.split is Split.ROOM and not is_plenary(poll):
        raise SeminarError(
            say(
                "“{title}” is split by room, but one room votes. Choose in Prepare that all rooms "
                "vote, or another split.",
                title=poll.title,
            )
        )
