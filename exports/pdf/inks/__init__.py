"""One drawing in other inks than a page's: for word processors and browsers."""
