"""What the places of a seminar are called, in the order of the day."""

from facilitator.domain.wording import say
from ui.widgets.frames.rail import Place

PLACES = (
    Place(say("Prepare"), "clipboard-list"),
    Place(say("Run"), "play"),
    Place(say("Notes"), "notebook-pen"),
    Place(say("Synthesise"), "layers"),
    Place(say("Report"), "file-text"),
    Place(say("Compare"), "columns-3"),
)
