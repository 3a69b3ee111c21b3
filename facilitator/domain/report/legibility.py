"""How a paper is set for whoever reads it: what it says is the same in every setting."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Legibility:
    """`large_print` has a body of 18 points, `greyscale` no colour but greys, and `wide_spacing`
    letters, words and lines that stand further apart, for readers with dyslexia.
    """

    large_print: bool = False
    greyscale: bool = False
    wide_spacing: bool = False


PLAIN = Legibility()
"""As most people read."""
