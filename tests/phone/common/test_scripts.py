"""The pages' modules, one by one: they know the program's rules, and a full storage stops none."""

import json
import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from playwright.sync_api import Browser

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import FORM, NO_CONTENT, NoteContent, NoteKind
from facilitator.domain.notes.share_of_talk import count_words
from facilitator.domain.notes.shorthand import MARKS, read_line, write_line
from facilitator.domain.polls import ballots
from facilitator.domain.polls.methods.registry import METHODS
from facilitator.domain.polls.polls import MOST_REASONS, Criterion, Item, Method, Poll
from facilitator.room.net.event_streams import KEEP_ALIVE_SECONDS
from facilitator.services.notes import sent
from tests.both_sides import CASES
from tests.phone.chromium import context_of
from tests.phone.common.full_storage import BARRED, FULL
from tests.phone.common.scripts import ORIGIN, Scripts
from tests.phone.people import tab_histories

LINES = 3000
DAY = (Path(__file__).parent / "link_day.js").read_text("utf-8")
SILENCE = (Path(__file__).parent / "link_silence.js").read_text("utf-8")
DAYS, STEPS = 100, 40
TAB_HISTORIES = 60
SIGNS = "aZ9ßŴŷ_-#\"“”«»!~?>.,'    \t\u00a0\u2003\x1c\x85\ufeff²Ⅷ\u0301🙂ςΣ"


@pytest.fixture
def load(browser: Browser) -> Iterator[Callable[..., Scripts]]:
    """A page of a fresh browser that loads modules; `barred` from keeping anything, if it is."""
    contexts = []

    def load(address: str = ORIGIN, *, barred: bool = False) -> Scripts:
        context = context_of(browser, locale="en-GB")
        contexts.append(context)
        if barred:
            context.add_init_script(BARRED)
        return Scripts.on_page(context, address)

    yield load
    for context in contexts:
        context.close()


@pytest.fixture
def scripts(load: Callable[..., Scripts]) -> Scripts:
    return load()


