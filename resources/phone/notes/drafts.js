// What stands half typed: kept with every letter, and taken up again when its page is gone. A page that goes says so on
// what it leaves. One that never did may have crashed, or be slow or frozen: what is taken up from it is given back when
// it is heard of after all, and once it was gone on with here it is let go of there. So it is nowhere twice.

import * as keep from "../common/keep.js";
import { TAB } from "./book.js";
import { PLAIN } from "./content.js";

/** @typedef {import("../types/phone.d.ts").Draft} Draft */

const LINE = "desk:draft:";
const EDIT = "desk:edit:";
const OWN = LINE + TAB;
// Whoever is open has answered by then, unless they hang.
const ROLL_CALL = 5000;
export const NONE = { line: "", values: PLAIN };

/** Edits that other pages left, by note. @type {Map<string, Draft>} */
export const left = new Map();

/** The field and its controls. @type {any} */
let capture = null;
/** What stands in the field. @type {Draft | null} */
export let line = null;
// Where it was taken up from, as long as it stands here as it stood there.
let from = OWN;
let typed = false;
let called = false;
const open = new Set([OWN]);
let changed = () => {};

// A draft is as long wherever it stands and whether or not its page goes: it finds room again where the storage is full.
/** @param {string} name @param {Draft | null} draft */
const save = (name, draft) => (draft ? keep.set(name, { from: OWN, left: 0, ...draft, tab: TAB }) : keep.drop(name));

/** Keeps the line that is being typed on this page. @param {Draft | null} draft */
export function keepLine(draft) {
  line = draft;
  from = OWN;
  typed ||= draft !== null;
  save(OWN, draft);
}

/** Keeps a note that is being changed. @param {string} id @param {Draft | null} draft */
export function keepEdit(id, draft) {
  left.delete(id);
  save(EDIT + id, draft);
}

// Whether something half typed would go with this page.
export const loose = () => keep.brims(LINE, EDIT);

/** @param {string} start @returns {[string, Draft][]} */
const others = start => keep.names(start).map(name => /** @type {[string, Draft]} */ ([name, keep.get(name)]))
  .filter(([name, draft]) => draft && name !== OWN && draft.tab !== TAB);

/** Whether a page took a line up, and nobody went on with it there. @param {string} name */
const isLent = name => others(LINE).some(([other, draft]) => draft.from === name && other !== name);

/** @param {string} name @param {Draft} draft */
const isGone = (name, draft) => (draft.left || (called && !open.has(name))) && !isLent(name);

// Takes up the latest line whose page is gone, into a field where nothing was typed yet, and every edit.
function take() {
  const [found] = others(LINE).filter(each => isGone(...each)).sort(([, one], [, other]) => (other.at || 0) - (one.at || 0));
  if (found && capture && !typed) {
    const [name, draft] = found;
    capture.put(draft);
    from = name;
    save(OWN, line && { ...line, from });
    keep.drop(name);
  }
  for (const [name, draft] of others(EDIT)) if (isGone(LINE + draft.tab, draft)) left.set(name.slice(EDIT.length), draft);
}

// Hears of what other pages do with what is half typed.
/** @param {StorageEvent} event */
function hear({ key }) {
  if (!key) return save(OWN, line);
  const name = key.slice(key.indexOf("desk:"));
  if (!name.startsWith(LINE) && !name.startsWith(EDIT)) return undefined;
  const draft = keep.get(name);
  if (name === OWN) return draft || !line || (isLent(OWN) ? save(OWN, line) : capture.put(NONE));
  if (!draft) return undefined;
  if (!draft.left) open.add(LINE + draft.tab);
  if (from !== OWN && (name === from || (draft.from === from && name < OWN))) {
    capture.put(NONE);
    typed = false;
    take();
  } else if (!draft.left && left.delete(name.slice(EDIT.length))) changed();
  return undefined;
}

/** Says on all that is this page's whether it goes. @param {boolean} goes */
function mark(goes) {
  if (line) save(OWN, { ...line, from, left: Number(goes) });
  for (const name of keep.names(EDIT)) {
    const draft = keep.get(name);
    if (draft?.tab === TAB) save(name, { ...draft, left: Number(goes) });
  }
}

/** The field is there: for the first time, or anew with what stood in it. @param {any} made */
export function adopt(made) {
  const first = !capture;
  capture = made;
  if (first) take();
}

/** Asks who is open, before anything is taken up from a page that did not say that it goes.
 * @param {() => void} done */
export function callTheRoll(done) {
  changed = done;
  addEventListener("storage", hear);
  addEventListener("pagehide", () => mark(true));
  addEventListener("pageshow", event => event.persisted && mark(false));
  const channel = "BroadcastChannel" in self ? new BroadcastChannel("facilitator notes") : null;
  if (channel) {
    channel.onmessage = ({ data }) => (data === "who" ? channel.postMessage(TAB) : open.add(LINE + data));
    channel.postMessage("who");
  }
  take();
  setTimeout(() => {
    called = true;
    take();
    changed();
  }, ROLL_CALL);
}
