"""What to know before a summary is printed, for the command line."""

from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.domain.wording import Text

if TYPE_CHECKING:
    from facilitator.domain.report.summary import Summary
    from facilitator.services.files.handles import SeminarFile


def on(
    file: "SeminarFile", summary: "Summary", now: datetime | None = None, *, named: bool = True
) -> tuple[Text, ...]:
    """Sentences on letters that the typeface lacks and, where they are not known, on names among
    the words; with a moment also on names that were to be taken out by then and on what left.
    """
    from exports.papers import missing_glyphs
    from facilitator.services.records import retention
    from facilitator.services.report.cautions import cautions_in
    from facilitator.services.report.sending import waved_on

    with file.read() as reader:
        due = retention.reminder(reader, now) if now else None
        left = waved_on(reader) if now else ()
    found = cautions_in(file, summary) if named else ()
    return (*filter(None, (due,)), *left, *found, *missing_glyphs(summary))
