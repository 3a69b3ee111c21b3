"""Report: the summary of the day, seen before it is printed."""

from ui.screens.report.screen import ReportScreen

__all__ = ["ReportScreen"]
