"""What a poll asks about, typed one thing a line; a thing keeps its id while it is reworded."""

from collections.abc import Callable

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
                kept[place] = Item(reworded.id, line)
            else:
                kept[place] = Item(new_id(), line)
    return tuple(item for item in kept if item is not None)


def text_of(items: tuple[Item, ...]) -> str:
    """Items as they are typed."""
    return "\n".join(item.text for item in items)
