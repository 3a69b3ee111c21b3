"""A page of codes to be scanned, read back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pdfplumber

from exports.papers import write_handout
from exports.pdf.sheets.scans import SIGN
from facilitator.domain.report.summary import Door, Handout, HandoutKind
from facilitator.domain.seminar.seminar import Seminar

POSTER = Handout(
    kind=HandoutKind.POSTER,
    seminar=Seminar(title="October", date=date(2011, 10, 18)),
    file_id="f",
    made_at=datetime(2011, 10, 18, 8, tzinfo=UTC),
    door=Door(
        address="http://10.0.0.5:8080/",
        code="WMQ7K",
        link="http://10.0.0.5:8080/?code=WMQ7K",
        network="Guests",
        network_code="WIFI:T:nopass;S:Guests;;",
    ),
)


def test_a_poster_is_a3_with_both_codes_and_its_address_is_read_from_afar(tmp_path: Path) -> None:
    write_handout(POSTER, tmp_path / "one.pdf")
    with pdfplumber.open(tmp_path / "one.pdf") as document:
        (page,) = document.pages
        assert (round(page.width), round(page.height)) == (1191, 842)
        large = [letter for letter in page.chars if round(letter["size"], 3) == SIGN]
        assert "".join(letter["text"] for letter in large) == "WMQ7K10.0.0.5:8080"
        halves = {rect["x0"] // (page.width / 3) for rect in page.rects}
        assert halves == {0, 1}, "a code beside the other"
