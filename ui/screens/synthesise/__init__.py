"""Synthesise: what was said is grouped into themes."""

from ui.screens.synthesise.screen import SynthesiseScreen

__all__ = ["SynthesiseScreen"]
