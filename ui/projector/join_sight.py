"""What is scanned before the whole room: how to join, the Wi-Fi first where its name is known, then
the room; and at the close the page that people take home.
"""

from facilitator.domain.stage import sights
from facilitator.domain.wording import Message, say
from ui.projector.sheet import UNIT, Sheet, Stand, Text, stack, stack_height
from ui.projector.text_sights import heading
from ui.room.wifi import Network
from ui.widgets.charts.marks import Code, Picture
from ui.widgets.charts.typeset import ems

_GUTTER = UNIT
_SHARE = 0.46
"""Of the width, for the code when it stands alone."""
_TYPEABLE = 24
"""Nobody types a longer password from a wall, and its code would have no room left."""


def joining(sight: sights.Joining, sheet: Sheet) -> Picture:
    """One code beside its words, or two codes in the order in which they are needed."""
    return _two_steps(sight, sheet) if sight.network else _one_step(sight, sheet)


def closing(sight: sights.Closing, sheet: Sheet) -> Picture:
    """The close, and beside it the code of the page to take home, where the room is served."""
    if not sight.address:
        return heading(sight, sheet)
    words, code = _beside_code(sight.link, sheet)
    texts = [
        Text(sheet.say(sight.title), size=2.0, bold=True),
        Text(sheet.say(sight.line), size=1.2, gap=0.3),
        Text(sheet.say(sight.offer), size=1.4, bold=True, gap=0.8),
        Text(sheet.line(say("Scan the code, or open")), size=1.2, quiet=True, gap=0.3),
        Text(_typed(sight.link, words.width), size=1.4, bold=True, accent=True),
    ]
    return (*stack(words, texts, Stand.RAISED), code)


def _beside_code(link: str, sheet: Sheet) -> tuple[Sheet, Code]:
    """The room for words, and at its right a code, as large as it may be."""
    side = min(sheet.height, _SHARE * sheet.width)
    x, y = sheet.x + sheet.width - side, sheet.y + (sheet.height - side) / 2
    return sheet.without_right(side + _GUTTER), Code(text=link, x=x, y=y, side=side)


def _one_step(sight: sights.Joining, sheet: Sheet) -> Picture:
    words, code = _beside_code(sight.link, sheet)
    texts = [
        Text(sheet.say(say("Join in with your phone")), size=2.0, bold=True),
        Text(sheet.line(say("Scan the code, or open")), size=1.2, quiet=True, gap=0.8),
        Text(_typed(sight.address, words.width), size=1.6, bold=True, accent=True),
        Text(sheet.line(say("and type")), size=1.2, quiet=True, gap=0.4),
        Text(sight.code, size=3.0, bold=True, accent=True),
    ]
    return (*stack(words, texts, Stand.RAISED), code)


def _two_steps(sight: sights.Joining, sheet: Sheet) -> Picture:
    network = Network(sight.network, sight.password)
    password = say("Password {password}", password=sight.password)
    if not sight.password:
        password = say("It needs no password")
    if len(sight.password) > _TYPEABLE:
        password = say("The code knows the password")
    right = sheet.without_left((sheet.width + _GUTTER) / 2)
    left = sheet.without_right((sheet.width + _GUTTER) / 2)
    return (
        *_step(left, say("1.  The Wi-Fi"), network.code, sight.network, password),
        *_step(
            right,
            say("2.  The room"),
            sight.link,
            _typed(sight.address, right.width),
            say("Code {code}", code=sight.code),
        ),
    )


def _step(sheet: Sheet, title: Message, code: str, name: str, secret: Message) -> Picture:
    """A column: what to do, its code, and under it the same to be typed."""
    head = [Text(sheet.line(title), size=1.6, bold=True)]
    foot = [Text(name, bold=True, accent=True), Text(sheet.line(secret))]
    above, below = stack_height(sheet, head), stack_height(sheet, foot)
    side = min(sheet.width, sheet.height - above - below - 0.5 * UNIT)
    under = sheet.without_top(above + side + 0.5 * UNIT)
    return (
        *stack(sheet, head),
        Code(text=code, x=sheet.x, y=sheet.y + above + 0.2 * UNIT, side=side),
        *stack(under, foot),
    )


def _typed(address: str, width: float) -> str:
    """What to type: browsers add the scheme by themselves where there is no room for it."""
    bare = address.rstrip("/")
    fits = ems(bare, True) * UNIT <= width
    return bare if fits else bare.removeprefix("http://")
