"""A phone at the close is led to the page that people take home, in its language."""

from facilitator.domain.stage.stage import Scene
from tests.phone.person import Person
from tests.phone.room_of import Room


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
