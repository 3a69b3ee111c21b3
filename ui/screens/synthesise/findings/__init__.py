"""The findings in Synthesise: a list in several orders, and the page of each."""
