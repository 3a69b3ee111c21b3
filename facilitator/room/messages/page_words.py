"""What the participants' page and the facilitator's own phone say by themselves, in every language.

The pages get it as one file (`encoded`); `t("key")` in a script finds it there.
"""

from collections.abc import Mapping

import msgspec

from facilitator.domain.locales import Language, Locale, locale_of
from facilitator.domain.polls.polls import (
    DONT_KNOW_LABEL,
    NOT_BEGUN,
    SECRECY_SENTENCES,
    STATE_SENTENCES,
    TRACES,
    WHY,
)
from facilitator.domain.seminar.terms import CHOICES
from facilitator.domain.wording import Counted, Wording, say
from facilitator.room.messages.note_words import NOTES

MOST_FORMS = 8
"""A text that differs by a number is sent for 0, 1, 2 … 7: beyond, no language of ours differs."""

PHONE: Mapping[str, Wording] = {
    "skip": say("Skip to what the room sees"),
    "connected": say("Connected"),
    "offline": say("No connection. Trying again…"),
    "sending": say("Sending…"),
    "back_online": say("Connected again"),
    "unreachable": say("The room cannot be reached. Trying again…"),
    "rehearsal": say("Rehearsal: nothing here counts"),
    "step": say("Step {n} of {of}"),
    "back": say("Back"),
    "on": say("Go on"),
    "code": say("The code of the room"),
    "code_help": say("Five letters and digits; they stand on the projector."),
    "consent": say("Before you join"),
    "agree_to": say("What do you agree to?"),
    **CHOICES,
    "email": say("Your e-mail address, for this alone"),
    "must": say("You can only join if you agree to take part. Tick the first box."),
    "about": say("About your organisation"),
    "about_help": say(
        "This shows whether everybody has been heard. Groups of fewer than {n} people are "
        "never shown by themselves."
    ),
    "sector": say("Which kind of organisation do you come from?"),
    "size": say("How large is it?"),
    "not_said": say("Rather not say"),
    "name": say("Your name, as it stands on the list"),
    "join": say("Join"),
    "welcome": say(
        "You are in. This page follows the room by itself, also after your phone was locked."
    ),
    "now": say("Now"),
    "paused": say("paused"),
    "left": say("left"),
    "on_screen": say("What is on the screen"),
    "screen_blank": say("The screen is blank."),
    "look_up": say("Please look to the front."),
    "your_group": say("Your group"),
    "all_groups": say("All groups"),
    "which_group": say("Which group are you in?"),
    "my_group": say("I am in this one"),
    "deal_me": say("Find me a group"),
    "ask_to_speak": say("I would like to speak"),
    "ask_no_more": say("I no longer wish to speak"),
    "speak_next": say("You are the next to speak."),
    "speak_place": Counted(0, "1 person speaks before you.", "{n} people speak before you."),
    "speak_now": say("It is your turn to speak."),
    "speak_as": say("The room sees you on the list as: {name}"),
    "your_answer": say("Your answer"),
    "send": say("Send"),
    "nothing": say("Nothing is written yet."),
    "limit": say("{n} of {of} answers given"),
    "full": Counted(
        0,
        "Your answer is given. You can still change it.",
        "All {n} answers are given. You can still change them.",
    ),
    "your_answers": say("Your answers"),
    "received": say("Received"),
    "held": say("Received. It is shown once the facilitator has let it through."),
    "put_away": say("Received. It is not shown on the wall."),
    "saved": say("Saved on this phone, not sent yet"),
    "unsent": say("Not sent yet"),
    "refused": say("Not received"),
    "again": say("Try again"),
    "discard": say("Discard"),
    "edit": say("Change"),
    "remove": say("Delete"),
    "save": say("Save"),
    "cancel": say("Cancel"),
    "removed": say("Deleted."),
    "undo": say("Undo"),
    "leftover": say("The question closed before you sent this. It is kept on this phone."),
    "wall": say("What people say"),
    "wall_n": Counted(0, "1 answer", "{n} answers"),
    "newest": say("the newest {n}"),
    "upvote": say("I think so too"),
    **{state.value: sentence for state, sentence in STATE_SENTENCES.items()},
    "draft": NOT_BEGUN,
    "round": say("Round {n}"),
    "closes": say("Closes in"),
    "turnout": Counted(0, "1 has voted", "{n} have voted"),
    "turnout_of": Counted(0, "1 of {of} has voted", "{n} of {of} have voted"),
    "vote": say("Send my vote"),
    "revote": say("Send my changed vote"),
    "vote_saved": say("Saved on this phone. Your vote is sent as soon as the room can be reached."),
    "vote_received": say("Your vote has been received. You can change it until voting closes."),
    "vote_counted": say("Your vote has been received and is counted."),
    "check_mine": say("Check that mine is counted"),
    "is_among": Counted(
        0,
        "Your vote is the one that is counted.",
        "Your vote is among the {n} that are counted.",
    ),
    "is_not_among": Counted(
        0,
        "Your vote is not the one that is counted. Please tell the facilitator.",
        "Your vote is not among the {n} that are counted. Please tell the facilitator.",
    ),
    "change_missed": say(
        "Your change came after voting had closed. Your vote is counted as you sent it before."
    ),
    "vote_missed": say(
        "What you had marked was not sent before voting closed, so it was not counted."
    ),
    "phone_full": say(
        "This phone’s storage is full. What is not sent yet is only in this page: leave it open."
    ),
    "phone_blocked": say(
        "This browser keeps nothing on the phone. What is not sent yet is only in this page: "
        "leave it open."
    ),
    "no_cookies": say(
        "This browser keeps no cookies, so the room cannot know you again. Allow cookies for this "
        "page, or use another browser; then load the page again."
    ),
    "other_tab": say("This page is open in another tab, and follows the room there."),
    "use_this_tab": say("Use this tab"),
    "abstain": say("I abstain"),
    "unmarked": say("Nothing is marked yet."),
    "approve_none": say("Nothing is ticked. Sent like this, your vote counts as: none of these."),
    "too_many": say("{n} chosen, {of} at most. Take one away."),
    "no_mark": say("No mark"),
    "dont_know": DONT_KNOW_LABEL,
    "why": WHY,
    "none_dealt": say("There is nothing for you to read yet."),
    "rank_next": say("Rank next"),
    "unranked": say("not ranked"),
    "higher": say("Higher"),
    "lower": say("Lower"),
    "take_out": say("Take out"),
    "place": say("Place"),
    "dots_left": Counted(0, "1 dot left", "{n} dots left"),
    "more": say("One more"),
    "fewer": say("One fewer"),
    "item_of": say("{n} of {of}"),
    "weight": say("weight {n}"),
    "next": say("Next"),
    "neither": say("Neither; go on"),
    "compared": say("{n} of {of} pairs compared"),
    "word_n": say("Answer {n}"),
    "table": say("As a table"),
    "chart": say("As a chart"),
    "people": say("People"),
    "me": say("Your choices"),
    "language": say("Language"),
    "changed": say("Your choices are saved."),
    "next_person": say("Next person"),
    "next_help": say(
        "Pass this phone on. What you sent stays counted; the phone forgets you, once all of "
        "it has been received."
    ),
    **{kind.value: sentence for kind, sentence in SECRECY_SENTENCES.items()},
}

