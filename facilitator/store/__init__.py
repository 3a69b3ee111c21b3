"""The seminar file: the only place that knows SQL."""
