// The participant's page: in at the door, then whatever the room sees now.

import * as keep from "./common/keep.js";
import { asked, leftover, wall } from "./responses/asking.js";
import { door } from "./people/door.js";
import { announce, byId, clear, el, key, keys, mount, setText, still, told } from "./common/dom.js";
import { badge, tick, ticking } from "./common/header.js";
import { ask } from "./common/ask.js";
import { Link } from "./common/link.js";
import { me } from "./people/me.js";
import { arrive, follow } from "./common/onward.js";
import { gist, grouped, onScreen, scene, strip } from "./stage/scene.js";
import { asks } from "./people/outbox.js";
import { Seat } from "./people/seat.js";
import { speaking } from "./people/speaking.js";
import { Tabs } from "./people/tabs.js";
import { heed, learn, speak, t } from "./common/words.js";

const main = byId("main");
const foot = byId("foot");

/** What the room says of itself at the door. @type {any} */
let card = null;

// Looks whether the facilitator has let this phone have its name.
let held = 0;

const seat = new Seat({ changed: render, lost: toTheDoor, unsure: () => link.look(true) });
const { outbox } = seat;
const link = new Link("/api/state", { heard, gone: toTheDoor, changed, mark: () => seat.acknowledged });

const tabs = new Tabs("BroadcastChannel" in window ? new BroadcastChannel("seat") : null, () => card && stepBack());

function live() {
  tabs.claim();
  clear(main);
  link.start();
}

function stepBack() {
  link.stop();
  seat.leave();
  clear(main);
  clear(foot);
  badge(link.holds, 0);
  main.append(el("p.lead", { role: "status" }, t("other_tab")), keys(key(t("use_this_tab"), live, "button.primary")));
}

addEventListener("kept", () => keep.lasting && render());

function changed() {
  if (link.up) outbox.flush();
  render();
}

/** @param {any} state @param {number} [mark] */
function heard({ mine: own, ...state }, mark) {
  const before = seat.shared;
  const shared = /** @type {import("./types/phone.d.ts").State} */ (state);
  seat.shared = shared;
  heed(shared);
  if (own?.held) held = setTimeout(() => link.look(true), 5000, clearTimeout(held));
  if (own && mark === seat.acknowledged) seat.know(own);
  else if (own || seating(shared) !== seating(before)) setTimeout(() => link.look(true), 2000 * Math.random());
  seat.tidy();
  seat.offerAgain(before);
  if (before && gist(before) !== gist(shared)) announce(gist(shared));
  render();
}

// What makes the room know something else of this person: it is asked then. A vote may be for some people only, or give each something else to read.
/** @param {import("./types/phone.d.ts").State | null} state */
const seating = state => state && [state.epoch, state.groups?.seating, state.speakers?.id, listed(state.poll)].join();

/** @param {import("./types/phone.d.ts").Poll | null} poll */
const listed = poll => poll && (poll.listed || poll.deals) && poll.state === "open" && poll.round_id;

/** @type {(text: string) => import("./types/phone.d.ts").Part} */
const note = still(text => text, "p.rehearsal");

// Said by screen readers as soon as it is there.
/** @type {(text: string) => import("./types/phone.d.ts").Part} */
const brim = still(text => el("p.trouble", { role: "alert" }, text));

/** @param {import("./types/phone.d.ts").State} shared */
function parts(shared) {
  const { segment, questions } = shared;
  /** @type {import("./types/phone.d.ts").Wanted[]} */
  const list = shared.rehearsal ? [["rehearsal", note, t("rehearsal")]] : [];
  if (seat.brims) list.push(["brim", brim, keep.lasting ? t("phone_full") : t("phone_blocked")]);
  if (seat.mine.held) list.push(["held", brim, seat.mine.held]);
  if (segment && shared.scene !== "clock") list.push(["strip", strip, segment]);
  list.push(...scene(shared, seat));
  if (shared.speakers) list.push(["speak", speaking, { list: shared.speakers, own: seat.mine.speaks, entry: seat.speaking, outbox }]);
  if (shared.groups && shared.scene !== "groups") list.push(grouped(shared, seat, false));
  for (const question of questions) list.push([`ask:${question.id}`, asked, { question, rows: seat.rowsOf(question), acts: seat.acts }]);
  for (const name of keep.names("draft:"))
    if (!asks(shared, name.slice("draft:".length))) list.push([name, leftover, { ...keep.get(name), drop: () => keep.drop(name) }]);
  for (const entry of seat.late) list.push([entry.key, leftover, { ...entry, drop: () => outbox.discard(entry.key) }]);
  const { wall: shown } = shared;
  if (shown) {
    const one = questions.some(question => question.one_word && question.id === shown.question_id);
    list.push(["wall", wall, { wall: shown, one, upvoted: seat.upvoted, vote: seat.vote }]);
  }
  list.push(["screen", onScreen, shared]);
  return list;
}

function render() {
  badge(link.holds, outbox.waiting);
  if (!seat.shared) return;
  const focused = document.activeElement;
  mount(main, parts(seat.shared));
  mount(foot, [
    ["answers", answers, seat.mine.responses.map(({ words }) => words)],
    ["me", me, { card, outbox, relabel: relabelled, left: toTheDoor }],
  ]);
  tick();
  if (!focused?.isConnected) main.focus();
}

/** @type {(rows: string[]) => import("./types/phone.d.ts").Part} */
const answers = still(rows => rows.length > 0 &&
  el("details", el("summary", `${t("your_answers")} (${rows.length})`), el("ul", rows.map(words => told("li", words)))), "div");

// The language has changed: everything is built anew, and the choices stay open.
/** @param {string} language */
function relabelled(language) {
  relabel(language);
  link.again();
  clear(main);
  clear(foot);
  render();
  const choices = foot.lastElementChild;
  if (choices instanceof HTMLDetailsElement) choices.open = true;
  byId("language").focus();
}

/** @param {string} language */
function relabel(language) {
  speak(language);
  setText(document.querySelector(".skip"), t("skip"));
  badge(link.holds, outbox.waiting);
}

async function toTheDoor() {
  link.stop();
  seat.leave();
  clear(foot);
  badge(link.holds, 0);
  await readCard();
  door(main, card, enter, relabel);
}

// Knocks until the room answers.
async function readCard() {
  for (let tries = 0; ; tries += 1) {
    const { ok, said } = await ask("/api/room");
    if (ok) {
      card = said;
      heed(card);
      document.title = card.title;
      return setText(byId("title"), card.title);
    }
    if (tries === 1) main.replaceChildren(el("p.lead", { role: "status" }, t("unreachable")));
    await new Promise(done => setTimeout(done, Math.min(2000, 250 * 2 ** tries)));
  }
}

async function enter() {
  await readCard();
  live();
}

async function begin() {
  await learn();
  await arrive();
  relabel(keep.get("lang") || navigator.language.slice(0, 2));
  ticking();
  follow(link);
  await readCard();
  if (!card.joined) return door(main, card, enter, relabel);
  if (!keep.get("lang")) relabel(card.me.language);
  return live();
}

begin();
