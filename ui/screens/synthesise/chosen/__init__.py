"""The chosen theme: its passages, its finding, its history and the memos on it."""
