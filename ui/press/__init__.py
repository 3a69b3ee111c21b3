"""Documents are made by processes of their own, so that the window never waits for them."""
