"""What to know before a summary is printed, for the command line."""

from typing import TYPE_CHECKING

from facilitator.domain.wording import Text

if TYPE_CHECKING:
    from facilitator.domain.report.summary import Summary
    from facilitator.services.files.handles import SeminarFile


def on(file: "SeminarFile", summary: "Summary") -> tuple[Text, ...]:
    """Sentences on names among the words, and on letters that the typeface lacks."""
    from exports.papers import missing_glyphs
    from facilitator.services.report.naming import named_in

    return (*named_in(file, summary), *missing_glyphs(summary))
