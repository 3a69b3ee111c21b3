"""The projector's colours: dark ink on warm paper, which a weak lamp still carries by daylight."""

from dataclasses import dataclass

from ui.theme import LIGHT
from ui.widgets.charts.chart_marks import ChartInks


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Text is `ink` or `quiet` on `paper` or `card`, or `on_accent` on `accent`."""

    paper: str = LIGHT.sheet
    card: str = LIGHT.paper
    ink: str = LIGHT.ink
    quiet: str = "#4b443b"
    accent: str = LIGHT.accent_strong
    on_accent: str = LIGHT.on_accent
    faint: str = LIGHT.line
    late: str = LIGHT.danger
    dark: str = "#000000"

    @property
    def chart(self) -> ChartInks:
        """The same colours for charts."""
        return ChartInks(
            ink=self.ink,
            quiet=self.quiet,
            ground=self.paper,
            bar=self.accent,
            earlier=LIGHT.levels[3],
            levels=("#6f3a14", "#e6bd93", *LIGHT.levels[2:4], self.accent),
            hatch="#8a4b1f",
            ramp=("#dbe9ea", self.accent),
        )


PROJECTOR = Palette()
