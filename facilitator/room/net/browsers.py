"""What a browser is called by what it says of itself, so that of two devices each can be told."""

import re

_DEVICES = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""In the order in which they are looked for: nearly all say that they are Safari as well."""
_MODEL = re.compile(
    r"\(Linux; Android [\d.]+; (?:[a-z]{2}-[a-z]{2}; )?([\w .+-]{2,30}?)(?: Build|\))"
)
_NO_MODEL = "K"
"""What Chrome says instead of the model of a phone."""


def called(agent: str) -> str:
    """Such as "iPhone, Safari" or "Pixel 8, Firefox"; names that are the same in every language.
    "" for what says nothing that is known.
    """
    words = agent[:400]
    model = _MODEL.search(words)
    device = model[1] if model and model[1] != _NO_MODEL else _first(_DEVICES, words)
    return ", ".join(filter(None, (device, _first(_BROWSERS, words))))


def _first(known: tuple[tuple[str, str], ...], words: str) -> str:
    return next((name for sign, name in known if sign in words), "")
