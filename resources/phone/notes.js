// The note-taker's page: typing while people talk, on any device, with or without the room.

import * as keep from "./keep.js";
import { LANGUAGES } from "./door.js";
import { announce, clear, el, key, keys, mount, setText, still, told, uuid } from "./dom.js";
import { badge, ticking } from "./header.js";
import { Link, ask, now, post } from "./link.js";
import { PLAIN, about, answered, asksFor, kindName } from "./notes_about.js";
import { Book, TAB, laidOver } from "./notes_book.js";
import { readLine } from "./notes_line.js";
import { heard, help, message, strip, where } from "./notes_parts.js";
import { lineField, noteRow } from "./notes_row.js";
import { learn, sorry, speak, spoken, t } from "./words.js";

const DRAFT = "desk:draft:";
const EDIT = "desk:edit:";
const ROLL_CALL = 400;

const main = document.getElementById("main");
const foot = document.getElementById("foot");
const at = id => document.getElementById(id);

let desk = null;
let unknown = false;
const lists = new Map();
let settled = [];
let received = 0;
let place = keep.get("desk:where", {});
let capture = null;
const undo = [];
const rows = new Map();
const left = new Map();

const book = new Book({ changed: render, received: taken, lost: strange });
const link = new Link("/api/notes/desk", { live: "/api/notes/live", event: "notes", heard: hear, gone: strange, changed() {
  if (link.up) {
    book.flush();
    fetchNotes();
  }
  render();
} });

const groups = () => (desk ? desk.groups : []);
const here = () => groups().find(each => each.id === place.group) || groups().find(each => each.running) || groups()[0];
const asked = () => {
  const { questions } = here();
  return place.question === "" || questions.some(each => each.id === place.question) ? place.question : (questions[0] || { id: "" }).id;
};

// News: the whole desk, or in short what has changed; the desk itself is then asked for, many changes at a time.
function hear({ changed, stamps, ...state }) {
  if (changed && !desk) return link.look(true);
  const said = desk && desk.message;
  desk = { ...desk, ...state };
  if (desk.message && desk.message !== said) announce(desk.message);
  unknown = false;
  book.seminar = desk.seminar;
  book.flush();
  const { id } = here() || {};
  const stamp = stamps && (stamps[id] || stamps[""] || 0);
  if (!changed || !lists.has(id) || stamp > lists.get(id).version) fetchNotes();
  if (changed && !looking) looking = setTimeout(() => {
    looking = 0;
    link.look(true);
  }, changed.length ? 1000 + 2000 * Math.random() : 100);
  return render();
}

let looking = 0;

let fetching = "";

// Asks for the group's notes; an answer that may be older than what was received meanwhile is asked for again.
async function fetchNotes() {
  const group = here();
  if (!group || unknown) return;
  const id = group.id;
  if (fetching === id) {
    fetching = `${id} again`;
    return;
  }
  fetching = id;
  const mark = received;
  const { ok, said } = await ask(`/api/notes/${id}`);
  const again = fetching !== id || mark !== received;
  fetching = "";
  if (ok && mark === received) {
    lists.set(id, said);
    settled = [];
    render();
  }
  if (ok && again) fetchNotes();
}

function taken(entry) {
  received += 1;
  settled.push(entry);
  fetchNotes();
}

// The room does not know this device: it has to be paired, once more or for the first time.
function strange() {
  link.stop();
  unknown = true;
  render();
}

const shown = () => laidOver((lists.get(here().id) || { notes: [] }).notes, settled, book.entries, book.loose, here().id);
const oneOf = id => shown().find(note => note.id === id);

const DATA = ["id", "breakout_id", "question_id", "kind", "words", "tags", "sector", "size", "quotable", "starred", "headline", "recorded_at"];
const bare = note => Object.fromEntries(DATA.map(name => [name, note[name]]));

let justDone = false;

function remember(word, before, seen) {
  justDone = true;
  undo.push({ word, before: bare(before), seen });
}

