"""Origins: what a seminar's material was made from, so that several seminars can be compared.

Ids are made anew in every seminar. What two seminars have from one template has one origin: the key
it has there. What one seminar takes over from another has the id that it had there.
"""

import hashlib

from facilitator.domain.passages import normal


def key_of(words: str) -> str:
    """The key of what a template gives none: made of its words, the same wherever they are read."""
    text = " ".join(normal(words).split())
    return f"words-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def key_of_item(poll_key: str, item_key: str) -> str:
    """The origin of one of a poll's items: items of two polls may have the same key."""
    return f"{poll_key}/{item_key}"
