// The participant's page: in at the door, then whatever the room sees now.

import * as keep from "./keep.js";
import { asked, leftover, wall } from "./asking.js";
import { LANGUAGES, box, choice, door } from "./door.js";
import { allow, allowed, announce, clear, el, key, mount, setText, still, told, uuid } from "./dom.js";
import { groups } from "./groups.js";
import { badge, tick, ticking } from "./header.js";
import { Link, ask, post } from "./link.js";
import { Outbox } from "./outbox.js";
import { ballot, results, waiting } from "./voting.js";
import { learn, sorry, speak, spoken, t } from "./words.js";

const main = document.getElementById("main");
const foot = document.getElementById("foot");
const nothing = () => ({ responses: [], ballot: null, upvoted: [], group: null });

let card = null;
let shared = null;
let mine = nothing();
let acknowledged = 0;

const outbox = new Outbox({ changed: render, received, lost: toTheDoor });
const link = new Link("/api/state", { heard, gone: toTheDoor, changed, mark: () => acknowledged });

addEventListener("grouped", () => link.look(true));

function changed() {
  if (link.up) outbox.flush();
  render();
}

function heard({ mine: own, ...state }, mark) {
  const before = shared;
  shared = state;
  if (own && mark === acknowledged) mine = own;
  else if (own || seating(state) !== seating(before)) setTimeout(() => link.look(true), 2000 * Math.random());
  tidy();
  offerAgain(before);
  if (before && gist(before) !== gist(state)) announce(gist(state));
  render();
}

const asks = (state, id) => state.questions.some(question => question.id === id);
const tooLate = ({ kind, refused }) => kind === "answer" && refused;

// An answer that came too late for its question is sent again when the question is open again.
function offerAgain(before) {
  for (const { key, question_id: id } of outbox.entries.filter(tooLate))
    if (asks(shared, id) && !(before && asks(before, id))) outbox.again(key);
}

const seating = state => state && state.groups && state.groups.seating;

// What is before the room, in one line.
function gist({ poll, message, heading, questions, scene: name }) {
  if (name === "blank") return t("look_up");
  if (poll) return `${t(poll.state)} ${poll.wording}`;
  return message || (heading && heading.title) || (questions[0] && questions[0].wording) || t("look_up");
}

function received({ kind, id, question_id, round_id, marks, words, response_id, on }) {
  acknowledged += 1;
  if (kind === "ballot") {
    mine.ballot = { round_id, marks, words };
    keep.set(`got:${round_id}`, true);
    setTimeout(tidy);
  } else if (kind === "upvote") {
    mine.upvoted = mine.upvoted.filter(other => other !== response_id).concat(on ? response_id : []);
  } else {
    const known = mine.responses.find(other => other.id === id);
    const asking = shared && shared.questions.find(each => each.id === question_id);
    const hidden = Boolean(asking && asking.moderated) || Boolean(known && known.hidden);
    if (kind === "withdraw") mine.responses = mine.responses.filter(other => other !== known);
    else if (known) Object.assign(known, { words, hidden });
    else mine.responses.push({ id, question_id, words, hidden });
  }
}

// Own answers to a question, with what still waits on the phone laid over them.
function rowsOf(question) {
  const rows = new Map();
  const { wording } = question;
  const here = each => each.question_id === question.id;
  const onWall = id => shared.wall && shared.wall.cards.some(each => each.id === id);
  for (const { id, question_id, words, hidden } of mine.responses.filter(here)) {
    const says = !hidden || onWall(id) ? "received" : question.moderated ? "held" : "put_away";
    rows.set(id, { id, question_id, wording, words, says, status: "received" });
  }
  for (const { id, question_id, words, kind, refused } of outbox.entries.filter(here)) {
    const status = refused ? "refused" : keep.lasting ? "saved" : "unsent";
    if (kind === "answer") rows.set(id, { id, question_id, wording, words, refused, status });
    else if (!refused) rows.delete(id);
  }
  return [...rows.values()];
}