const acts = {
  change(note, more) {
    const after = { ...bare(note), ...more };
    if (JSON.stringify(after) === JSON.stringify(bare(note))) return;
    remember("altered", note);
    if (note.refused) book.amend(after);
    else book.add("PUT", after, note.head);
  },
  remove(note) {
    if (note.refused) book.discard(note.id);
    const known = oneOf(note.id);
    remember("deleted", note, known ? book.add("DELETE", bare(known), known.head) : []);
    render();
    at("field").focus();
  },
  settle: (note, version) => book.add(version.gone ? "DELETE" : "PUT", { ...bare(note), ...(version.gone ? {} : bare({ ...note, ...version, id: note.id })) },
    [note.head, ...note.versions.map(each => each.revision)]),
  goOn: () => capture.field.focus(),
  again: id => book.again(id),
  discard: id => book.discard(id),
  keepEdit(id, draft) {
    left.delete(id);
    save(EDIT + id, draft && { ...draft, tab: TAB });
  },
};

// Takes back what was done last: the note is written again as it was before.
function takeBack() {
  const last = undo.pop();
  if (!last) return;
  const note = oneOf(last.before.id);
  book.add("PUT", last.before, last.seen || (note ? note.head : []));
  announce(t("undone"));
  render();
  at("field").focus();
}

function save(name, value) {
  try {
    if (value) keep.set(name, value);
    else keep.drop(name);
  } catch {
    // No room: what was typed stands in the field, and the page says so once a note ends.
  }
}

function go(more) {
  place = { ...place, ...more };
  save("desk:where", place);
  if (more.group) fetchNotes();
  render();
  announce(more.group ? here().title : at("asked").textContent);
}

function step(by) {
  const ids = [...here().questions.map(each => each.id), ""];
  const next = ids.indexOf(asked()) + by;
  if (ids[next] !== undefined) go({ question: ids[next] });
}

function stepGroup(by) {
  const ids = groups().map(each => each.id);
  const next = ids[ids.indexOf(here().id) + by];
  if (next) go({ group: next, question: undefined });
}

let latest = 0;

// The room's time, but never earlier than for the note before: what is known of the room's clock may be put right.
function moment() {
  latest = Math.max(now(), latest + 1);
  return new Date(latest).toISOString();
}

// The field at the bottom, and what is said about the note by one key each.
function capturing(props) {
  const field = lineField("", { id: "field", "aria-label": t("new_note"), placeholder: t("hint"), oninput: noteDown }, end);
  const controls = about(PLAIN, props, noteDown);
  const more = el("details.more", el("summary"), controls.node);
  const node = el("form.capture", { onsubmit(event) {
    event.preventDefault();
    end();
  } }, el("div.entry", field, el("button.primary", t("add"))), more);

  function noteDown() {
    const typed = readLine(field.value);
    const { kind, sector } = controls.values;
    controls.shown(typed.kind);
    setText(more.firstChild, [t("about_note"), kindName(typed.kind || kind), sector].filter(Boolean).join(" · "));
    save(DRAFT + TAB, field.value.trim() && { line: field.value, values: controls.values, at: Date.now() });
  }

  function end() {
    const { words, tags, kind } = readLine(field.value);
    if (!words) return field.focus();
    const values = controls.values;
    const id = uuid();
    justDone = false;
    book.add("POST", { ...values, id, words, tags, kind: kind || values.kind, breakout_id: here().id, question_id: asked(), recorded_at: moment() });
    put({ line: "", values: PLAIN });
    announce(t("noted"));
    field.focus();
    return reveal(id);
  }

  function put({ line, values }) {
    field.value = line;
    controls.set(values);
    noteDown();
  }

  const wide = matchMedia("(min-width: 48rem)");
  const fit = () => (more.open = wide.matches);
  wide.onchange = fit;
  fit();
  put({ line: "", values: PLAIN });
  capture = { field, controls, put };
  return { node, update() {} };
}

