"""What a poll must have before it can open."""

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Method, Poll


def check_poll(poll: Poll) -> None:
    """Raise SeminarError with what is missing when a poll cannot be voted on."""
    for needed, sentence in (
        (poll.wording.strip(), "has no wording. Write what people are asked"),
        (poll.items or poll.method is Method.WORDS, "has no items. Add at least one"),
        (_enough_items(poll), "needs at least two items to choose between. Add another"),
        (all(item.text.strip() for item in poll.items), "has an item without words. Word it"),
        (
            poll.criteria or poll.method is not Method.WEIGHTED,
            "has no criteria. Add at least one",
        ),
        (poll.budget > 0 or poll.method is not Method.DOTS, "gives nobody a dot. Give some"),
    ):
        if not needed:
            raise SeminarError(f"“{poll.title}” {sentence} in Prepare, then open it.")


def _enough_items(poll: Poll) -> bool:
    single = {Method.AGREE, Method.RATE, Method.WORDS, Method.APPROVE, Method.WEIGHTED}
    return len(poll.items) >= 2 or poll.method in single
