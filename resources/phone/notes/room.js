// What the room tells a note-taker, and where in it all they are.

import * as keep from "../common/keep.js";
import { announce } from "../common/dom.js";
import { ask } from "../common/ask.js";
import { Link } from "../common/link.js";
import { told } from "./content.js";
import { anew, forgetErased } from "./day.js";

/** @typedef {import("../types/phone.d.ts").Desk} Desk */
/** @typedef {import("../types/phone.d.ts").Entry} Entry */
/** @typedef {import("../types/phone.d.ts").Group} Group */
/** @typedef {import("../types/phone.d.ts").Shown} Shown */
/** @typedef {import("../types/phone.d.ts").Told} Told */

const WHERE = "desk:where";

/** @param {{ position?: number, recorded_at: string }} note */
const order = ({ position, recorded_at }) => position || Date.parse(recorded_at) / 1000;

/** Notes as they stand once all that happened here is laid over what the room told: `settled` are entries the room has, `waiting` those it has not, `loose` tells which of these would go with the page.
 * @param {import("../types/phone.d.ts").Told[]} notes @param {Entry[]} settled @param {Entry[]} waiting
 * @param {(entry: Entry) => boolean} loose @param {string} breakout @returns {Shown[]} */
function laidOver(notes, settled, waiting, loose, breakout) {
  /** @type {Map<string, Shown>} */
  const found = new Map(notes.map(note => [note.id, { ...note, head: note.revision, status: "received" }]));
  for (const entry of [...settled, ...waiting]) {
    const { note, method, change, refused } = entry;
    const was = found.get(note.id);
    const refusal = refused || was?.refused;
    const status = settled.includes(entry) ? "received" : refusal ? "refused" : loose(entry) ? "unsent" : "saved";
    if (method === "DELETE" && !refused) found.delete(note.id);
    else found.set(note.id, { ...was, ...note, head: change, status, refused: refusal, fresh: was?.fresh || method === "POST" });
  }
  return [...found.values()]
    .filter(note => note.breakout_id === breakout)
    .sort((one, other) => order(one) - order(other) || (one.id < other.id ? -1 : 1));
}

export class Room {
  /** @type {Desk | null} */
  desk = null;
  // Whether the room does not know this device: it has to be paired, once more or for the first time.
  unknown = false;
  /** @type {Map<string, { version: number, notes: Told[] }>} */
  lists = new Map();
  /** @type {Entry[]} */
  settled = [];
  received = 0;
  /** @type {{ group?: string, question?: string }} */
  place = {};
  looking = 0;
  fetching = "";

  /** @param {import("./book.js").Book} book @param {() => void} changed */
  constructor(book, changed) {
    this.book = book;
    this.changed = changed;
    this.link = new Link("/api/notes/desk", {
      live: "/api/notes/live", event: "notes", heard: news => this.hear(news), gone: () => this.strange(),
      changed: () => {
        if (this.link.up) {
          book.flush();
          this.fetchNotes();
        }
        changed();
      },
    });
  }

  // Takes up where this browser was last.
  recall() {
    this.place = keep.get(WHERE, {});
  }

  get groups() {
    return this.desk ? this.desk.groups : [];
  }

  /** The group whose notes are taken. @returns {Group | undefined} */
  get here() {
    const { groups } = this;
    return groups.find(each => each.id === this.place.group) || groups.find(each => each.running) || groups[0];
  }

  /** The id of the question that is asked, "" for none in particular. @returns {string} */
  get asked() {
    const { question } = this.place;
    const { questions } = /** @type {Group} */ (this.here);
    if (question !== undefined && (question === "" || questions.some(each => each.id === question))) return question;
    return questions.length ? questions[0].id : "";
  }

  // Where what is noted now belongs.
  get standing() {
    return { breakout_id: this.here ? this.here.id : "", question_id: this.here ? this.asked : "" };
  }

  get shown() {
    const { id } = /** @type {Group} */ (this.here);
    const list = this.lists.get(id);
    return laidOver(list ? list.notes : [], this.settled, this.book.entries, this.book.loose, id);
  }

  /** @param {string} id */
  oneOf(id) {
    return this.shown.find(note => note.id === id);
  }

  // News: the whole desk, or in short what has changed; the desk itself is then asked for, many changes at a time.
  /** @param {Desk & { changed?: string[], stamps?: Record<string, number> }} news */
  hear({ changed, stamps, ...state }) {
    const { desk } = this;
    if (changed && !desk) return this.link.look(true);
    this.desk = { ...desk, ...state };
    if (state.message && state.message !== desk?.message) announce(state.message);
    this.unknown = false;
    this.book.seminar = this.desk.seminar;
    forgetErased(this.desk.erased);
    for (const entry of anew(this.desk)) if (!this.book.all.has(entry.change)) this.book.put(entry);
    this.book.flush();
    const { id } = this.here || { id: "" };
    const list = this.lists.get(id);
    const stamp = stamps ? stamps[id] || stamps[""] || 0 : 0;
    if (!changed || !list || stamp !== list.version) this.fetchNotes();
    if (changed && !this.looking) this.lookSoon(changed.length ? 1000 + 2000 * Math.random() : 100);
    return this.changed();
  }

  /** @param {number} wait */
  lookSoon(wait) {
    this.looking = setTimeout(() => {
      this.looking = 0;
      this.link.look(true);
    }, wait);
  }

  // Asks for the group's notes; an answer that may be older than what was received meanwhile is asked for again.
  async fetchNotes() {
    const group = this.here;
    if (!group || this.unknown) return;
    const { id } = group;
    if (this.fetching === id) {
      this.fetching = `${id} again`;
      return;
    }
    this.fetching = id;
    const mark = this.received;
    const { ok, said } = await ask(`/api/notes/${id}`);
    const again = this.fetching !== id || mark !== this.received;
    this.fetching = "";
    if (ok && mark === this.received) {
      this.lists.set(id, { version: said.version, notes: said.notes.map(told) });
      this.settled = [];
      this.changed();
    }
    if (ok && again) this.fetchNotes();
  }

  /** The room has an entry. @param {Entry} entry */
  taken(entry) {
    this.received += 1;
    this.settled.push(entry);
    this.fetchNotes();
  }

  strange() {
    clearTimeout(this.looking);
    this.looking = 0;
    this.link.stop();
    this.unknown = true;
    this.changed();
  }

  paired() {
    this.unknown = false;
    this.changed();
    this.link.start();
  }

  /** @param {{ group?: string, question?: string }} more */
  go(more) {
    this.place = { ...this.place, ...more };
    keep.set(WHERE, this.place);
    if (more.group) this.fetchNotes();
    this.changed();
  }

  // The question so many further on, where there is one.
  /** @param {number} by */
  questionAt(by) {
    const ids = [...(this.here ? this.here.questions.map(each => each.id) : []), ""];
    return ids[ids.indexOf(this.asked) + by];
  }

  // The group so many further on, where there is one.
  /** @param {number} by */
  groupAt(by) {
    const ids = this.groups.map(each => each.id);
    return ids[ids.indexOf(this.here ? this.here.id : "") + by];
  }
}
