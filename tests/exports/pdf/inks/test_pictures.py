"""A chart in other inks: the same drawing, with the same words, whoever draws it."""

from io import BytesIO

from lxml import etree
from PIL import Image

from exports.pdf.charts import draw_chart
from exports.pdf.inks.pictures import pictures_of
from exports.pdf.page_style import A4, look_of, register_fonts
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from tests.exports.sample_summary import seminar_summary

SVG = "{http://www.w3.org/2000/svg}"


def charts() -> list[Chart]:
    day = seminar_summary(responses=1, findings=2, seed=5)
    return [part.chart for part in day.polls if part.chart is not None]


def test_svg_and_dots_are_one_drawing() -> None:
    assert charts()
    for chart in charts():
        for picture in pictures_of(chart, "Said"):
            drawn = etree.fromstring(picture.svg)
            wide, high = (float(part) for part in drawn.get("viewBox", "").split()[2:])
            assert (wide, high) == (round(picture.width, 2), round(picture.height, 2))
            with Image.open(BytesIO(picture.png)) as dots:
                assert abs(dots.width - 2.5 * wide) < 3
                assert abs(dots.height - 2.5 * high) < 3
                shown = dots.convert("RGB")
            boxes = [box for box in drawn.iter(f"{SVG}rect") if float(box.get("width", 0)) > 12]
            assert boxes
            for box in boxes:
                assert _is_filled(box, shown)


def _is_filled(box: etree._Element, shown: Image.Image) -> bool:
    """Whether the dots there are of its colour, where neither figures nor hatching stand."""
    x, y, wide, deep = (float(box.get(side, 0)) for side in ("x", "y", "width", "height"))
    wanted = bytes.fromhex(str(box.get("fill"))[1:])
    places = [(x + wide * n / 12, y + deep * m / 6) for n in range(1, 12) for m in range(1, 6)]
    seen = [shown.getpixel((round(2.5 * across), round(2.5 * down))) for across, down in places]
    return any(
        isinstance(dot, tuple) and max(abs(a - b) for a, b in zip(dot, wanted, strict=True)) < 24
        for dot in seen
    )


def test_every_word_of_the_chart_on_a_page_stands_in_the_drawing() -> None:
    register_fonts()
    for chart in charts():
        texts = [text for picture in pictures_of(chart, "") for text in _texts(picture.svg)]
        found = [(text.text or "") for text in texts]
        for bar in chart.bars:
            assert any(str(bar.figure).split()[0] in text for text in found)
        widths = [
            float(t.get("textLength", 0)) for p in pictures_of(chart, "") for t in _texts(p.svg)
        ]
        assert all(0 < width < look_of(A4).right for width in widths)


def _texts(svg: bytes) -> list[etree._Element]:
    return list(etree.fromstring(svg).iter(f"{SVG}text"))


def test_what_is_too_high_for_a_page_is_in_pieces_and_the_same_twice() -> None:
    bars = tuple(
        Bar(label=f"Option {n} <b>&amp;", figure=str(n), parts=(Part("", n, n / 200),))
        for n in range(1, 120)
    )
    chart = Chart(form=ChartForm.BARS, title="Many", bars=bars, base="Of 200", text="Many")
    pieces = list(pictures_of(chart, "Many"))
    assert len(pieces) > 2
    assert all(piece.height <= 600 for piece in pieces)
    whole = draw_chart(chart, look_of(A4)).height
    assert sum(piece.height for piece in pieces) >= whole - 1
    assert pieces == list(pictures_of(chart, "Many"))
    assert any("<b>&amp;" in (t.text or "") for t in _texts(pieces[0].svg))