// The note ended last stays in sight, whatever comes between it and the field, unless one has scrolled away from it.
let follow = "";

function reveal(id) {
  follow = id;
  if (rows.has(id)) rows.get(id).node.scrollIntoView({ block: "nearest" });
}

function inSight(id) {
  if (!rows.has(id)) return false;
  const { top, bottom } = rows.get(id).node.getBoundingClientRect();
  const list = main.querySelector(".list").getBoundingClientRect();
  return top >= 0 && bottom <= Math.min(list.bottom, capture.field.form.getBoundingClientRect().top) + 1;
}

// The notes under their questions; the question being asked is there even without notes.
function running(props) {
  const node = el("section.list", { "aria-label": t("notes") });
  function update({ notes, questions, question }) {
    const parts = [...questions, { id: "", wording: t("no_question") }].map(each => [each, notes.filter(note => note.question_id === each.id)]);
    const known = new Set(questions.map(each => each.id).concat(""));
    parts.push([{ id: "?", wording: t("question") }, notes.filter(note => !known.has(note.question_id))]);
    const wanted = parts.filter(([each, some]) => some.length || each.id === question);
    mount(node, wanted.map(([each, some]) => [`q${each.id}`, underQuestion, { ...each, notes: some }]));
  }
  update(props);
  return { node, update };
}

function underQuestion(props) {
  const heading = told("h3", props.wording);
  const list = el("ul");
  const none = el("p.soft", t("no_notes"));
  const made = given => {
    const row = noteRow(given);
    rows.set(given.note.id, row);
    return row;
  };
  function update({ wording, notes }) {
    setText(heading, wording);
    none.hidden = notes.length > 0;
    const view = { sectors: desk.sectors, sizes: desk.sizes, groups: groups(), questions: here().questions };
    mount(list, notes.map(note => [note.id, made, { note, acts, desk: view, draft: left.get(note.id) }]));
  }
  update(props);
  return { node: el("div", heading, none, list), update };
}

const done = still(({ word, before: { words } }) => [told("span.grow.brief", t(word, { words })), key(t("undo"), takeBack)], "div.strip.done");

