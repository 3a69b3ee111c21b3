"""What the note-taker's page says by itself, in every language; see `page_words`."""

from collections.abc import Mapping

from facilitator.domain.notes.notes import FIELD_NAMES, KIND_NAMES, NOT_GIVEN, NoteKind
from facilitator.domain.wording import Counted, Wording, say

_KIND = {NoteKind.QUOTE: "quote_kind"}
"""What a kind is called among the page’s words, where another word has its name."""

NOTES: Mapping[str, Wording] = {
    **FIELD_NAMES,
    **{f"no_{field}": words for field, words in NOT_GIVEN.items()},
    "page": say("Taking notes"),
    "skip": say("Skip to the notes"),
    "pair": say("Pair this device to take notes"),
    "pair_again": say(
        "The room does not know this device any more. Pair it again; what you typed is kept here."
    ),
    "pair_code": say("The note-takers’ code; the facilitator has it"),
    "wrong_code": say("This code is not right. Ask the facilitator for it."),
    "saved": say("Only on this device"),
    "unsent": say("Only in this open page"),
    "altered_here": say("Change not sent yet"),
    "group": say("Group"),
    "no_groups": say(
        "There are no groups yet. They appear here as soon as the facilitator adds them."
    ),
    "question": say("Question"),
    "no_question": say("On no question in particular"),
    "question_of": say("Question {n} of {of}"),
    "q_before": say("Question before"),
    "q_next": say("Next question"),
    "message": say("From the facilitator"),
    "no_notes": say("No notes yet. Type below; Enter ends a note."),
    "notes": say("Notes of this group"),
    "new_note": say("New note"),
    "hint": say("Type what is said; Enter ends the note"),
    "add": say("Add note"),
    "noted": say("Noted."),
    "photograph": say("Photograph"),
    "flip_chart": say("Flip chart"),
    "no_picture": say("This picture cannot be read here. Save it as JPEG, or photograph it again."),
    "pictures": Counted(
        0, "1 photograph only on this device.", "{n} photographs only on this device."
    ),
    "not_kept": Counted(0, "1 photograph was not accepted.", "{n} photographs were not accepted."),
    "about_note": say("About this note"),
    "kind": say("Kind"),
    **{_KIND.get(kind, kind.value): words for kind, words in KIND_NAMES.items()},
    "is_starred": say("starred"),
    "is_quotable": say("may be quoted"),
    "edit_note": say("Change note"),
    "meanwhile": say("Changed elsewhere meanwhile. If you save, both versions are kept:"),
    "deleted": say("Deleted: {words}"),
    "altered": say("Changed: {words}"),
    "undone": say("Undone."),
    "versions": say("Written in two ways. Nothing is lost; keep one of them, or change it."),
    "keep_above": say("Keep the one above"),
    "keep_this": say("Keep this one"),
    "deleted_there": say("Deleted elsewhere"),
    "tally": Counted(0, "1 note received", "{n} notes received"),
    "only_here": Counted(0, "1 only on this device", "{n} only on this device"),
    "changes": Counted(0, "1 change not sent yet", "{n} changes not sent yet"),
    "refusals": Counted(0, "1 not accepted", "{n} not accepted"),
    "download": say("Download what is not sent"),
    "download_help": say(
        "Some of it is only here. It is sent when the room can be reached; if that takes "
        "long, give the host this file. Nothing counts twice."
    ),
    "blocked": say(
        "This browser keeps nothing on the device. What the room has not received is only in "
        "this page: leave it open, or download it."
    ),
    "brim": say(
        "The storage of this browser is full. The newest notes are only in this page until "
        "the room has them: leave it open, or download them."
    ),
    "elsewhere": Counted(
        0,
        "1 note of another seminar is kept on this device.",
        "{n} notes of another seminar are kept on this device.",
    ),
    "strays": Counted(
        0,
        "1 note stands in a group that is gone.",
        "{n} notes stand in groups that are gone.",
    ),
    "take_here": Counted(0, "Put it with this group", "Put them with this group"),
    "download_other": say("Download them"),
    "heard": say("Who has been heard"),
    "not_heard": say("not heard yet"),
    "heard_little": say("heard little"),
    "share": say("{words} of {said} words, {people} of {all} in the group"),
    "alike": say("Show what other groups have that is nearly the same"),
    "alike_why": say("Off unless you want it: what others have noted colours what you hear."),
    "has_alike": say("{group} has nearly the same: “{words}”"),
    "link": say("Link"),
    "linked": say("Linked: the theme team sees each beside the other."),
    "keyboard": say("By keyboard"),
    "k_end": say("ends the note"),
    "k_kind": say("kind; or begin the note with {marks} and a blank"),
    "k_tag": say("a tag"),
    "k_sector": say("speaker’s sector, or none"),
    "k_marks": say("star, may be quoted, headline point"),
    "k_question": say("question before, next question"),
    "k_group": say("group before, next group"),
    "k_up": say(
        "from the empty field to the notes: Enter changes, Ctrl+Del deletes, Ctrl+M moves, the "
        "keys above mark"
    ),
    "k_link": say("links the note to what another group has nearly the same"),
    "k_undo": say("takes back what was done last"),
    "k_esc": say("back to typing"),
}
