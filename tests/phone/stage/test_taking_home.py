"""A phone at the close is led to the page that people take home, in its language."""

from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.report.adding import keep_addition
from facilitator.services.responses import commenting
from tests.phone.person import Person
from tests.phone.room_of import Room
from tests.room.serving import now


def test_a_phone_at_the_close_is_led_to_the_page(room: Room, ann: Person) -> None:
    room.show(Scene.CLOSE)
    ann.page.get_by_role("link", name="Take home what came out of the day").click()
    page = ann.page
    page.get_by_role("heading", name="What came out").wait_for()
    assert page.locator("html").get_attribute("lang") == "en-GB"
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep this page as PDF").click()
    assert kept.value.path().read_bytes().startswith(b"%PDF-")
    page.go_back()


def test_a_comment_goes_from_the_page_to_the_authors_without_a_script(
    room: Room, ann: Person
) -> None:
    """What a browser says of where a form is from only a browser knows."""
    asked = Addition(id="asked", kind=AdditionKind.INVITATION, words="What is wrong?", at=now())
    keep_addition(room.file, asked, now=now())
    room.show(Scene.CLOSE)
    ann.page.get_by_role("link", name="Take home what came out of the day").click()
    page = ann.page
    page.get_by_label("Your comment").fill("Four of us & not five.\n<b>=1+1</b>")
    page.get_by_label("It may stand in the next edition").check()
    page.get_by_role("button", name="Send it to the authors").click()
    page.get_by_text("Thank you: the authors have your comment.").wait_for()
    with room.file.read() as reader:
        (kept,) = commenting.comments_in(reader)
    assert (kept.words, kept.hidden) == ("Four of us & not five.\n<b>=1+1</b>", False)
    page.get_by_role("link", name="The page of the day").click()
    page.get_by_role("heading", name="What came out").wait_for()
