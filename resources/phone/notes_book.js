// The note-taker's book: every act on a note stays in this browser until the room has it.
// Each act is an entry under a name of its own, so that tabs cannot write over each other; the room counts an
// entry once, however often it comes, so that two tabs may well send the same one.

import * as keep from "./keep.js";
import { uuid } from "./dom.js";
import { ask } from "./link.js";
import { wholeLine } from "./notes_line.js";

const START = "desk:out:";
const COURTESY = 3000;
const STEADY = 4000;
const FIELDS = ["breakout_id", "question_id", "kind", "sector", "size", "quotable", "starred", "headline", "recorded_at"];

export const TAB = uuid();

// An entry as the room wants it, and as it stands in a downloaded file.
const bodyOf = ({ change, seen, note }) => ({
  id: note.id, change, ...(seen === null ? {} : { seen: [].concat(seen) }), words: wholeLine(note),
  ...Object.fromEntries(FIELDS.map(name => [name, note[name]])),
});

const SEND = {
  POST: entry => ask("/api/notes", "POST", bodyOf(entry)),
  PUT: entry => ask(`/api/notes/${entry.note.id}`, "PUT", bodyOf(entry)),
  DELETE: ({ note, seen, change }) => ask(`/api/notes/${note.id}?seen=${[].concat(seen).join()}&change=${change}`, "DELETE"),
};

const earlier = (one, other) => one.at - other.at || (one.change < other.change ? -1 : 1);

export class Book {
  // changed(): entries came or went; received(entry): the room has it; lost(): the room does not know us.
  constructor(does) {
    Object.assign(this, does, { all: new Map(), loose: new Set(), seminar: "", newest: 0, tries: 0, busy: false });
    this.gather();
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
    return keep.lasting ? this.loose.size > 0 && "brim" : "blocked";
  }

  // Writes an act down, before anything is sent. `seen` is what its author had before them.
  add(method, note, seen = null) {
    const entry = { change: uuid(), method, seen, note, seminar: this.seminar, tab: TAB, at: Math.max(Date.now(), this.newest + 1) };
    this.put(entry);
    this.changed();
    this.flush();
    return entry.change;
  }

  put(entry) {
    this.take(entry);
    this.loose.delete(entry.change);
    try {
      keep.set(START + entry.change, entry);
    } catch {
      this.loose.add(entry.change);
    }
  }

  take(entry) {
    this.all.set(entry.change, entry);
    this.newest = Math.max(this.newest, entry.at);
  }

  drop({ change }) {
    this.all.delete(change);
    this.loose.delete(change);
    keep.drop(START + change);
    for (const left of this.loose) this.put(this.all.get(left));
  }

  // What other tabs, or an earlier visit, left here.
  gather() {
    for (const name of keep.names(START)) {
      try {
        this.take(keep.get(name));
      } catch {
        // Damaged by somebody else; it stays where it is and harms nobody.
      }
    }
  }

  // What another tab did: an entry that went was received, unless it was thrown away.
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

  // Puts something the room may accept in the place of what it refused.
  amend(note) {
    const { method, seen } = this.discard(note.id);
    this.add(method === "DELETE" ? "PUT" : method, note, seen);
  }

  again(id) {
    for (const entry of this.entries) if (entry.note.id === id) this.put({ ...entry, refused: undefined });
    this.changed();
    this.flush();
  }

  // The next entry to send: none of a note whose earlier entry has not got through.
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
    const passed = [];
    let wait = 0;
    for (let entry; !wait && (entry = this.next(passed)); ) {
      const answer = await SEND[entry.method](entry);
      const { status, ok } = answer;
      if (status === 401 || status === 403) {
        this.busy = false;
        return this.lost();
      }
      if (status >= 500) passed.push(entry.note.id);
      else if (!status || status === 408 || status === 429) wait = answer.wait || Math.min(STEADY, 300 * 2 ** (this.tries += 1));
      else this.settle(entry, ok, answer.said);
    }
    this.busy = false;
    if (!this.entries.every(entry => entry.refused)) this.timer = setTimeout(() => this.flush(), wait || COURTESY);
  }

  settle(entry, ok, said) {
    this.tries = 0;
    if (!this.all.has(entry.change)) return;
    if (ok) {
      this.drop(entry);
      this.received(entry);
    } else this.put({ ...entry, refused: said });
    this.changed();
  }

  // What the room has not got, as a file for the host to take in.
  file(entries, about) {
    const acts = entries.map(entry => ({ method: entry.method, at: new Date(entry.at).toISOString(), ...bodyOf(entry) }));
    const whole = { format: "facilitator-notes", version: 1, seminar: entries[0].seminar, made_at: new Date().toISOString(), ...about, entries: acts };
    return new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" });
  }
}

// Notes as they stand once all that happened here is laid over what the room told.
export function laidOver(notes, settled, waiting, loose, breakout) {
  const found = new Map(notes.map(note => [note.id, { ...note, head: note.revision, status: "received" }]));
  for (const entry of [...settled, ...waiting]) {
    const { note, method, change, refused } = entry;
    const was = found.get(note.id) || {};
    const status = settled.includes(entry) ? "received" : refused || was.refused ? "refused" : loose.has(change) ? "unsent" : "saved";
    if (method === "DELETE" && !refused) found.delete(note.id);
    else found.set(note.id, { ...was, ...note, head: change, status, refused: refused || was.refused, fresh: was.fresh || method === "POST" });
  }
  const order = ({ position, recorded_at }) => position || Date.parse(recorded_at) / 1000;
  return [...found.values()]
    .filter(note => note.breakout_id === breakout)
    .sort((one, other) => order(one) - order(other) || (one.id < other.id ? -1 : 1));
}