function download(entries) {
  const file = el("a", { href: URL.createObjectURL(book.file(entries, { title: desk ? desk.title : "", device: desk ? desk.device : "" })) });
  file.download = `notes-not-sent-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 10000);
}

const offer = () => [t("download"), () => download(book.entries.length ? book.entries : book.strangers)];

// Notes the room refused that stand in no list here, since their group is gone, as they were last.
function strays() {
  if (!desk) return [];
  const known = new Set(groups().map(each => each.id));
  const lost = new Map(book.entries.filter(each => each.refused && !known.has(each.note.breakout_id)).map(each => [each.note.id, each]));
  return [...lost.keys()].map(id => book.entries.filter(each => each.note.id === id).pop().note);
}

const takeHere = () => strays().forEach(note => book.amend({ ...note, breakout_id: here().id, question_id: asked() }));

// What somebody ought to know before they go on.
function notices() {
  const list = [];
  const waiting = book.entries.length;
  const { trouble, strangers } = book;
  if (trouble) list.push(["trouble", strip, { text: t(trouble), alert: true, does: waiting ? [offer()] : [] }]);
  else if (waiting && (!link.up || book.entries.some(each => each.refused))) list.push(["offer", strip, { text: t("download_help"), does: [offer()] }]);
  if (desk && strangers.length) {
    list.push(["strangers", strip, { text: t("elsewhere", { n: distinct(strangers) }), does: [[t("download_other"), () => download(book.strangers)]] }]);
  }
  const lost = strays();
  const n = lost.length;
  if (n) list.push(["strays", strip, { text: t("strays", { n }), more: lost.map(each => each.words).join(" · "), does: here() ? [[t("take_here", { n }), takeHere]] : [] }]);
  if (desk && desk.rehearsal) list.push(["rehearsal", strip, { text: t("rehearsal") }]);
  if (desk && desk.message) list.push(["message", message, desk.message]);
  return list;
}

const distinct = entries => new Set(entries.map(each => each.note.id)).size;

// How many notes the room has, and how many nobody else has: never rosier than it is.
function counts() {
  const { entries } = book;
  const fresh = new Set(entries.filter(each => each.method === "POST").map(each => each.note.id));
  const changes = distinct(entries.filter(each => !fresh.has(each.note.id)));
  const refused = distinct(entries.filter(each => each.refused));
  const known = desk && here() ? shown().filter(note => note.status === "received" || !fresh.has(note.id)).length : 0;
  return [t("tally", { n: known }), fresh.size && t("only_here", { n: fresh.size }), changes && t("changes", { n: changes }), refused && t("refusals", { n: refused })]
    .filter(Boolean).join(", ");
}

// Notices stand together above everything else, however many there are.
function above(props) {
  const node = el("div.above");
  const update = list => mount(node, list);
  update(props);
  return { node, update };
}

function parts() {
  const list = [...notices(), ...(unknown ? [["pair", pairing, { again: desk !== null }]] : [])];
  if (!desk) return list;
  const top = [["above", above, list]];
  if (!here()) return [...top, ["none", none, {}]];
  const notes = shown();
  const { questions, hearing } = here();
  const go_to = group => go({ group, question: undefined });
  return [
    ...top,
    ["where", where, { groups: groups(), here: here(), questions, question: asked(), segment: desk.segment, go: go_to, step }],
    ["list", running, { notes, questions, question: asked() }],
    ...(justDone && undo.length ? [["undo", done, undo[undo.length - 1]]] : []),
    ["capture", capturing, { sectors: desk.sectors, sizes: desk.sizes }],
    ["aside", aside, { hearing, notes }],
  ];
}

const none = still(() => el("p.lead", t("no_groups")));

function aside(props) {
  const node = el("aside");
  const update = ({ hearing, notes }) => mount(node, [
    ...(hearing && hearing.length ? [["heard", heard, { hearing, notes: notes.map(({ sector, words }) => ({ sector, words })) }]] : []),
    ["help", help, {}],
  ]);
  update(props);
  return { node, update };
}

let hadFocus = true;

function render() {
  if (!capture && !desk && !unknown) return;
  const first = !capture;
  const followed = inSight(follow);
  badge(link.holds, book.entries.filter(each => !each.refused).length);
  mount(main, parts());
  mount(foot, [["language", language]]);
  setText(at("tally"), desk && here() ? counts() : "");
  const waiting = distinct(book.entries);
  const title = desk ? desk.title : t("page");
  setText(at("title"), title);
  document.title = `${waiting ? `(${waiting}) ` : ""}${desk ? `${t("page")} · ` : ""}${title}`;
  const lost = document.activeElement === document.body && hadFocus;
  if (capture && (first || lost)) capture.field.focus();
  else if (lost) main.focus();
  hadFocus = document.activeElement !== document.body;
  if (followed) reveal(follow);
}

function pairing({ again }) {
  const input = el("input", { id: "code", value: new URLSearchParams(location.search).get("code") || "", autocapitalize: "characters", autocomplete: "off", spellcheck: false, "aria-describedby": "trouble" });
  const trouble = el("p.trouble", { id: "trouble", role: "alert" });
  const form = el("form", { async onsubmit(event) {
    event.preventDefault();
    const { ok, said } = await post("/api/pair", { role: "note_taker", code: input.value });
    if (!ok) return setText(trouble, said.reason === "code" ? t("wrong_code") : sorry(said));
    unknown = false;
    render();
    return link.start();
  } }, el("label", { htmlFor: "code" }, t("pair_code")), input, trouble, keys(el("button.primary", t("pair"))));
  return { node: el("section.pairing", again ? el("p", t("pair_again")) : el("h2", t("pair")), form), update() {} };
}

function language() {
  const other = spoken() === "en" ? "cy" : "en";
  const node = key(LANGUAGES[other], () => {
    const typed = capture && { line: capture.field.value, values: capture.controls.values };
    keep.set("lang", other);
    relabel(other);
    clear(main);
    clear(foot);
    rows.clear();
    render();
    link.again();
    if (typed) capture.put(typed);
    foot.querySelector("button").focus();
  }, "button.quiet", { lang: other });
  return { node, update() {} };
}

function relabel(chosen) {
  speak(chosen);
  setText(document.querySelector(".skip"), t("skip"));
  badge(link.holds, 0);
}

// Keys that mean the same wherever one is: about the chosen note, the one being changed, or the one being typed.
document.addEventListener("keydown", event => {
  if (!desk || !here() || !capture) return;
  const { target, key: name } = event;
  const item = target.closest && target.closest("li.note");
  const row = item && rows.get(item.id.slice(1));
  const wish = asksFor(event, desk.sectors);
  if (wish) {
    event.preventDefault();
    heed(wish, row);
  } else if (name === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && undo.length && !(target.value || "")) {
    event.preventDefault();
    takeBack();
  } else if (name === "Escape" && target !== capture.field) capture.field.focus();
  else if (name === "ArrowUp" && target === capture.field && !target.value && !event.altKey) {
    event.preventDefault();
    move(null, -1);
  } else if (event.ctrlKey || event.metaKey) return;
  else if (row && !row.editor && target.matches(".words")) choose(event, row);
  else if (begins(event) && !target.matches("input, textarea, select")) capture.field.focus();
});

// Letters that go to nothing else are the beginning of a new note, wherever the keyboard was left.
const begins = event => event.key.length === 1 && event.key !== " " && !event.altKey;

function heed(wish, row) {
  if (wish.question) step(wish.question);
  else if (wish.group) stepGroup(wish.group);
  else if (row && row.editor) row.editor.controls.say(answered(wish, row.editor.controls.values));
  else if (row) acts.change(row.note, answered(wish, row.note));
  else capture.controls.say(answered(wish, capture.controls.values));
}

// Keys on a note in the list.
function choose(event, row) {
  const does = {
    ArrowUp: () => move(row, -1),
    ArrowDown: () => move(row, 1),
    Delete: () => acts.remove(row.note),
    F2: () => row.write(),
    m: () => row.write("question"),
  }[event.key];
  if (does) {
    event.preventDefault();
    does();
  } else if (begins(event)) capture.field.focus();
}

function move(row, by) {
  const all = [...main.querySelectorAll(".list .words")];
  const found = row ? all.indexOf(row.node.querySelector(".words")) + by : all.length - 1;
  (all[found] || capture.field).focus();
}

addEventListener("beforeunload", event => (book.loose.size || (!keep.lasting && book.entries.length)) && event.preventDefault());

// What a page that is gone left half typed is taken up again, unless a page that is still open has it.
function adopt() {
  const open = new Set([TAB]);
  const channel = "BroadcastChannel" in self ? new BroadcastChannel("facilitator notes") : null;
  if (channel) {
    channel.onmessage = ({ data }) => (data === "who" ? channel.postMessage(TAB) : open.add(data));
    channel.postMessage("who");
  }
  setTimeout(() => {
    const drafts = keep.names(DRAFT).filter(name => !open.has(name.slice(DRAFT.length)));
    const latest = drafts.map(name => [name, keep.get(name)]).sort((one, other) => other[1].at - one[1].at)[0];
    if (latest && capture && !capture.field.value) {
      capture.put(latest[1]);
      keep.drop(latest[0]);
    }
    for (const name of keep.names(EDIT)) if (!open.has(keep.get(name).tab)) left.set(name.slice(EDIT.length), keep.get(name));
    render();
  }, ROLL_CALL);
}

async function begin() {
  await learn();
  relabel(keep.get("lang") || navigator.language.slice(0, 2));
  ticking();
  link.start();
  adopt();
}

begin();
