"""The form at the end of the page that people take home: what they want to say about it."""

from datetime import date
from xml.etree.ElementTree import Element

from exports.html.elements import el, own
from facilitator.domain.locales import Locale
from facilitator.domain.report.additions import ASKED, Addition
from facilitator.domain.wording import Message, say


def comment_form(invited: Addition, locale: Locale) -> Element:
    """A plain form, which needs no script: the comment, and whether it may be printed."""
    until = _until(invited.until).in_(locale) if invited.until else ""
    day = (el("p", until),) if until else ()
    words = el(
        "textarea", name="words", id="words", rows="6", maxlength="4000", required="required"
    )
    tick = el("input", type="checkbox", name="print", id="print", value="yes")
    unseen = say("Without that tick only the authors read it.").in_(locale)
    return el(
        "form",
        el("h2", ASKED.in_(locale)),
        *day,
        own("p", invited.words),
        el("p", el("label", say("Your comment").in_(locale), for_="words"), words),
        el("p", tick, el("label", _TICK.in_(locale), for_="print")),
        el("p", unseen, class_="remark"),
        el("p", el("button", say("Send it to the authors").in_(locale), type="submit")),
        method="post",
        action=f"page/comments?lang={locale.code}",
    )


def _until(day: date) -> Message:
    return say("Comments are asked for until {day}.", day=day)


_TICK = say("It may stand in the next edition, without my name")
