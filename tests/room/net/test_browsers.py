"""What browsers say of themselves, in the words that people know them by."""

import pytest

from facilitator.room.net.browsers import called

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0"
SAID = {
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) {WEBKIT} Version/17.1 Mobile/15E148 "
    "Safari/604.1": "iPhone, Safari",
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) {WEBKIT} CriOS/120.0 Mobile/15E148 "
    "Safari/604.1": "iPhone, Chrome",
    f"Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) {WEBKIT} FxiOS/120.0 Mobile/15E148 "
    "Safari/605.1.15": "iPad, Firefox",
    f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36": "Android, Chrome",
    f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {CHROME} Mobile Safari/537.36": "Pixel 8, Chrome",
    "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36": "SAMSUNG SM-S918B, "
    "Samsung Internet",
    "Mozilla/5.0 (Android 14; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0": "Android, Firefox",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/120.0": "Windows, Edge",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/17 Safari/605.1.15": "Mac, "
    "Safari",
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36": "Chromebook, Chrome",
    "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0": "Linux, Firefox",
    "": "",
    "curl/8.5.0": "",
    "\x00<script>alert(1)</script>" * 90: "",
}


@pytest.mark.parametrize(("agent", "name"), SAID.items())
def test_a_device_is_called_by_what_it_and_its_browser_are_known_by(agent: str, name: str) -> None:
    assert called(agent) == name
