"""Labels of version 1 become verbs, and take the names in them along."""

import pytest

from facilitator.domain.acts import Verb
from facilitator.store.upgrading.act_verbs import verb_of


@pytest.mark.parametrize(
    ("label", "verb"),
    [
        ("Add Ann Ash", Verb.ADD),
        ("Remove question “Why?”", Verb.REMOVE),
        ("Delete 2 notes", Verb.REMOVE),
        ("Merge into “Trust”", Verb.MERGE_THEMES),
        ("Tie 3 passages", Verb.TIE),
        ("Check in Ann Ash", Verb.CHECK_IN),
        ("Check notes with the group", Verb.CHECK_NOTES),
        ("Take star away", Verb.UNSTAR),
        ("Take out notes.seminar-notes", Verb.TAKE_OUT),
        ("Mark as quote", Verb.MARK),
        ("Change the list of people", Verb.OTHER),
        ("Something nobody knows", Verb.OTHER),
    ],
)
def test_a_label_becomes_a_verb(label: str, verb: Verb) -> None:
    assert verb_of(label) == verb
