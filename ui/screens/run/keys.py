"""The keys of Run, as the list of keys and the guide show them."""

KEYS: tuple[tuple[str, str], ...] = (
    ("F9", "Start the day, go on, finish the day"),
    ("F6", "Back to the segment before"),
    ("F7", "Pause the clock, let it go on; before the day: look again"),
    ("F8", "Five minutes more"),
    ("Alt+D", "Tick the next thing to do"),
    ("Alt+PgDn, Alt+PgUp", "Read on in what to say, or back"),
    ("F12, B or .", "Blank the room’s screen, bring it back"),
    ("PgDn, PgUp", "A clicker’s: what the segment shows next or before, or pages read back"),
    ("F2", "Capture: type, Enter keeps it"),
    ("Alt+1 to Alt+9, Alt+0", "The speaker’s sector, or none"),
    ("Tab", "Complete a name or a term of the seminar"),
    ("Alt+A", "Who said it"),
    ("Alt+Y, Alt+N", "A second phone gives a name: let it in, or send it away"),
    ("F3", "Responses: S star, H hide, L let through, E correct, T theme, W theirs, Y quote"),
    ("F3, then P", "One response alone before the room"),
    ("F4", "The list of what can be shown: Enter or a digit shows it"),
    ("F4, then O, C, R", "Open, close, reveal the chosen poll"),
    ("F4, then D", "Close the chosen poll in half a minute; again: keep it open"),
    ("F4, then L", "Declare the count, where paper or hands were counted after closing"),
    ("F4, then A", "Vote again, with a reason"),
    ("F4, then H or T", "Count hands; shared tablet, after closing: paper ballots"),
    ("F4, then X", "Discard a round that was opened by mistake, while nobody has voted"),
    ("F4, then S", "A revealed result by sector, by size, together; Enter shows it"),
    ("F4, then N", "The next poll of the segment"),
    ("F4, then W", "Show the responses to the chosen question"),
    ("F4, then M", "A message to the room; groups at work keep their countdown"),
<<<<<<< HEAD
    ("Ctrl+Shift+P", "Print the page that people take home"),
=======
    ("Alt+L", "The speakers’ list: opens it; then A adds, Delete takes off, P shows, X closes"),
    ("Alt+C", "Call the next speaker; in the list Enter calls the chosen one, E ends a turn"),
>>>>>>> 805b3ef (A speakers' list: asked onto by phone or by hand, those not heard yet first, their time on the stage)
    ("F11", "Put those who are here and in no group into one"),
    (
        "Alt+G, then Enter",
        "Read a group’s notes back; Left and Right turn the page, K: checked",
    ),
)
