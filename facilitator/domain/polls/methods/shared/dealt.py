"""What is dealt to a phone to judge: words, and the judgements that are offered with them."""

from dataclasses import dataclass

from facilitator.domain.wording import Message, Text


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement somebody can choose: its mark, and its name. `asks` is what they may say in words
    of their own with it, "" where nothing is asked.
    """

    mark: int
    name: Message
    asks: Text = ""


@dataclass(frozen=True, slots=True)
class Dealt:
    """Something to judge: the `id` it is marked by, its `words`, and what it is (`about`)."""

    id: str
    words: str
    judgements: tuple[Judgement, ...]
    about: Text = ""
