"""What the room sees is said in its languages, and nothing of it escapes the catalogue."""

import re
from dataclasses import fields, replace

import pytest

from facilitator.domain.locales import ENGLISH, WELSH
from facilitator.domain.stage.sights import Asked, View, Vote
from facilitator.domain.wording import InBoth, say
from tests.pseudo import PSEUDO, texts_in
from tests.ui.projector import sights
from tests.ui.projector.sights import NOW
from tests.ui.projector.test_projector_painting import ASPECTS, pages_of, stands_well, words_of
from ui.projector.painting import compose

pytestmark = pytest.mark.usefixtures("qapp")


def words_in(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text))


def lines(view: View) -> list[str]:
    return [words.text for words in words_of(compose(view, NOW, 16 / 9))]


def test_both_languages_stand_on_the_screen_the_first_first() -> None:
    view = View(sight=replace(sights.a_vote(), state=say("Voting is open")))
    both = lines(replace(view, locales=(WELSH, ENGLISH)))
    welsh = both.index("Rownd 1: Mae’r bleidlais ar agor")
    assert both[welsh + 1] == "Round 1: Voting is open"
    assert "Wedi pleidleisio: 23 o 60 / 23 of 60 have voted" in both
    assert not [line for line in lines(view) if "bleidlais" in line]


@pytest.mark.parametrize("name", sorted(sights.SIGHTS))
def test_what_the_painters_say_themselves_goes_through_the_catalogue(name: str) -> None:
    """Said in no language, every word left on the screen is one of the sight's own texts."""
    view = sights.view(name)
    address = getattr(view.sight, "link", "")
    own = words_in(" ".join((*texts_in(view.sight), address)))
    left = words_in(" ".join(lines(replace(view, locales=(PSEUDO,)))))
    assert {word for word in left if not any(word in other for other in own)} == set()


def said_twice(view: View) -> View:
    """All of it in two languages, the second with the longer words."""
    sight = view.sight

    def twice(text: object) -> object:
        return InBoth(text, f"Yn Gymraeg: {text}") if isinstance(text, str) and text else text

    own = {f.name: twice(getattr(sight, f.name)) for f in fields(sight) if f.type is not str}
    if isinstance(sight, Vote):
        own["items"] = tuple(map(twice, sight.items))
    said = replace(sight, **own)  # type: ignore[arg-type]  # the fields are its own
    return replace(view, sight=said, locales=(ENGLISH, replace(WELSH, second=True)))


@pytest.mark.parametrize("aspect", [ASPECTS[0], ASPECTS[-1]])
@pytest.mark.parametrize("name", sorted(sights.SIGHTS))
def test_in_two_languages_nothing_is_clipped_and_no_text_lies_on_another(
    name: str, aspect: float
) -> None:
    stands_well(pages_of(said_twice(sights.view(name, rehearsal=True)), aspect, 6), aspect)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_finding_in_two_languages_is_read_whole_while_it_is_voted_on(aspect: float) -> None:
    """What stands under it makes way, and is said in each language in its turn."""
    finding = sights.on_a_scale(replace(sights.a_vote(), wording=sights.FINDING, items=()))
    view = said_twice(View(sight=finding))
    pages = pages_of(view, aspect, 2)
    for page in pages:
        said = " ".join(words.text for words in page)
        assert sights.FINDING in said
        assert f"Yn Gymraeg: {sights.FINDING}" in said
        assert "XFA7S" in said
        assert "23 of 60 have voted / Wedi pleidleisio: 23 o 60" in said
    assert pages[0] != pages[1]


def test_a_question_and_options_in_two_languages_stand_in_both_on_the_screen() -> None:
    """So does a result's; in one language each is said in that alone."""
    second = replace(WELSH, second=True)
    asked = Asked(wording=InBoth("Where to sit?", "Ble i eistedd?"))
    assert lines(View(sight=asked, locales=(ENGLISH, second))) == [
        "Where to sit?",
        "Ble i eistedd?",
    ]
    assert lines(View(sight=asked, locales=(second,))) == ["Ble i eistedd?"]
    vote = replace(sights.a_vote(), items=(InBoth("Hill", "Bryn"), "Pond"))
    said = lines(View(sight=vote, locales=(second, ENGLISH)))
    assert "1. Bryn / Hill" in said
    assert "2. Pond" in said
