// What the room has received of a browser today stays in it too: the room may go back to an earlier file.

import * as keep from "../common/keep.js";

/** @typedef {import("../types/phone.d.ts").Entry} Entry */

const EPOCH = "desk:epoch";
const DAY_MS = 18 * 3600000;

/** Keeps what was received, where there is room for it. @param {Entry} entry */
export function keepForDay(entry) {
  const name = keep.DAY + entry.change;
  if (!keep.set(name, entry)) keep.drop(name);
}

/** Lets go of what was received before today; of all of it, where there is no room for what is only here.
 * @param {boolean} [all] */
export function forgetDay(all = false) {
  for (const name of keep.names(keep.DAY)) {
    const entry = keep.get(name);
    if (all || !entry || Date.now() - entry.at > DAY_MS) keep.drop(name);
  }
}

/** Lets go of what was erased at a person's wish. @param {string[]} ids */
export function forgetErased(ids) {
  for (const name of keep.names(keep.DAY)) {
    const entry = keep.get(name);
    if (entry && ids.includes(entry.note.id)) keep.drop(name);
  }
}

/** What is to be sent again, where each act counts once: all that was received by another file than the room's is now.
 * @param {import("../types/phone.d.ts").Desk} desk @returns {Entry[]} */
export function anew({ epoch, seminar }) {
  const before = keep.get(EPOCH);
  if (before === epoch) return [];
  keep.set(EPOCH, epoch);
  return before ? keep.names(keep.DAY).map(name => keep.get(name)).filter(entry => entry && entry.seminar === seminar) : [];
}
