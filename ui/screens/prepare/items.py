"""What a poll asks about, typed one thing a line; a thing keeps its id while it is reworded."""

from collections.abc import Callable
from dataclasses import replace

from facilitator.domain.polls.polls import Item


def items_of(text: str, before: tuple[Item, ...], new_id: Callable[[], str]) -> tuple[Item, ...]:
    """The lines as items. An unchanged line keeps its item wherever it went."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    unclaimed = list(before)
    kept: list[Item | None] = []
    for line in lines:
        same = next((item for item in unclaimed if item.text == line), None)
        if same is not None:
            unclaimed.remove(same)
        kept.append(same)
    for place, line in enumerate(lines):
        if kept[place] is None:
            reworded = before[place] if place < len(before) else None
            if reworded is not None and reworded in unclaimed:
                unclaimed.remove(reworded)
                kept[place] = Item(reworded.id, line, second=reworded.second)
            else:
                kept[place] = Item(new_id(), line)
    return tuple(item for item in kept if item is not None)


def text_of(items: tuple[Item, ...]) -> str:
    """Items as they are typed."""
    return "\n".join(item.text for item in items)


def second_of(items: tuple[Item, ...]) -> str:
    """Items as they are typed in the second language, each on the line of its first wording."""
    return "\n".join(item.second for item in items).rstrip("\n")


def with_second(items: tuple[Item, ...], text: str) -> tuple[Item, ...]:
    """The items with a line each as their second wording; what is over joins the last."""
    lines = [line.strip() for line in text.rstrip().split("\n")]
    over = [line for line in lines[len(items) :] if line]
    said = [*lines[: len(items)], *[""] * (len(items) - len(lines))]
    if said:
        said[-1] = " ".join(filter(None, (said[-1], *over)))
    return tuple(replace(item, second=line) for item, line in zip(items, said, strict=True))
