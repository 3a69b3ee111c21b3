"""The window among displays that come, go and change."""
