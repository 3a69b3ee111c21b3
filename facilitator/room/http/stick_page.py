"""The note-taker's page as one file for a stick: opened from a disk, without a room or a network.

It is the very page that a browser gets from the room. What it would ask of the room it finds in
itself, once; after that the room is away for it, and what is typed goes into a file for the host.
"""

import html
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from facilitator.domain.locales import Language, locale_of
from facilitator.domain.wording import Message, say
from facilitator.room.host import note_host
from facilitator.room.http.pages import FOLDER, MADE, as_sent
from facilitator.room.messages import page_words
from facilitator.services.views import note_taker_page
from facilitator.store.seminar_store import SeminarStore

_STYLES = ("phone.css", "notes.css")
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)
_ROOM = """
const held = JSON.parse(document.getElementById("held").textContent);
held["/api/notes/desk"].now = new Date().toISOString();
self.fetch = async (path, { method = "GET" } = {}) => {
  const [asked] = String(path).split("?");
  const said = method === "GET" && held[asked];
  if (!said) throw new TypeError("There is no room here.");
  if (asked === "/api/notes/desk") delete held[asked];
  return new Response(JSON.stringify(said));
};
self.EventSource = class extends EventTarget { readyState = 2; close() {} };
"""
"""Stands for the room: what it said when the page was made, and no more."""


_BY_STICK = say("Notes go by stick")
_ALONE: Mapping[str, Message] = {
    **dict.fromkeys(("connected", "offline", "sending", "back_online", "unreachable"), _BY_STICK),
    "download_help": say(
        "Your notes are only here: this page sends nothing. Give the host this file, as often as "
        "you like. Nothing counts twice."
    ),
}
"""What it says otherwise than in a room, which it can neither reach nor lose."""


def page(file: SeminarStore, *, now: datetime) -> str:
    """The page with the seminar's groups and questions, as it stands now; no notes, no names."""
    pad = note_taker_page.pad(file, now)
    desk = note_host.desk_of(pad, version=1, now=now, device="")
    held = {"/api/notes/desk": _as_on_the_wire(desk), **_words()}
    styles = "\n".join(as_sent(FOLDER / name).decode() for name in _STYLES)
    title = html.escape(f"{pad.now.seminar.title} · notes")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{_FONT_FACE.sub("", styles)}</style>
<script type="application/json" id="held">{_inline(held)}</script>
<script>{_ROOM}</script>
<script type="module">{as_sent(MADE / "notes.js").decode()}</script>
</head>
{_body()}
</html>
"""


def _as_on_the_wire(desk: msgspec.Struct) -> Any:
    """What is told of a running day is no news when the page is opened."""
    told: dict[str, Any] = msgspec.to_builtins(desk)
    return {**told, "segment": None, "message": ""}


def _words() -> dict[str, Any]:
    """What the page says, in each language, where it looks for that."""
    said = {}
    for language in Language:
        locale = locale_of(language)
        pages = page_words.said_in(locale)
        here = {key: sentence.in_(locale) for key, sentence in _ALONE.items()}
        said[language.value] = {"phone": {**pages["phone"], **pages["notes"], **here}}
    return {"/static/words.json": said}


def _inline(value: object) -> str:
    """JSON that ends no script, whatever people called their groups."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


def _body() -> str:
    whole = as_sent(FOLDER / "notes.html").decode()
    return whole[whole.index("<body>") : whole.index("</html>")].rstrip()
