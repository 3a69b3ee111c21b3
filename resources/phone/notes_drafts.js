// What stands half typed: kept with every letter, and taken up again when its page is gone.

import * as keep from "./keep.js";
import { TAB } from "./notes_book.js";

/** @typedef {import("./types/phone.d.ts").Draft} Draft */

const LINE = "desk:draft:";
const EDIT = "desk:edit:";
const ROLL_CALL = 400;

/** Edits that closed pages left, by note. @type {Map<string, Draft>} */
export const left = new Map();

/** @param {string} name @param {Draft | null} draft */
const save = (name, draft) => (draft ? keep.set(name, draft) : keep.drop(name));

/** Keeps the line that is being typed on this page. @param {Draft | null} draft */
export const keepLine = draft => save(LINE + TAB, draft);

/** Keeps a note that is being changed. @param {string} id @param {Draft | null} draft */
export function keepEdit(id, draft) {
  left.delete(id);
  save(EDIT + id, draft && { ...draft, tab: TAB });
}

// Whether something half typed would go with this page.
export const loose = () => keep.brims(LINE, EDIT);

/** Takes up what a page that is gone left half typed, unless a page that is still open has it; `put` says whether it
 * took the line. @param {(draft: Draft) => boolean} put @param {() => void} done */
export function adopt(put, done) {
  const open = new Set([TAB]);
  const channel = "BroadcastChannel" in self ? new BroadcastChannel("facilitator notes") : null;
  if (channel) {
    channel.onmessage = ({ data }) => (data === "who" ? channel.postMessage(TAB) : open.add(data));
    channel.postMessage("who");
  }
  setTimeout(() => {
    const lines = keep.names(LINE).filter(name => !open.has(name.slice(LINE.length)));
    const latest = lines.map(name => ({ name, draft: keep.get(name) })).filter(each => each.draft)
      .sort((one, other) => other.draft.at - one.draft.at)[0];
    if (latest && put(latest.draft)) keep.drop(latest.name);
    for (const name of keep.names(EDIT)) {
      const draft = keep.get(name);
      if (draft && !open.has(draft.tab)) left.set(name.slice(EDIT.length), draft);
    }
    done();
  }, ROLL_CALL);
}