def read_on_the_page(scripts: Scripts, lines: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scripts.run(
        "const { readLine } = await import('/static/notes/line.js'); return given.map(readLine)",
        *lines,
    )
    return found


def test_a_typed_line_says_the_same_on_the_page(scripts: Scripts) -> None:
    cases = CASES["lines"]
    read = read_on_the_page(scripts, [case["line"] for case in cases])
    assert read == [{key: case[key] for key in ("words", "kind", "tags")} for case in cases]


def test_thousands_of_lines_are_read_alike_by_program_and_page(scripts: Scripts) -> None:
    draw = random.Random(20111018)
    marks = [*(f"{mark} " for mark in MARKS), ""]
    lines = [
        draw.choice(marks) + "".join(draw.choice(SIGNS) for _ in range(draw.randint(0, 14)))
        for _ in range(LINES)
    ]
    for line, read in zip(lines, read_on_the_page(scripts, lines), strict=True):
        typed = read_line(line)
        expected = {"words": typed.words, "kind": typed.kind or "", "tags": list(typed.tags)}
        assert read == expected, [unicodedata.name(sign, sign) for sign in line]


def test_a_note_is_written_as_a_line_alike(scripts: Scripts) -> None:
    content = NoteContent(breakout_id="b", words="Two words", tags=("one", "tŷ"))
    note = msgspec.json.decode(msgspec.json.encode(content))
    assert scripts.call("notes/line.js", "writeLine", note) == write_line(content)


TONGUES = (
    ("Croeso", "cy"),  # the program's own words are in the page's language
    ("Anghytuno’n gryf", "cy"),
    ("Hallmarks", "en"),  # all else is in the seminar's, unless its small words say otherwise
    ("What have we learned?", "en"),
    ("Tŷ agored yn y bore", "cy"),
    ("Mae’r gwaith yn dda ac yn lleol", "cy"),
    ("The word hwyl is in no list", "en"),
    ("", "en"),
)


def test_a_text_is_marked_with_the_language_it_is_in(scripts: Scripts) -> None:
    found = scripts.run(
        "const words = await import('/static/common/words.js');"
        "words.speak('cy');"
        "words.heed({ language: 'en', spoken: ['Croeso', 'Anghytuno’n gryf'] });"
        "return given.map(words.tongue)",
        *(text for text, _ in TONGUES),
    )
    assert found == [language for _, language in TONGUES]


def test_words_are_counted_alike(scripts: Scripts) -> None:
    for text, count in CASES["counts"]:
        assert scripts.call("notes/line.js", "countWords", text) == count == count_words(text)


def test_a_note_says_the_same_things_on_both_sides_and_in_one_form(scripts: Scripts) -> None:
    """A field that is added on one side alone fails here."""
    here = msgspec.json.decode(msgspec.json.encode(NO_CONTENT))
    assert scripts.read("notes/content.js", "NOTHING") == here
    assert scripts.read("notes/content.js", "FORM") == FORM
    kinds = scripts.run("return Object.keys((await import('/static/notes/line.js')).KINDS)")
    assert kinds == list(NoteKind)


def test_what_is_sent_is_what_the_application_reads(scripts: Scripts) -> None:
    content = NoteContent(
        breakout_id="b", words="- as it stands", tags=("law",), owner="Board", starred=True
    )
    note = {"id": "n", "recorded_at": "2011-10-18T09:30:00Z", **msgspec.to_builtins(content)}
    entry = {"change": "c", "method": "PUT", "seen": "r", "note": note, "form": FORM}
    body = scripts.call("notes/content.js", "sent", entry)
    read = msgspec.convert(body, sent.Sent)
    assert (read.id, read.change, read.all_seen) == ("n", "c", ("r",))
    assert sent.said_in(read) == content


def test_what_an_older_page_wrote_down_is_sent_as_it_was_meant(scripts: Scripts) -> None:
    """It knew neither who answers for an action nor by when: these stay what they were."""
    before = NoteContent(breakout_id="b", words="-", owner="Board", kind=NoteKind.ACTION)
    note = {"id": "n", "breakout_id": "b", "words": "- twice", "kind": "action", "tags": ["law"]}
    entry = {"change": "c", "method": "PUT", "seen": ["r"], "note": note}
    read = msgspec.convert(scripts.call("notes/content.js", "sent", entry), sent.Sent)
    said = sent.said_in(read, before)
    assert (said.words, said.kind, said.tags) == ("- twice", NoteKind.ACTION, ("law",))
    assert said.owner == "Board"


def test_fields_take_as_much_as_the_room_does(scripts: Scripts) -> None:
    assert CASES["limits"] == {
        "answer": scripts.read("responses/asking.js", "LONGEST"),
        "one_word": scripts.read("responses/asking.js", "LONGEST_WORD"),
        "poll_word": scripts.read("polls/ballot_rules.js", "WORD_LENGTH"),
        "poll_words": scripts.read("polls/ballot_rules.js", "MOST_WORDS"),
    }
    assert scripts.read("polls/ballot_rules.js", "MOST_REASONS") == MOST_REASONS


@pytest.mark.parametrize("case", CASES["ballots"], ids=lambda case: str(case["method"]))
def test_a_ballot_is_sent_where_the_room_would_count_it(
    scripts: Scripts, case: dict[str, Any]
) -> None:
    draft = {"marks": case["marks"], "words": case["words"]}
    method = Method(case["method"])
    takes_nothing = METHODS[method].takes_nothing
    poll = {"method": method, "takes_nothing": takes_nothing, "most": case.get("most", 0)}
    problem = scripts.run(
        "await (await import('/static/common/words.js')).learn();"
        "return (await import('/static/polls/ballot_rules.js')).problem(...given)",
        poll,
        draft,
    )
    assert (problem == "") is case["sent"]
    marks = scripts.call("polls/ballot_rules.js", "marksOf", draft)
    words = scripts.call("polls/ballot_rules.js", "wordsOf", draft)
    assert countable(case, [tuple(mark) for mark in marks], words) is case["sent"]


def countable(case: dict[str, Any], marks: list[Any], words: list[str]) -> bool:
    poll = Poll(
        id="p",
        position=1.0,
        title="",
        wording="",
        method=Method(case["method"]),
        items=tuple(Item(f"i{n}", f"{n}") for n in (1, 2, 3)),
        criteria=(Criterion("c1", "Urgency"), Criterion("c2", "Reach")),
        most=case.get("most", 0),
    )
    try:
        ballots.check(poll, marks, words)
    except SeminarError:
        return False
    return True


@pytest.mark.parametrize(("address", "code"), CASES["links"])
def test_a_link_brings_its_code(load: Callable[..., Scripts], address: str, code: str) -> None:
    scripts = load(address)
    assert code == scripts.run(
        "const { pairForm } = await import('/static/people/pairing.js');"
        "return pairForm('note_taker', () => null).querySelector('input').value"
    )


KEEPING = """
const keep = await import('/static/common/keep.js');
const lasts = keep.set('draft:q', 'x'.repeat(5000));
const read = keep.get('draft:q').length;
const names = keep.names('draft:');
return [keep.lasting, lasts, keep.lasts('draft:q'), read, keep.brims('draft:'), names];
"""


def test_what_is_kept_outlives_the_page(scripts: Scripts) -> None:
    assert scripts.run(KEEPING) == [True, True, True, 5000, False, ["draft:q"]]
    scripts.page.reload()
    assert len(scripts.call("common/keep.js", "get", "draft:q")) == 5000


def test_what_a_full_storage_cannot_keep_is_there_in_the_page_and_says_so(
    scripts: Scripts,
) -> None:
    scripts.page.evaluate(FULL)
    assert scripts.run(KEEPING) == [True, False, False, 5000, True, ["draft:q"]]
    freed = """
    const keep = await import('/static/common/keep.js');
    localStorage.removeItem('stuff0');
    keep.drop('anything');
    return [keep.lasts('draft:q'), localStorage.getItem('facilitator:draft:q').length];
    """
    assert scripts.run(freed) == [True, 5002]


def test_a_receipt_that_there_is_no_room_for_takes_that_of_the_marks(scripts: Scripts) -> None:
    """After a reload marks without a receipt would say of a vote that it was missed."""
    scripts.page.evaluate("() => localStorage.setItem('facilitator:mark:r', '{}')")
    scripts.page.evaluate(FULL)
    noted = """
    const { Seat } = await import('/static/people/seat.js');
    new Seat({ changed() {}, lost() {} }).noteReceipt('r');
    return localStorage.getItem('facilitator:mark:r');
    """
    assert scripts.run(noted) is None


def test_of_any_tabs_one_is_live_and_the_others_say_so(scripts: Scripts) -> None:
    draw = random.Random(20111018)
    histories = [tab_histories.history(draw) for _ in range(TAB_HISTORIES)]
    seen = scripts.run(tab_histories.RUN, *histories)
    assert sum(map(tab_histories.check, histories, seen)) > TAB_HISTORIES


RELOADED = """
const { Seat } = await import('/static/people/seat.js');
const nothing = { responses: [], ballot: null, upvoted: [] };
const [{ state, cast }] = given;
const seat = new Seat({ changed() {}, lost() {}, unsure() {} });
seat.shared = { epoch: 'e', questions: [], poll: { round_id: 'r', state } };
seat.know({ ...nothing });
if (cast) seat.received({ kind: 'ballot', round_id: 'r', marks: cast, words: [], stamp: 's' });
seat.tidy();
return [seat.knownOf({ round_id: 'r' }), localStorage.getItem('facilitator:got:r')];
"""


def test_a_phone_that_took_a_seat_knows_after_a_reload_what_it_has_sent(scripts: Scripts) -> None:
    """The room keeps its ballot under the key of the phone before, of which it tells nothing."""
    ballot, receipt = {"round_id": "r", "marks": [["a", 1]], "words": []}, '"s"'
    sends = {"state": "open", "cast": [["a", 1]]}
    assert scripts.run(RELOADED, {"state": "open"}) == [None, None]
    assert scripts.run(RELOADED, sends) == [ballot, receipt]
    scripts.page.reload()
    assert scripts.run(RELOADED, {"state": "open"}) == [ballot, receipt]
    assert scripts.run(RELOADED, {"state": "closed"}) == [None, receipt]
    kept = "return Object.values(localStorage).filter(text => text.includes('marks'))"
    assert scripts.run(kept) == []


MENDED = """
const { ballot } = await import('/static/polls/voting.js');
const words = await import('/static/common/words.js');
await words.learn();
const keep = await import('/static/common/keep.js');
const poll = { round_id: 'r', method: 'choose_one', wording: 'W', number: 1, secrecy: 'sealed',
  items: [{ id: 'a', text: 'A' }, { id: 'b', text: 'B' }], how: '', archived: '', for_whom: '',
  listed: false };
const entry = { key: 'ballot:r', kind: 'ballot', round_id: 'r', marks: [['a', 1]], words: [],
  refused: { reason: 'refused', sentence: 'Not so.' } };
const known = { round_id: 'r', marks: [['b', 1]], words: [] };
const sent = [];
const { node } = ballot({ poll, known, entry, lasts: true, send: each => sent.push(each.marks) });
document.body.append(node);
const [a, b] = node.querySelectorAll('input');
const says = () => node.querySelector('.send p').textContent;
const told = [[a.checked, b.checked, says()]];
node.querySelector('form').requestSubmit();
for (const each of [b, a]) {
  each.click();
  told.push([a.checked, b.checked, says()]);
}
return [told, sent, keep.get('mark:r').marks];
"""


def test_the_marks_of_a_refused_ballot_stay_to_be_mended_and_sent_again(scripts: Scripts) -> None:
    told, sent, kept = scripts.run(MENDED)
    assert told == [
        [True, False, "Not so."],
        [
            False,
            True,
            scripts.run("return (await import('/static/common/words.js')).t('vote_received')"),
        ],
        [True, False, "Not so."],
    ]
    assert [sent, kept] == [[[["a", 1]]], {"a": 1}]


def test_a_browser_that_may_keep_nothing_works_as_long_as_the_page(
    load: Callable[..., Scripts],
) -> None:
    assert load(barred=True).run(KEEPING) == [False, False, False, 5000, True, ["draft:q"]]


def test_what_somebody_damaged_counts_as_nothing(scripts: Scripts) -> None:
    scripts.page.evaluate("() => localStorage.setItem('facilitator:outbox', '{broken')")
    assert scripts.call("common/keep.js", "get", "outbox", []) == []


def test_entries_come_and_go_though_nothing_can_be_kept(scripts: Scripts) -> None:
    """Taking one out while others wait for room ended in a circle once."""
    scripts.page.evaluate(FULL)
    left = scripts.run(
        """
        const { Book } = await import('/static/notes/book.js');
        const book = new Book({ changed() {}, received() {}, lost() {} });
        const note = n => ({ id: `n${n}`, words: `${n}`, breakout_id: 'b', tags: [] });
        for (let n = 0; n < 5; n += 1) book.add('POST', note(n));
        const before = [book.trouble, book.entries.filter(book.loose).length];
        book.drop(book.entries[2]);
        return [before, book.entries.map(each => each.note.words), book.trouble];
        """
    )
    assert left == [["brim", 5], ["0", "1", "3", "4"], "brim"]


def test_a_vote_there_is_no_room_for_leaves_no_older_one_behind(scripts: Scripts) -> None:
    """After a reload the phone would send what its owner had thought better of."""
    kept = scripts.run(
        """
        const { Outbox } = await import('/static/people/outbox.js');
        const box = new Outbox({ changed() {}, received() {}, lost() {} });
        const one = { key: 'ballot:r', kind: 'ballot', round_id: 'r', marks: [] };
        const vote = words => box.put({ ...one, words });
        vote(['old']);
        const before = box.lasts;
        (0, eval)(given[0])();
        vote(['new'.repeat(3000)]);
        return [before, box.lasts, box.entries.length, localStorage.getItem('facilitator:outbox')];
        """.replace("(0, eval)(given[0])()", f"({FULL})()")
    )
    assert kept == [True, False, 1, None]


def test_not_being_known_before_one_paired_says_nothing_afterwards(scripts: Scripts) -> None:
    """A late answer to an earlier question once threw a note-taker out who had just come in."""
    statuses = scripts.run(
        """
        const { ask, recognised } = await import('/static/common/ask.js');
        const answers = [];
        window.fetch = () => new Promise(done => answers.push(done));
        const stranger = () => new Response('{"reason": "not_joined"}', { status: 401 });
        const statuses = [];
        for (const meanwhile of [() => null, recognised, () => null]) {
          const asked = ask('/api/notes/desk');
          meanwhile();
          answers.pop()(stranger());
          statuses.push((await asked).status);
        }
        return statuses;
        """
    )
    assert statuses == [401, 0, 401]


def test_what_a_host_that_went_back_lacks_is_offered_again_whatever_comes_first(
    scripts: Scripts,
) -> None:
    """An answer received before the room had said what it has once hid all earlier ones."""
    waiting = scripts.run(
        """
        const { Seat } = await import('/static/people/seat.js');
        window.fetch = () => new Promise(() => {});
        const seat = new Seat({ changed() {}, lost() {} });
        const question = { id: 'q', wording: 'Why?' };
        const state = epoch => ({ epoch, poll: null, wall: null, questions: [question] });
        const row = (id, words) => ({ id, question_id: 'q', words, hidden: false });
        const own = (...responses) => ({ responses, ballot: null, upvoted: [], group: null });
        seat.shared = state('first');
        seat.know(own(row('a', 'Earlier'), row('b', 'Taken back')));
        seat.acts.withdraw(row('b', ''));
        seat.shared = state('second');
        seat.received({ kind: 'answer', id: 'c', question_id: 'q', words: 'Later' });
        seat.know(own(row('c', 'Later')));
        const told = ({ kind, id, words, wording }) => [kind, id, words, wording];
        const first = seat.outbox.entries.map(told);
        localStorage.removeItem('facilitator:outbox');
        seat.know(own(row('a', 'Earlier'), row('c', 'Later')));
        return [first, seat.outbox.entries.length];
        """
    )
    taken_back = ["withdraw", "b", None, None]
    assert waiting == [[taken_back, ["answer", "a", "Earlier", "Why?"]], 0]


def test_whatever_is_late_or_lost_a_page_ends_with_the_rooms_last_word(scripts: Scripts) -> None:
    """A press to speak once stayed unseen: the answer that told of it came after a newer event."""
    misled = scripts.run(
        f"""
        const [days, steps] = given, day = {DAY};
        const misled = [];
        for (let seed = 0; seed < days; seed += 1) if (!(await day(seed, steps))) misled.push(seed);
        return misled;
        """,
        DAYS,
        STEPS,
    )
    assert misled == []


def test_a_page_that_lost_its_room_looks_again_every_second_for_a_while(scripts: Scripts) -> None:
    waits = scripts.run(
        """
        const { Link } = await import('/static/common/link.js');
        const waits = [];
        window.setTimeout = (_, wait) => waits.push(wait);
        const link = new Link('/api/state', { heard() {}, gone() {}, changed() {} });
        for (let n = 0; n < 50; n += 1) link.fail();
        return waits;
        """
    )
    assert len(waits) == 50
    assert max(waits) < 1000


def test_a_room_that_vanishes_is_missed_within_ten_seconds_and_one_that_is_there_left_alone(
    scripts: Scripts,
) -> None:
    minutes = 30
    asked, noticed = scripts.run(
        f"return ({SILENCE})(...given)", KEEP_ALIVE_SECONDS, minutes * 60_000
    )
    assert noticed is not None
    assert noticed < 10_000
    assert asked <= minutes + 2


def test_a_changed_vote_that_is_too_late_denies_not_the_one_that_counts(scripts: Scripts) -> None:
    """Where the answer comes before the page has heard that voting is over."""
    said = scripts.run(
        """
        await (await import('/static/common/words.js')).learn();
        const { ballot } = await import('/static/polls/voting.js');
        const poll = { round_id: 'r', poll_id: 'p', method: 'choose_one', state: 'open', number: 1,
          wording: 'Which?', how: '', items: [{ id: 'a', text: 'A' }], secrecy: 'sealed',
          archived: '', for_whom: '', listed: false, cast: 1, present: 0, closes_at: null };
        const refused = { reason: 'closed', sentence: 'This ballot was not counted.' };
        const shown = more => {
          const entry = { key: 'ballot:r', kind: 'ballot', marks: [['a', 1]], words: [], refused };
          const props = { poll, known: null, lasts: true, send() {}, entry: { ...entry, ...more } };
          return ballot(props).node.querySelector('.send [role=status]').textContent;
        };
        return [shown({}), shown({ counts: 'the one before' })];
        """
    )
    assert said[0] == "This ballot was not counted."
    assert said[1].endswith("Your vote is counted as you sent it before.")


LEAVING = """
    const [own, received] = given;
    window.setInterval = look => (window.look = look);
    window.setTimeout = () => 0;
    const keep = await import('/static/common/keep.js');
    const onward = await import('/static/common/onward.js');
    if (own) keep.set('outbox', [{ words: 'x'.repeat(own) }]);
    const note = () => ({ at: Date.now(), words: 'x'.repeat(1000) });
    for (let n = 0; n < received; n += 1) keep.set(`${keep.DAY}${n}`, note());
    keep.set(`${keep.DAY}broken`, null);
    const said = { ticket: 'a ticket', address: `${location.origin}/` };
    const headers = { 'x-standby': 'there' };
    window.fetch = async () => new Response(JSON.stringify(said), { headers });
    await (await import('/static/common/ask.js')).ask('/api/state');
    const link = { up: true, stopped: false };
    onward.follow(link);
    await window.look();
    link.up = false;
    for (let n = 0; n < 3; n += 1) await window.look();
    const [, brought] = location.hash.split('#onward=');
    const kept = brought ? Object.keys(JSON.parse(decodeURIComponent(brought)).kept) : [];
    const day = kept.filter(name => name.startsWith(keep.DAY));
    location.hash = '';
    for (let n = 0; n < 3; n += 1) await window.look();
    const setsOutAnew = onward.going && location.hash !== '';
    return [onward.going, kept.includes('outbox'), day.length, setsOutAnew];
"""


@pytest.mark.parametrize(
    ("own", "received", "went"),
    [
        (10, 3, [True, True, 3, False]),
        (10, 600, [True, True, 0, False]),
        (600_000, 0, [False, False, 0, False]),
    ],
)
def test_a_page_goes_to_the_standby_with_what_an_address_can_carry_or_stays(
    scripts: Scripts, own: int, received: int, went: list[Any]
) -> None:
    """What was not sent comes first; where even that is too much the page keeps it, and warns.

    On its way it does not set out anew: over bad Wi-Fi it would never have arrived.
    """
    assert scripts.run(LEAVING, own, received) == went


def test_what_was_not_sent_is_there_at_the_standby_though_nothing_can_be_kept(
    load: Callable[..., Scripts],
) -> None:
    brought = quote(json.dumps({"ticket": "t", "kept": {"outbox": ["Not sent"]}}))
    arrived = load(f"{ORIGIN}/#onward={brought}", barred=True).run(
        """
        const troubles = [408, 429, 500, 503];
        window.setTimeout = (does, wait) => wait < 8000 && Promise.resolve().then(does);
        window.fetch = async () => new Response('{}', { status: troubles.pop() || 200 });
        const keep = await import('/static/common/keep.js');
        await (await import('/static/common/onward.js')).arrive();
        return [keep.get('outbox'), location.hash];
        """
    )
    assert arrived == [["Not sent"], ""]


def test_a_groups_notes_are_asked_for_whenever_they_are_not_those_it_has(scripts: Scripts) -> None:
    """Also where the room's clock was set back, and what is newer has a smaller number."""
    asked = scripts.run(
        """
        const { Room } = await import('/static/notes/room.js');
        const asked = [];
        const sent = window.fetch;
        let version = 0;
        const json = async () => ({ version, notes: [] });
        const answer = { headers: new Headers(), ok: true, status: 200, json };
        window.fetch = async path => (asked.push(path), answer);
        const room = new Room({ entries: [], all: new Set(), flush() {}, loose() {} }, () => {});
        room.looking = 1;
        room.desk = { groups: [{ id: 'g', running: true, questions: [] }], erased: [], anew: [] };
        for (version of [9, 9, 4, 4, 12]) {
          room.hear({ changed: ['g'], stamps: { '': 1, g: version } });
          while (room.fetching) await new Promise(done => window.setTimeout(done));
        }
        window.fetch = sent;
        return asked;
        """
    )
    assert asked == ["/api/notes/g"] * 3
