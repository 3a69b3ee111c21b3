// The note-taker's book: every act on a note stays in this browser until the room has it.
// Each act is an entry under a name of its own, so that tabs cannot write over each other; the room counts an
// entry once, however often it comes, so that two tabs may well send the same one.

import * as keep from "../common/keep.js";
import { uuid } from "../common/dom.js";
import { ask } from "../common/ask.js";
import { FORM, heard, kin, sent } from "./content.js";
import { forgetDay, keepForDay } from "./day.js";

/** @typedef {import("../types/phone.d.ts").Entry} Entry */
/** @typedef {import("../types/phone.d.ts").Note} Note */

const START = "desk:out:";
const COURTESY = 3000;
const STEADY = 4000;

export const TAB = uuid();

/** @type {Record<import("../types/phone.d.ts").Method, (entry: Entry) => Promise<import("../types/phone.d.ts").Answer>>} */
const SEND = {
  POST: entry => ask("/api/notes", "POST", sent(entry)),
  PUT: entry => ask(`/api/notes/${entry.note.id}`, "PUT", sent(entry)),
  DELETE: ({ note, seen, change }) => ask(`/api/notes/${note.id}?seen=${[seen].flat().join()}&change=${change}`, "DELETE"),
};

/** @param {Entry} one @param {Entry} other */
const earlier = (one, other) => one.at - other.at || (one.change < other.change ? -1 : 1);

export class Book {
  /** @type {Map<string, Entry>} */
  all = new Map();
  seminar = "";
  newest = 0;
  tries = 0;
  busy = false;
  timer = 0;

  /** changed: entries came or went; received: the room has one; lost: the room does not know us.
   * @param {{ changed(): void, received(entry: Entry): void, lost(): void }} does */
  constructor({ changed, received, lost }) {
    this.changed = changed;
    this.received = received;
    this.lost = lost;
    forgetDay();
    addEventListener("storage", event => this.hear(event));
    addEventListener("pageshow", () => this.gather());
  }

  get entries() {
    return [...this.all.values()].filter(entry => entry.seminar === this.seminar).sort(earlier);
  }

  get strangers() {
    return [...this.all.values()].filter(entry => entry.seminar !== this.seminar).sort(earlier);
  }

  // Why what is typed might not outlive this page, "" when it does.
  get trouble() {
    return keep.lasting ? (keep.brims(START) ? "brim" : "") : "blocked";
  }

  // Writes an act down, before anything is sent. `seen` is what its author had before them, `of` the notes whose words it has.
  /** @param {Entry["method"]} method @param {Note} note @param {Entry["seen"]} seen */
  add(method, note, seen = null, of = kin(note)) {
    const entry = { change: uuid(), method, seen, of, note, seminar: this.seminar, tab: TAB, form: FORM, at: Math.max(Date.now(), this.newest + 1) };
    this.put(entry);
    this.changed();
    this.flush();
    return entry.change;
  }

  /** @param {Entry} entry */
  put(entry) {
    this.take(entry);
    if (!keep.set(START + entry.change, entry)) forgetDay(true);
  }

  /** @param {Entry} entry */
  take(entry) {
    this.all.set(entry.change, entry);
    heard(entry.note, entry.of);
    this.newest = Math.max(this.newest, entry.at);
  }

  /** @param {Entry} entry */
  drop({ change }) {
    this.all.delete(change);
    keep.drop(START + change);
  }

  // Whether an entry would go with this page.
  /** @param {Entry} entry */
  loose = ({ change }) => !keep.lasts(START + change);

  // What other tabs, or an earlier visit, left here.
  gather() {
    for (const name of keep.names(START)) {
      // Null where somebody else damaged it: it stays there and harms nobody.
      const entry = keep.get(name);
      if (entry?.note) this.take(entry);
    }
  }

  // What another tab did: an entry that went was received, unless it was thrown away.
  /** @param {StorageEvent} event */
  hear({ key, newValue }) {
    if (key === null) return this.all.forEach(entry => this.put(entry));
    const [, change] = key.split(START);
    if (!change) return undefined;
    const known = this.all.get(change);
    const entry = newValue && JSON.parse(newValue);
    if (entry && !entry.thrown) this.take(entry);
    else if (known) {
      this.all.delete(change);
      if (!entry) this.received(known);
    }
    this.changed();
    return this.flush();
  }

  // Throws away what the room refused of a note, and whatever was built on it; gives back the first of these.
  /** @param {string} id */
  discard(id) {
    const all = this.entries.filter(entry => entry.note.id === id);
    const gone = all.slice(all.findIndex(each => each.refused));
    for (const entry of gone) {
      this.put({ ...entry, thrown: true });
      this.drop(entry);
    }
    this.changed();
    return gone[0];
  }

  // Puts something the room may accept in the place of what it refused: who puts it in other words has been told why.
  /** @param {Note} note */
  amend(note) {
    const { method, seen, of, note: { words } } = this.discard(note.id);
    this.add(method === "DELETE" ? "PUT" : method, note, seen, words === note.words ? of : []);
  }

  /** @param {string} id */
  again(id) {
    for (const entry of this.entries) if (entry.note.id === id) this.put({ ...entry, refused: undefined });
    this.changed();
    this.flush();
  }

  // The next entry to send: none of a note whose earlier entry has not got through.
  /** @param {string[]} passed */
  next(passed) {
    const stuck = new Set(passed);
    return this.entries.find(({ note: { id }, refused, tab, at }) => {
      const waits = refused || stuck.has(id) || (tab !== TAB && Date.now() - at < COURTESY);
      if (waits) stuck.add(id);
      return !waits;
    });
  }

  async flush() {
    if (this.busy || !this.seminar) return;
    this.busy = true;
    clearTimeout(this.timer);
    /** @type {string[]} */
    const passed = [];
    let wait = 0;
    for (let entry; !wait && (entry = this.next(passed)); ) {
      const answer = await SEND[entry.method](entry);
      const { status, ok } = answer;
      if (status === 401 || status === 403) {
        this.busy = false;
        return this.lost();
      }
      // A room that can keep nothing just now says when to ask again; anything else is this note's own trouble.
      if (status === 503) wait = answer.wait || COURTESY;
      else if (status >= 500) passed.push(entry.note.id);
      else if (!status || status === 408 || status === 429) wait = answer.wait || Math.min(STEADY, 300 * 2 ** (this.tries += 1));
      else this.settle(entry, ok, answer.said);
    }
    this.busy = false;
    if (!this.entries.every(entry => entry.refused)) this.timer = setTimeout(() => this.flush(), wait || COURTESY);
  }

  /** @param {Entry} entry @param {boolean} ok @param {any} said */
  settle(entry, ok, said) {
    this.tries = 0;
    if (!this.all.has(entry.change)) return;
    if (ok) {
      this.drop(entry);
      keepForDay(entry);
      this.received(entry);
    } else this.put({ ...entry, refused: said });
    this.changed();
  }

  // What the room has not got, as a file for the host to take in.
  /** @param {Entry[]} entries @param {{ title: string, device: string }} about */
  file(entries, about) {
    const acts = entries.map(entry => ({ at: new Date(entry.at).toISOString(), ...sent(entry) }));
    const whole = { format: "facilitator-notes", version: FORM, seminar: entries[0].seminar, made_at: new Date().toISOString(), ...about, entries: acts };
    return new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" });
  }
}
