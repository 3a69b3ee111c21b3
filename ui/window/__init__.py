"""The main window: its frame, its menus and what each command does."""
