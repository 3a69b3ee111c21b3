"""The words of the summary that is measured: made up, in the manner of such a seminar."""

SECTORS = ("Charity", "Social enterprise", "Local authority", "Housing association", "Funder")
SIZES = ("Micro", "Small", "Medium", "Large")

QUESTIONS = (
    (
        (
            "Spending cuts have made local working more urgent. Where have partnerships kept or "
            "strengthened a local dimension, and where have they become links in a supply chain?"
        ),
        "Local or scaled up",
    ),
    (
        (
            "What does a partnership that a regulator or commissioner imposed do to people’s "
            "motivation and to its effectiveness?"
        ),
        "Imposed partnerships",
    ),
    (
        (
            "What do lenders and local authorities do to drive or to block mergers, and what "
            "follows for bringing the organisations together afterwards?"
        ),
        "Mergers",
    ),
    (
        (
            "Can the points be told at which a partnership has to move to another stage, its "
            "closure included?"
        ),
        "Stages",
    ),
    (
        (
            "Are third sector organisations surviving in the new supply chains, and who wins and "
            "who loses in consortia?"
        ),
        "Supply chains",
    ),
    ("Are consortia a good answer to larger contracts for smaller organisations?", "Consortia"),
)

FINDINGS = (
    ("Savings are hard to show", "It is hard to show that working in partnership saves money."),
    (
        "Outcomes are hard to commission",
        "Commissioning by outcomes sounds right but is rarely practical.",
    ),
    (
        "Few commissioners want innovation",
        "Those who write specifications seldom want or recognise innovation.",
    ),
    (
        "Contracts cost independence",
        "Organisations that live on contracts lose the freedom to choose what they do.",
    ),
    (
        "Form follows niche",
        "Each niche needs a form of collaboration of its own, so no form can be promoted to all.",
    ),
    ("Don’t unless you must", "Whoever can do without a partnership should do without it."),
    (
        "Partners are unequal",
        "Smaller partners need special attention before they can contribute as equals.",
    ),
    (
        "Leaders are scarce",
        "Partnerships fail more often for want of shared leadership than for want of money.",
    ),
    ("Trust takes years", "Trust between partners takes longer to build than contracts last."),
    (
        "The core mission is served",
        "Working towards outcomes for particular people is the core mission of the sector.",
    ),
)

SAID = (
    "We were three local groups sharing one office before anybody called it a partnership.",
    "The prime contractor decides the price, and we find out what is left when the invoice comes.",
    "Our commissioner asked for innovation and then marked us down because it was not in the form.",
    "Nobody counts the hours that go into meetings, so of course no saving can be shown.",
    "It worked because the two chief executives trusted each other; the paper came afterwards.",
    "When the merger was announced the lenders were in the room before the tenants were.",
    "Small groups get the people who are hardest to help and the last tenth of the money.",
    "There was no plan for ending it. When the grant ran out we learned about it from the press.",
    "The consortium gave us a place at the table that we could not have paid for alone.",
    "We lost two good members because they would not sign somebody else’s quality manual.",
)
ADDED = (
    "I would do it again, but only with people I have worked with before.",
    "That is different in health, where the two sides share a record system.",
    "It took eighteen months until anybody said so aloud.",
    "The evaluation never asked about it.",
    "What would have helped is a page that says who pays for what.",
    "",
    "",
)

REFLECTIONS = (
    ("What?", "What did we learn today that we did not know this morning?"),
    ("So what?", "So what does it mean for the work of your organisation?"),
    ("Now what?", "Now what will you do differently, and what should we do?"),
)

AT_A_GLANCE = (
    ("47 people from five sectors answered six questions and tested what the interviews found."),
    "Two findings reached consensus in the second round that had not done so in the first.",
    "On imposed partnerships the room stayed divided.",
)

METHOD = (
    (
        "Each finding was put to the vote twice, before and after the breakouts. Ballots "
        "were sealed: nobody can find out who cast which vote."
    ),
    (
        "Agreement is the share of “agree” and “strongly agree” among those with a view. "
        "The consensus measure is W. J. Tastle and M. J. Wierman, “Consensus and "
        "dissention” (2007)."
    ),
)
