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
export const told = ({ note, revision, versions, pictured }) => heard({
  ...noteOf(note), position: note.position, revision, pictured,
  versions: versions.map(({ note: other, ...about }) => ({ ...noteOf(other), ...about })),
});

// Words that are cut out of one note and put into another are of both. Whose words a note has travels with it, so that
// the room takes nothing in of what was erased while this browser was away.

/** By what notes have said, as far as this page knows, whose words that is. @type {Map<string, string[]>} */
const said = new Map();

/** @param {string} words */
const bare = words => words.toLowerCase().replace(/\P{L}+/gu, " ").trim();

/** Whether four words in a row, or all of a shorter text, stand in another: fewer than twelve signs stand anywhere. @param {string} one @param {string} other */
const stands = (one, other) => (one.match(/(\S+ ){3}\S+/g) || [one]).some(run => run.length > 11 && other.includes(run));

/** Remembers what a note says. @template {{ id: string, words: string }} T @param {T} note @param {string[]} [of] @returns {T} */
export function heard(note, of = []) {
  said.set(bare(note.words), [note.id, ...of]);
  return note;
}

/** The notes whose words some are, step by step; among them the note itself. @param {{ words: string }} note */
export function kin({ words }) {
  const text = bare(words);
  return [...new Set(said.get(text) || [...said].flatMap(([had, of]) => (stands(had, text) || stands(text, had) ? of : [])))];
}

/** An entry as the room wants it, and as it stands in a file; what merged is told as ids with commas between. Of one that an older page wrote down nothing is made up.
 * @param {import("../types/phone.d.ts").Entry} entry */
export const sent = ({ change, method, seen, of = [], note, form = 1 }) => ({
  ...noteOf(note), ...(form < 2 ? { words: wholeLine(note) } : {}), change, method, form, of, seen: seen === null ? [] : [seen].flat().flatMap(each => each.split(",")),
});
