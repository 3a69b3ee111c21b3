"""A vote while its results are sealed: what is asked, how many have voted, how secret it is."""

import math
from datetime import datetime

from facilitator.domain import stage
from ui.projector.sheet import LINE, UNIT, Sheet, Text, stack, stack_height
from ui.widgets.marks import Block, Picture
from ui.widgets.typeset import wrap

_BAR = UNIT * 0.35


def vote(sight: stage.Vote, sheet: Sheet) -> Picture:
    """State above, wording and items between, turnout and the secrecy sentence at the foot."""
    state = [Text(_state(sight, sheet.now), bold=True, accent=True)]
    head = stack_height(sheet, state)
    foot = _foot(sight)
    foot_height = len(_foot_lines(foot, sheet)) * LINE + 2 * _BAR
    body = sheet.without_top(head + 0.3 * UNIT).without_bottom(foot_height)
    low = Sheet(
        x=sheet.x,
        y=sheet.bottom - foot_height,
        width=sheet.width,
        height=foot_height,
        now=sheet.now,
        palette=sheet.palette,
    )
    return (
        *stack(sheet, state),
        *stack(body, _body(sight)),
        *_turnout_bar(sight, low),
        *stack(low.without_top(1.5 * _BAR), foot),
    )


def _state(sight: stage.Vote, now: datetime) -> str:
    said = f"Round {sight.number}: {sight.state}" if sight.number else sight.state
    if not sight.open or sight.closes_at is None:
        return said
    left = max(0, math.ceil((sight.closes_at - now).total_seconds()))
    return f"{said}. It closes in {left} second{'s' * (left != 1)}."


def _body(sight: stage.Vote) -> list[Text]:
    items = [item for item in sight.items if item.strip() != sight.wording.strip()]
    numbered = len(items) > 1
    return [
        Text(sight.wording, size=2.0, bold=True),
        *(
            Text(
                f"{place}.  {item}" if numbered else item, size=1.5, gap=0.6 if place == 1 else 0.2
            )
            for place, item in enumerate(items, start=1)
        ),
    ]


def _foot(sight: stage.Vote) -> list[Text]:
    return [Text(turnout(sight), bold=True), Text(sight.secrecy, quiet=True)]


def _foot_lines(foot: list[Text], sheet: Sheet) -> list[str]:
    return [line for text in foot for line in wrap(text.text, sheet.width / UNIT, text.bold)]


def turnout(sight: stage.Vote) -> str:
    """How many have voted, in words."""
    if sight.present:
        return f"{sight.cast} of {sight.present} have voted"
    return f"{sight.cast} {'has' if sight.cast == 1 else 'have'} voted"


def _turnout_bar(sight: stage.Vote, low: Sheet) -> Picture:
    if not sight.present:
        return ()
    track = Block(x=low.x, y=low.y, width=low.width, height=_BAR, fill=low.palette.faint)
    share = min(1.0, sight.cast / sight.present)
    done = Block(x=low.x, y=low.y, width=low.width * share, height=_BAR, fill=low.palette.accent)
    return (track, done) if share else (track,)
