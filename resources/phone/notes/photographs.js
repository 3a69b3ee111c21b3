// Photographs of flip charts: painted anew here, so that no place, time or camera goes with them, kept in this browser
// until the room has them, and sent piece by piece behind all notes.

import { ask } from "../common/ask.js";

const SIDES = [1600, 1200, 900, 640];
const QUALITIES = [0.8, 0.6, 0.4];
// Signs of base64: what the application keeps is no larger.
const MOST = 320000;
const MOST_WAITING = 24;
const PIECE = 16000;
const AGAIN = 4000;

/** A picture that waits: `at` of its signs are in the room. @typedef {{ id: string, seminar: string, jpeg: string, at?: number, refused?: import("../types/phone.d.ts").Refusal }} Picture */

/** The picture of a file as base64, small and bare; fails where this browser cannot read it. @param {Blob} file */
export async function bare(file) {
  const image = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(image.width, image.height));
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const jpeg = canvas.toDataURL("image/jpeg", quality).split(",")[1];
      if (jpeg.length <= MOST) return jpeg;
    }
  }
  throw new RangeError();
}

// Apart from the notes, which a full storage would leave without room.
/** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} does */
const within = (mode, does) => new Promise((done, fail) => {
  const opened = indexedDB.open("facilitator");
  opened.onupgradeneeded = () => opened.result.createObjectStore("photographs", { keyPath: "id" });
  opened.onerror = fail;
  opened.onsuccess = () => {
    const act = opened.result.transaction("photographs", mode);
    const asked = does(act.objectStore("photographs"));
    act.onabort = fail;
    act.oncomplete = () => {
      opened.result.close();
      done(asked.result);
    };
  };
});

export class Photographs {
  /** @type {Map<string, Picture>} */
  all = new Map();
  /** Those that would go with this page. @type {Set<string>} */
  loose = new Set();
  // Whether the last file was no picture that can be read.
  unread = false;
  busy = false;
  timer = 0;

  /** @param {import("./book.js").Book} book @param {() => void} changed */
  constructor(book, changed) {
    this.book = book;
    this.changed = changed;
  }

  // What an earlier visit left here.
  async gather() {
    try {
      for (const each of await within("readonly", store => store.getAll())) this.all.set(each.id, each);
    } catch {
      // A browser that keeps nothing has nothing.
    }
    this.changed();
    this.flush();
  }

  get waiting() {
    return [...this.all.values()].filter(each => each.seminar === this.book.seminar);
  }

  get refused() {
    return this.waiting.filter(each => each.refused);
  }

  get hasRoom() {
    return this.waiting.length < MOST_WAITING;
  }

  // What was erased at a person's wish goes here, too.
  /** @param {string[]} ids */
  forget(ids) {
    for (const id of ids) if (this.all.has(id)) this.drop(id);
  }

  /** @param {string} id @param {string} jpeg */
  async add(id, jpeg) {
    const picture = { id, jpeg, seminar: this.book.seminar };
    this.all.set(id, picture);
    this.loose.add(id);
    this.changed();
    try {
      await within("readwrite", store => store.put(picture));
      this.loose.delete(id);
    } catch {
      // It lasts as long as this page, which says so when it is left.
    }
    this.flush();
  }

  // Tries those again that the room refused.
  again() {
    for (const each of this.refused) each.refused = undefined;
    this.changed();
  }

  discard() {
    for (const each of this.refused) this.drop(each.id);
  }

  /** @param {string} id */
  drop(id) {
    this.all.delete(id);
    this.loose.delete(id);
    within("readwrite", store => store.delete(id)).catch(() => {});
    this.changed();
  }

  // None while a note waits that the room may take: between two pieces, too, notes go first.
  get next() {
    const { entries } = this.book;
    const held = entries.map(each => each.note.id);
    return entries.every(each => each.refused) && this.waiting.find(each => !each.refused && !held.includes(each.id));
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    for (let picture; (picture = this.next); ) {
      const { id, jpeg, at = 0 } = picture;
      const { ok, status, said } = await ask(`/api/notes/${id}/photograph`, "PUT", { at, of: jpeg.length, piece: jpeg.slice(at, at + PIECE) });
      if (ok && said.kept) this.drop(id);
      else if (ok) picture.at = said.held;
      else if (status === 409 || status === 413 || status === 422) picture.refused = said;
      else break;
      this.changed();
    }
    this.busy = false;
    if (this.waiting.some(each => !each.refused)) this.timer = setTimeout(() => this.flush(), AGAIN);
  }
}
