"""What to know before a summary is printed, for the command line."""

from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.domain.wording import Text

if TYPE_CHECKING:
    from facilitator.domain.report.summary import Summary
    from facilitator.services.files.handles import SeminarFile


def on(file: "SeminarFile", summary: "Summary", now: datetime | None = None) -> tuple[Text, ...]:
    """Sentences on names among the words, and on letters that the typeface lacks; with a moment
    also that names were to be taken out by then.
    """
    from exports.papers import missing_glyphs
    from facilitator.services.records import retention
    from facilitator.services.report.naming import named_in

    with file.read() as reader:
        due = retention.reminder(reader, now) if now else None
    return (*filter(None, (due,)), *named_in(file, summary), *missing_glyphs(summary))
