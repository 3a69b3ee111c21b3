// What is done to notes, each act one that can be taken back.

import { announce } from "../common/dom.js";
import { noteOf, same } from "./content.js";
import { keepEdit } from "./drafts.js";
import { t } from "../common/words.js";

/** @typedef {import("../types/phone.d.ts").Shown} Shown */
/** @typedef {import("../types/phone.d.ts").Version} Version */

export class Acts {
  /** @type {{ word: string, before: import("../types/phone.d.ts").Note, seen?: string | string[] }[]} */
  undo = [];
  // Whether nothing was typed since the last act.
  fresh = false;

  /** `back` puts the keyboard back to typing. @param {import("./book.js").Book} book
   * @param {import("./room.js").Room} room @param {{ changed(): void, back(): void }} does */
  constructor(book, room, { changed, back }) {
    this.book = book;
    this.room = room;
    this.changed = changed;
    this.goOn = back;
    this.keepEdit = keepEdit;
  }

  // What can be taken back first, right after it was done.
  get last() {
    return this.fresh && this.undo.length > 0 && this.undo[this.undo.length - 1];
  }

  /** @param {string} word @param {Shown} note @param {string | string[]} [seen] */
  remember(word, note, seen) {
    this.fresh = true;
    this.undo.push({ word, before: noteOf(note), seen });
  }

  /** @param {Shown} note @param {Partial<Shown>} more */
  change(note, more) {
    const after = noteOf({ ...note, ...more });
    if (same(after, note)) return;
    this.remember("altered", note);
    if (note.refused) this.book.amend(after);
    else this.book.add("PUT", after, note.head);
  }

  /** @param {Shown} note */
  remove(note) {
    if (note.refused) this.book.discard(note.id);
    const known = this.room.oneOf(note.id);
    this.remember("deleted", note, known ? this.book.add("DELETE", noteOf(known), known.head) : []);
    this.changed();
    this.goOn();
  }

  /** Keeps one version as the answer to all of them. @param {Shown} note @param {Shown | Version} version */
  settle(note, version) {
    const seen = [note.head, ...(note.versions || []).map(each => each.revision)];
    if ("gone" in version && version.gone) this.book.add("DELETE", noteOf(note), seen);
    else this.book.add("PUT", noteOf({ ...note, ...version, id: note.id }), seen);
  }

  /** @param {string} id */
  again(id) {
    this.book.again(id);
  }

  /** @param {string} id */
  discard(id) {
    this.book.discard(id);
  }

  // Takes back what was done last: the note is written again as it was before.
  takeBack() {
    const last = this.undo.pop();
    if (!last) return;
    const note = this.room.oneOf(last.before.id);
    this.book.add("PUT", last.before, last.seen || (note ? note.head : []));
    announce(t("undone"));
    this.changed();
    this.goOn();
  }
}