REMOTE: Mapping[str, Wording] = {
    "pair": say("Pair this phone"),
    "pair_code": say("Your own code, from the room panel"),
    "begin": say("Start the day"),
    "go_on": say("Go on"),
    "go_to": say("Go on: {title}"),
    "pause": say("Pause"),
    "resume": say("Resume"),
    "extend": say("5 minutes more"),
    "blank": say("Blank the screen"),
    "unblank": say("Show the screen"),
    "blanked": say("The screen is blank"),
    "traces": TRACES,
    "late": Counted(0, "1 minute late", "{n} minutes late"),
    "early": Counted(0, "1 minute early", "{n} minutes early"),
    "on_time": say("On time"),
    "polls": say("Votes"),
    "questions": say("Questions"),
    "do_open": say("Open"),
    "do_close": say("Close"),
    "do_declare": say("Declare the count"),
    "do_reveal": say("Reveal"),
    "do_again": say("Vote again"),
    "reason": say("Why again? It goes on record."),
    "is_draft": say("Not opened yet"),
    "is_counting": say("Closed; the count is being made"),
    "is_closed": say("Closed, sealed"),
    "is_revealed": say("Revealed"),
    "show_question": say("Show"),
    "show_wall": say("Show the wall"),
    "script": say("What to say"),
    "finished": say("The day is finished."),
}

PAGES: Mapping[str, Mapping[str, Wording]] = {"phone": PHONE, "notes": NOTES, "remote": REMOTE}


Said = Mapping[str, Mapping[str, str | list[str]]]
"""The texts of pages by their keys; one that differs by a number is a list of forms."""


def said_in(locale: Locale) -> Said:
    """All pages' texts in a language."""
    return {
        page: {key: _forms(text, locale) for key, text in texts.items()}
        for page, texts in PAGES.items()
    }


def encoded() -> bytes:
    """All pages' texts in every language, as JSON."""
    return msgspec.json.encode({each: said_in(locale_of(each)) for each in Language})


def _forms(text: Wording, locale: Locale) -> str | list[str]:
    if isinstance(text, Counted):
        forms = [locale.plural(text.one, text.many, n) for n in range(MOST_FORMS)]
        while forms[-1:] == forms[-2:-1]:  # the last one holds for all numbers beyond
            forms.pop()
        return forms
    return text.in_(locale)
