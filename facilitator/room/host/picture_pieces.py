"""Photographs that browsers send piece by piece, so that bad Wi-Fi begins none of them anew.

What has come of each is held here until it is whole, and no longer: a browser keeps its picture
until the room has all of it, and starts again where the room's server was started again.
"""

from collections import OrderedDict

from facilitator.room.messages.note_takers import PicturePiece

MOST_AT_ONCE = 40
"""So many pictures are held in part; of more, the one that waited longest begins anew."""


class PicturePieces:
    """The beginnings of pictures as base64 text, by who sends them and of which note."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str], str] = OrderedDict()

    def take(self, device: str, note: str, piece: PicturePiece) -> str:
        """All that has come of the picture, with this piece where it is the next one."""
        held = self._held.pop((device, note), "")
        if piece.at == len(held):
            held = (held + piece.piece)[: piece.of]
        self._held[device, note] = held
        if len(self._held) > MOST_AT_ONCE:
            self._held.popitem(last=False)
        return held

    def drop(self, device: str, note: str) -> None:
        """Let go of a picture that is kept, or that is none."""
        self._held.pop((device, note), None)
