"""The keys of Run, as the list of keys and the guide show them."""

from facilitator.domain.wording import Text, say

KEYS: tuple[tuple[Text, Text], ...] = (
    ("F9", say("Start the day, go on, finish the day")),
    ("Shift+F9", say("End the day here, whatever is left of the agenda")),
    ("F6", say("Back to the segment before")),
    ("F7", say("Pause the clock, let it go on; before the day: look again")),
    ("F8", say("Five minutes more")),
    ("Alt+D", say("Tick the next thing to do")),
    ("Alt+PgDn, Alt+PgUp", say("Read on in what to say, or back")),
    (
        say("F12, B or ."),
        say("Blank the room’s screen, bring it back; a clicker’s . also before capturing"),
    ),
    (
        "F5, Esc",
        say("A clicker’s begin and end: the room’s picture is put up, and never taken away"),
    ),
    (
        "PgDn, PgUp",
        say(
            "A clicker’s: slides, pages read back, else the segment’s next thing or the one before"
        ),
    ),
    ("F2", say("Capture: type, Enter keeps it")),
    (say("Alt+1 to Alt+9, Alt+0"), say("The speaker’s sector, or none")),
    ("Tab", say("Complete a name or a term of the seminar")),
    ("Alt+A", say("Who said it")),
    ("Alt+Y, Alt+N", say("A second phone gives a name: let it in, or send it away")),
    ("Esc", say("Leave a form, a search or a name: what was typed for a count stays")),
    ("F3", say("Responses: S star, H hide, L let through, E correct, T theme, / search")),
    (say("F3, then W, Y, K"), say("In their own words; may be quoted; may be archived")),
    (say("F3, then P"), say("One response alone before the room")),
    ("F4", say("The list of what can be shown: Enter or a digit shows it")),
    (say("F4, then O, C, R"), say("Open, close, reveal the chosen poll")),
    (say("F4, then D"), say("Close the chosen poll in half a minute; again: keep it open")),
    (say("F4, then L"), say("Declare the count, where paper or hands were counted after closing")),
    (say("F4, then A"), say("Vote again, with a reason")),
    (say("F4, then H or T"), say("Count hands; shared tablet, after closing: paper ballots")),
    (say("F4, then X"), say("Discard a round that was opened by mistake, while nobody has voted")),
    (say("F4, then S"), say("A revealed result by sector, by size, together; Enter shows it")),
    (say("F4, then N"), say("The next poll of the segment")),
    (say("F4, then W"), say("Show the responses to the chosen question")),
    (say("F4, then M"), say("A message to the room; groups at work keep their countdown")),
    ("Ctrl+Shift+P", say("Print the page that people take home")),
    (
        "Alt+L",
        say("The speakers’ list: opens it; then A adds, Delete takes off, P shows, X closes"),
    ),
    ("Alt+C", say("Call the next speaker; in the list Enter calls the chosen one, E ends a turn")),
    ("F11", say("Put those who are here and in no group into one")),
    (
        say("Alt+G, then Enter"),
        say("Read a group’s notes back; Left and Right turn the page, K: checked"),
    ),
)
