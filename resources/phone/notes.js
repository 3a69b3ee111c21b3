// The note-taker's page: typing while people talk, on any device, with or without the room.

import * as keep from "./common/keep.js";
import { announce, byId, clear, el, key, mount, setText, uuid } from "./common/dom.js";
import { badge, ticking } from "./common/header.js";
import { Acts } from "./notes/acts.js";
import { Book } from "./notes/book.js";
import { capturing } from "./notes/capture.js";
import { NOTHING } from "./notes/content.js";
import { adopt, callTheRoll, loose } from "./notes/drafts.js";
import { listen } from "./notes/keys.js";
import { followed, forgetRows, reveal, running } from "./notes/list.js";
import { above, counts, distinct, lately, none, notices } from "./notes/notices.js";
import { heard, help, where } from "./notes/parts.js";
import { Photographs, bare } from "./notes/photographs.js";
import { Room } from "./notes/room.js";
import { arrive, follow, going } from "./common/onward.js";
import { Alike, alikeLine } from "./synthesis/alike.js";
import { language, pairForm } from "./people/pairing.js";
import { learn, sorry, speak, t } from "./common/words.js";

const main = byId("main");
const foot = byId("foot");

/** The field and its controls, once they are there. @type {any} */
let capture = null;
let hadFocus = true;

const book = new Book({ changed: render, received, lost: () => room.strange() });
const room = new Room(book, () => render());
const photographs = new Photographs(book, () => render());
const alike = new Alike(() => render());
const acts = new Acts(book, room, { changed: render, back: () => capture.field.focus() });
const done = lately(acts, key);

/** @param {import("./types/phone.d.ts").Entry} entry */
function received(entry) {
  room.taken(entry);
  alike.look(entry.note.id);
}

/** @param {{ group?: string, question?: string }} more */
function go(more) {
  room.go(more);
  announce(more.group && room.here ? room.here.title : byId("asked").textContent);
}

/** @param {number} by */
function step(by) {
  const question = room.questionAt(by);
  if (question !== undefined) go({ question });
}

/** @param {string} group */
const goTo = group => go({ group, question: undefined });

/** @param {number} by */
function stepGroup(by) {
  const group = room.groupAt(by);
  if (group) goTo(group);
}

/** @param {Partial<import("./types/phone.d.ts").Note> & { recorded_at: string }} said */
function ended(said, place = room.standing) {
  const id = uuid();
  acts.fresh = false;
  alike.ended(id);
  book.add("POST", { ...NOTHING, ...said, id, ...place });
  reveal(id);
  return id;
}

// A photograph belongs to a note of its own, on what was asked when it was chosen.
/** @param {Blob} file @param {string} at */
async function pictured(file, at) {
  const place = room.standing;
  const jpeg = await bare(file).catch(() => "");
  photographs.unread = !jpeg;
  if (jpeg) photographs.add(ended({ words: t("flip_chart"), recorded_at: at }, place), jpeg);
  else render();
}

/** @param {{ again: boolean }} props */
function pairing({ again }) {
  const form = pairForm("note_taker", () => room.paired(), said => (said.reason === "code" ? t("wrong_code") : sorry(said)));
  return { node: el("section.pairing", again ? el("p", t("pair_again")) : el("h2", t("pair")), form), update() {} };
}

/** @param {{ hearing: import("./types/phone.d.ts").Group["hearing"], notes: import("./types/phone.d.ts").Shown[] }} props */
function aside(props) {
  const node = el("aside");
  /** @param {typeof props} given */
  const update = ({ hearing, notes }) => mount(node, /** @type {import("./types/phone.d.ts").Wanted[]} */ ([
    ...(hearing?.length ? [["heard", heard, { hearing, notes: notes.map(({ sector, words }) => ({ sector, words })) }]] : []),
    ...(room.desk?.device ? [["alike", alike.wish, {}]] : []),
    ["help", help, {}],
  ]));
  update(props);
  return { node, update };
}

/** @returns {import("./types/phone.d.ts").Wanted[]} */
function parts() {
  const { desk, here, groups } = room;
  /** @type {import("./types/phone.d.ts").Wanted[]} */
  const list = [...notices(book, room, photographs, loose()), ...(room.unknown ? /** @type {import("./types/phone.d.ts").Wanted[]} */ ([["pair", pairing, { again: desk !== null }]]) : [])];
  if (!desk) return list;
  /** @type {import("./types/phone.d.ts").Wanted[]} */
  const top = [["above", above, list]];
  if (!here) return [...top, ["none", none, {}]];
  const { sectors, sizes, segment } = desk;
  const { questions, hearing } = here;
  const notes = room.shown;
  const question = room.asked;
  return /** @type {import("./types/phone.d.ts").Wanted[]} */ ([
    ...top,
    ["where", where, { groups, here, questions, question, segment, go: goTo, step }],
    ["list", running, { notes, question, acts, view: { sectors, sizes, groups, questions, zone: desk.time_zone } }],
    ...(acts.last ? [["undo", done, acts.last]] : alike.line ? [["alike", alikeLine, alike.line]] : []),
    ["capture", capturing, { sectors, sizes, camera: desk.photographs && photographs.hasRoom, ended, pictured, made: (/** @type {any} */ part) => adopt((capture = part)) }],
    ["aside", aside, { hearing, notes }],
  ]);
}

function render() {
  const { desk, here } = room;
  if (!capture && !desk && !room.unknown) return;
  const first = !capture;
  const { seen, again } = followed(main, capture && capture.field);
  if (desk) photographs.forget(desk.erased);
  photographs.flush();
  badge(room.link.holds, book.entries.filter(each => !each.refused).length);
  mount(main, parts());
  mount(foot, [["language", language, { changed: relabelled }]]);
  setText(byId("tally"), desk && here ? counts(book, room) : "");
  const waiting = distinct(book.entries);
  const title = desk ? desk.title : t("page");
  setText(byId("title"), title);
  document.title = `${waiting ? `(${waiting}) ` : ""}${desk ? `${t("page")} · ` : ""}${title}`;
  const lost = document.activeElement === document.body && hadFocus;
  if (capture && (first || lost)) capture.field.focus();
  else if (lost) main.focus();
  hadFocus = document.activeElement !== document.body;
  if (seen) again();
}

/** @param {string} chosen */
function relabelled(chosen) {
  const typed = capture && { line: capture.field.value, values: capture.controls.values };
  relabel(chosen);
  clear(main);
  clear(foot);
  forgetRows();
  render();
  room.link.again();
  if (typed) capture.put(typed);
  byId("foot").querySelector("button")?.focus();
}

/** @param {string} chosen */
function relabel(chosen) {
  speak(chosen);
  setText(document.querySelector(".skip"), t("skip"));
  badge(room.link.holds, 0);
}

// While the room is away a page that is left cannot be loaded again.
addEventListener("beforeunload", event => !going && (room.link.holds === false || loose() || photographs.loose.size || book.entries.some(book.loose)) && event.preventDefault());

addEventListener("kept", () => keep.lasting && render());
listen(main, room, acts, { capture: () => capture, step, stepGroup, link: () => alike.link() });

async function begin() {
  await learn();
  await arrive();
  book.gather();
  photographs.gather();
  room.recall();
  relabel(keep.get("lang") || navigator.language.slice(0, 2));
  ticking();
  follow(room.link);
  callTheRoll(render);
  room.link.start();
}

begin();
