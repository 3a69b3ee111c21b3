"""What a poll must have before it can open."""

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Poll


def check_poll(poll: Poll) -> None:
    """Raise SeminarError with what is missing when a poll cannot be voted on."""
    wordless = "" if poll.wording.strip() else "has no wording. Write what people are asked"
    if lacks := wordless or method_of(poll).lacks(poll):
        raise SeminarError(f"“{poll.title}” {lacks} in Prepare, then open it.")