const acts = {
  create: (question, words) => outbox.say(uuid(), question, words, true),
  say: ({ id, question_id, wording }, words) => outbox.say(id, { id: question_id, wording }, words, false),
  withdraw: ({ id, question_id }) => outbox.put({ key: `answer:${id}`, kind: "withdraw", id, question_id }),
  again: id => outbox.again(`answer:${id}`),
  discard: id => outbox.discard(`answer:${id}`),
};

const send = given => outbox.put({ key: `ballot:${given.round_id}`, kind: "ballot", ...given });
const vote = (id, on) => outbox.put({ key: `upvote:${id}`, kind: "upvote", response_id: id, on });

function upvoted() {
  const now = new Set(mine.upvoted);
  for (const { response_id, on } of outbox.entries) now[on ? "add" : "delete"](response_id);
  return [...now];
}

const rehearsal = still(() => t("rehearsal"), "p.rehearsal");

const timer = (until, what = "span") => el(what, { role: "timer", "data-until": until });

const strip = still(({ title, ends_at, paused }) => [
  el("span.grow", `${t("now")}: `, told("strong", title)),
  paused ? t("paused") : el("span", timer(ends_at), ` ${t("left")}`),
], "div.strip");

const saying = still(({ title, line, more }) => [told("h2", title), line && told("p.lead", line), more && el("p.soft", more)]);

const clock = still(({ heading, segment }) => [
  heading && [told("h2", heading.title), told("p.soft", heading.line)],
  segment && (segment.paused ? el("p.lead", t("paused")) : timer(segment.ends_at, "p.clock")),
]);

const grouped = whole => ["groups", groups, { title: shared.groups.title, all: shared.groups.groups, own: mine.group, whole }];

const knownOf = ({ round_id }) => (mine.ballot && mine.ballot.round_id === round_id ? mine.ballot : null);

function pollPart({ round_id, state, wording, number, cast, present }) {
  const entry = outbox.find(`ballot:${round_id}`);
  const { poll } = shared;
  if (state === "open") return [`ballot:${round_id}`, ballot, { poll, known: knownOf(poll), entry, send }];
  const received = keep.get(`got:${round_id}`) || knownOf(poll) !== null;
  const props = { poll: { state, wording, number, cast, present }, received, entry, marked: keep.get(`mark:${round_id}`) };
  return shared.results ? ["results", results, { ...props, results: shared.results }] : ["waiting", waiting, props];
}

// What the room sees now, as one part of the page; the questions say themselves.
function scene() {
  const { scene: name, heading, message, poll, segment, questions } = shared;
  if (poll && (name !== "blank" || poll.state === "open")) return [pollPart(poll)];
  if (name === "clock") return [["clock", clock, { heading, segment }]];
  if (name === "groups") return [grouped(true)];
  if (message) return [["saying", saying, { title: message }]];
  if (heading) return [["saying", saying, { ...heading, more: name === "welcome" && t("welcome") }]];
  return questions.length ? [] : [["saying", saying, { title: t("look_up") }]];
}

// Marks of rounds that are over leave the phone: afterwards nobody can find out from it who voted how.
function tidy() {
  if (!shared || !shared.poll || shared.poll.state === "draft") return;
  const { round_id, state } = shared.poll;
  for (const start of ["mark:", "got:"])
    for (const name of keep.names(start)) if (name !== start + round_id) keep.drop(name);
  for (const entry of outbox.entries)
    if (entry.kind === "ballot" && entry.refused && entry.round_id !== round_id) outbox.discard(entry.key);
  if (state === "open" || outbox.find(`ballot:${round_id}`)) return;
  if (keep.get(`mark:${round_id}`)) keep.set(`mark:${round_id}`, true);
  if (knownOf(shared.poll)) keep.set(`got:${round_id}`, true);
  mine.ballot = null;
}

