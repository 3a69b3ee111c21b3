// What a note says: the one value that page, browser, wire and file carry, and how it is told and sent.

import { wholeLine } from "./line.js";

/** @typedef {import("../types/phone.d.ts").Content} Content */
/** @typedef {import("../types/phone.d.ts").Note} Note */

// The form of what this page sends; the application's `NoteContent` knows the forms.
export const FORM = 2;

export const NOTHING = {
  breakout_id: "", words: "", question_id: "", kind: "point", sector: "", size: "",
  quotable: false, starred: false, tags: /** @type {string[]} */ ([]), headline: false, owner: "",
  due: /** @type {string | null} */ (null),
};

// What is said about a note beside its words and place, as it is before anybody says anything.
const { breakout_id: _group, words: _words, question_id: _question, tags: _tags, owner: _owner, due: _due, ...PLAIN } = NOTHING;
export { PLAIN };

/** A note and nothing of what hangs on it. @param {any} note @returns {Note} */
export const noteOf = note => ({
  id: note.id, recorded_at: note.recorded_at,
  .../** @type {Content} */ (Object.fromEntries(Object.entries(NOTHING).map(([name, nothing]) => [name, note[name] ?? nothing]))),
});

/** @param {Note} one @param {Note} other */
export const same = (one, other) => JSON.stringify(noteOf(one)) === JSON.stringify(noteOf(other));

/** A note as the room tells it. @param {import("../types/phone.d.ts").Line} line @returns {import("../types/phone.d.ts").Told} */
export function told({ note, revision, versions, pictured }) {
  for (const each of [note, ...versions.map(version => version.note)]) heard(each);
  return {
    ...noteOf(note), position: note.position, revision, pictured,
    versions: versions.map(({ note: other, ...about }) => ({ ...noteOf(other), ...about })),
  };
}

// Words that are cut out of one note and put into another are of both. Whose words a note has travels with it, so that
// the room takes nothing in of what was erased while this browser was away.

/** What notes have said as far as this page knows, each after the note's id. @type {Set<string>} */
const said = new Set();
/** The notes whose words a note has. @type {Record<string, string[]>} */
const whose = {};
const SHORTEST = 12;

/** @param {{ id: string, words: string }} note */
const line = ({ id, words }) => `${id}:${words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;

/** Whether four words in a row, or all of a shorter text, stand in another. @param {string} one @param {string} other */
const stands = (one, other) => (one.match(/(\S+ ){3}\S+/g) || [one]).some(run => run.length >= SHORTEST && other.includes(run));

/** Remembers what a note says. @param {{ id: string, words: string }} note @param {string[]} [of] */
export function heard(note, of = whose[note.id] || []) {
  said.add(line(note));
  whose[note.id] = of;
}

/** The notes whose words a note has, step by step; of a text that is known nothing new. @param {{ id: string, words: string }} note */
export function kin(note) {
  const whole = line(note);
  const [id, text] = whole.split(":");
  const found = [...(whose[id] || [])];
  if (!said.has(whole)) said.forEach(each => {
    const [other, had] = each.split(":");
    if (other !== id && (stands(had, text) || stands(text, had))) found.push(other, ...whose[other]);
  });
  return [...new Set(found)];
}

/** An entry as the room wants it, and as it stands in a file; what merged is told as ids with commas between. Of one that an older page wrote down nothing is made up.
 * @param {import("../types/phone.d.ts").Entry} entry */
export const sent = ({ change, method, seen, of, note, form = 1 }) => ({
  ...noteOf(note), ...(form < 2 ? { words: wholeLine(note) } : {}), change, method, form, of, seen: seen === null ? [] : [seen].flat().flatMap(each => each.split(",")),
});
