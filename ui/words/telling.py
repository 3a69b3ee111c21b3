"""What the window says, in the language that was chosen for it on this computer.

`tell("{n} to settle", n=3)` says a whole sentence now. What is kept (a table of words, a sentence
at the top of a module) is a value, `say(…)`, and is said where it is shown: `told(sentence)`. What
people wrote is handed in as a value or to `told`, which leaves plain text as it is. The room, its
phones and papers have languages of their own, which this one does not touch.

A key is the same in every language: the letter behind “&” in the English, and the key behind two
spaces, are those of every translation, so that no two keys of a window meet in one of them.

The first picture is painted before the seminar's own modules are loaded, so nothing of theirs is
imported here: English without values needs none of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ui import settings

if TYPE_CHECKING:
    from facilitator.domain.locales import Locale
    from facilitator.domain.wording import Value


class _Spoken:
    """What the window of this process speaks; None is English."""

    locale: Locale | None = None


def tell(template: str, /, **values: Value) -> str:
    """A sentence of the program's with its values, in the window's language."""
    if _Spoken.locale is None and not values:
        return template
    from facilitator.domain.wording import Message

    return _held(Message(template, tuple(values.items())).in_(spoken()))


def told(said: Value | BaseException) -> str:
    """A value as the window says it; of an error, its sentence. Plain text stays as it is."""
    if isinstance(said, str):
        return said
    from facilitator.domain import wording
    from facilitator.domain.errors import SeminarError

    if isinstance(said, SeminarError):
        return _held(said.sentence.in_(spoken()))
    return str(said) if isinstance(said, BaseException) else _held(wording.told(said, spoken()))


def _held(words: str) -> str:
    """A share stands in one line: Qt breaks a line before its sign otherwise."""
    return words.replace(" %", "\u00a0%")


def told_moment(at: datetime) -> str:
    """A moment that is on the clock it is shown by already, such as “18 October 2011, 10:42”."""
    return f"{told(at.date())}, {at:%H:%M}"


def spoken() -> Locale:
    """The language of the window."""
    from facilitator.domain.locales import ENGLISH

    return _Spoken.locale or ENGLISH


def speak(locale: Locale | None) -> None:
    """Say everything in this language from now on; what is shown already has to be told anew."""
    _Spoken.locale = locale


def remembered() -> str:
    """The code of the language chosen last time."""
    return settings.LANGUAGE.read()


def choose(code: str) -> None:
    """Speak a language, now and at the next start."""
    settings.LANGUAGE.keep(code)
    begin()


def begin() -> None:
    """Speak the language chosen last time."""
    if (code := remembered()) == settings.LANGUAGE.default:
        speak(None)
        return
    from facilitator.domain.locales import locale_of

    speak(locale_of(code))