function parts() {
  const { segment, questions } = shared;
  const list = shared.rehearsal ? [["rehearsal", rehearsal, {}]] : [];
  if (segment && shared.scene !== "clock") list.push(["strip", strip, segment]);
  list.push(...scene());
  if (shared.groups && shared.scene !== "groups") list.push(grouped(false));
  for (const question of questions) list.push([`ask:${question.id}`, asked, { question, rows: rowsOf(question), acts }]);
  for (const name of keep.names("draft:"))
    if (!asks(shared, name.slice("draft:".length))) list.push([name, leftover, { ...keep.get(name), drop: () => keep.drop(name) }]);
  for (const entry of outbox.entries.filter(tooLate))
    if (!asks(shared, entry.question_id)) list.push([entry.key, leftover, { ...entry, drop: () => outbox.discard(entry.key) }]);
  if (shared.wall) {
    const one = questions.some(question => question.one_word && question.id === shared.wall.question_id);
    list.push(["wall", wall, { wall: shared.wall, one, upvoted: upvoted(), vote }]);
  }
  return list;
}

function render() {
  badge(link.holds, outbox.waiting);
  if (!shared) return;
  const focused = document.activeElement;
  mount(main, parts());
  mount(foot, [["answers", answers, mine.responses.map(({ words }) => words)], ["me", me]]);
  tick();
  if (!focused.isConnected) main.focus();
}

const answers = still(rows => rows.length > 0 &&
  el("details", el("summary", `${t("your_answers")} (${rows.length})`), el("ul", rows.map(words => told("li", words)))), "div");

// What a person may change about themselves, and the way out for the next one.
function me() {
  const known = { take_part: true, ...card.me, language: spoken() };
  const status = el("p.small", { role: "status" });
  const change = name => async value => {
    known[name] = value;
    const { ok, said } = await post("/api/me", known);
    if (ok) card.me = { ...known };
    setText(status, ok ? t("changed") : sorry(said));
  };
  const languages = Object.entries(LANGUAGES).map(([value, name]) => el("option", { value, lang: value, selected: value === spoken() }, name));
  const pick = el("select", { id: "language", onchange() {
    keep.set("lang", pick.value);
    change("language")(pick.value);
    relabel(pick.value);
    link.again();
    clear(main);
    clear(foot);
    render();
    foot.lastChild.open = true;
    document.getElementById("language").focus();
  } }, languages);
  const next = key(t("next_person"), () => allowed(next) && leave());
  const node = el("details", el("summary", t("me")), el("label", { htmlFor: "language" }, t("language")), pick,
    ["quote", "contact"].map(name => box(t(name), known[name], change(name))),
    choice("sector", card.sectors, known.sector, change("sector")), choice("size", card.sizes, known.size, change("size")),
    status, card.shared && [el("p.small", t("next_help")), next]);
  const update = () => allow(next, outbox.waiting === 0);
  update();
  return { node, update };
}

async function leave() {
  const { ok, said } = await post("/api/leave", {});
  if (!ok) return announce(sorry(said));
  keep.forget();
  return toTheDoor();
}

function relabel(language) {
  speak(language);
  setText(document.querySelector(".skip"), t("skip"));
  badge(link.holds, outbox.waiting);
}

async function toTheDoor() {
  link.stop();
  shared = null;
  mine = nothing();
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
      document.title = card.title;
      return setText(document.getElementById("title"), card.title);
    }
    if (tries === 1) main.replaceChildren(el("p.lead", { role: "status" }, t("unreachable")));
    await new Promise(done => setTimeout(done, Math.min(2000, 250 * 2 ** tries)));
  }
}

async function enter() {
  await readCard();
  clear(main);
  link.start();
}

async function begin() {
  await learn();
  relabel(keep.get("lang") || navigator.language.slice(0, 2));
  ticking();
  await readCard();
  if (!card.joined) return door(main, card, enter, relabel);
  if (!keep.get("lang")) relabel(card.me.language);
  return link.start();
}

begin();
