"""Whether all of a page can be read and reached on small screens and with large letters.

A screen is as wide as its browser says; letters are enlarged with the whole page, which leaves it
less room, or by themselves. Both were met on people's phones.
"""

from collections.abc import Mapping

from playwright.sync_api import Page, ViewportSize

USUAL = 106.25
"""Per cent of the browser's letters that a page's are, as `phone.css` has them."""
SCREENS: Mapping[str, tuple[ViewportSize, int]] = {
    "a laptop's 1280 by 800 at 400 %": ({"width": 320, "height": 200}, 100),
    "a small phone's 320 by 568 at 200 %": ({"width": 160, "height": 284}, 100),
    "a small phone with letters of 175 %": ({"width": 320, "height": 568}, 175),
    "a tablet's 600 by 960 at 175 %": ({"width": 343, "height": 549}, 100),
    "a tablet with letters of 150 %": ({"width": 768, "height": 1024}, 150),
}
"""The window of the browser in its own pixels, and per cent of the usual letters."""

ILLEGIBLE = r"""() => {
    const found = new Set();
    const wide = document.documentElement.clientWidth;
    const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const said = node => (node.textContent || node.value || "").trim().slice(0, 40);
    const name = node => `${node.tagName} “${said(node)}”`;
    const isSeen = node => node.checkVisibility() && !node.closest(".unseen, .skip");
    const within = (box, around, by) =>
        box.left >= around.left - by && box.right <= around.right + by &&
        box.top >= around.top - by && box.bottom <= around.bottom + by;

    if (document.documentElement.scrollWidth > wide) found.add("it is wider");
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = words.nextNode());) {
        const node = text.parentElement;
        if (!text.data.trim() || !isSeen(node) || node.closest("script, option, .tables")) continue;
        const range = document.createRange();
        const boxes = () => [...range.getClientRects()].filter(box => box.width > 1);
        range.selectNodeContents(text);
        const isOff = box => box.left < -1 || box.right > wide + 1;
        if (boxes().some(isOff)) found.add(`off the side: ${name(node)}`);
        const around = node.closest("button, .cell span, .choice span, .chip span, .card");
        if (around && !boxes().every(box => within(box, around.getBoundingClientRect(), 3))) {
            found.add(`out of its box: ${name(around)}`);
        }
        for (const word of text.data.matchAll(/[\p{L}\p{N}’]+/gu)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = new Set(boxes().map(box => Math.round(box.top)));
            const length = boxes().reduce((sum, box) => sum + box.width, 0);
            const fits = length < wide - 2.5 * letter;
            if (lines.size > 1 && fits) found.add(`in two: ${word[0]} in ${name(node)}`);
        }
    }

    const all = "button, input, select, textarea, summary, h2, h3, p, legend";
    const parts = [...document.querySelectorAll(all)]
        .filter(node => isSeen(node) && !node.closest(".send, .capture, .piece, label"))
        .map(node => [node, node.getBoundingClientRect()]);
    parts.forEach(([one, a], at) => parts.slice(at + 1, at + 40).forEach(([other, b]) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        const cover = across > 2 && down > 2 && !one.contains(other);
        if (cover) found.add(`${name(one)} covers ${name(other)}`);
    }));

    const had = scrollY;
    for (const node of document.querySelectorAll("button, summary, select, textarea, input")) {
        if (!isSeen(node) || node.disabled) continue;
        const target = node.closest("label") || node;
        target.scrollIntoView({ block: "center" });
        const box = target.getBoundingClientRect();
        const down = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
        const there = document.elementFromPoint(box.left + box.width / 2, down);
        const over = there ? name(there) : "nothing";
        if (!target.contains(there)) found.add(`not to be pressed: ${name(target)}, under ${over}`);
    }
    scrollTo(0, had);
    return [...found];
}"""
"""A word that is longer than the screen is in two; one that is not stands in one line."""


def illegible(page: Page) -> list[str]:
    """What of the page cannot be read or pressed on one of the screens, and on which."""
    usual = page.viewport_size
    assert usual is not None
    found = []
    for where, (size, letters) in SCREENS.items():
        page.set_viewport_size(size)
        enlarge(page, letters)
        found += [f"on {where}: {each}" for each in page.evaluate(ILLEGIBLE)]
    enlarge(page, 100)
    page.set_viewport_size(usual)
    return found


def enlarge(page: Page, percent: int) -> None:
    """Make the letters alone as large as this, and what is measured by them."""
    size = "" if percent == 100 else f"{USUAL * percent / 100}%"
    page.evaluate("size => (document.documentElement.style.fontSize = size)", size)
