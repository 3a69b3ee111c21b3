"""The seminar as a whole: its agenda, its questions, and where the day stands against its plan."""
