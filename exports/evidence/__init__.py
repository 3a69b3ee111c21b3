"""The evidence pack that an archive takes."""
