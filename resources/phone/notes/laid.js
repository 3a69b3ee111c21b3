// Notes as they stand once all that happened here is laid over what the room told.

/** @typedef {import("../types/phone.d.ts").Entry} Entry */
/** @typedef {import("../types/phone.d.ts").Shown} Shown */

/** @param {{ position?: number, recorded_at: string }} note */
const order = ({ position, recorded_at }) => position || Date.parse(recorded_at) / 1000;

/** `settled` are entries the room has, `waiting` those it has not, `loose` tells which of these would go with the page.
 * @param {import("../types/phone.d.ts").Told[]} notes @param {Entry[]} settled @param {Entry[]} waiting
 * @param {(entry: Entry) => boolean} loose @param {string} breakout @returns {Shown[]} */
export function laidOver(notes, settled, waiting, loose, breakout) {
  /** @type {Map<string, Shown>} */
  const found = new Map(notes.map(note => [note.id, { ...note, head: note.revision, status: "received" }]));
  for (const entry of [...settled, ...waiting]) {
    const { note, method, change, refused } = entry;
    const was = found.get(note.id);
    const refusal = refused || (was && was.refused);
    const status = settled.includes(entry) ? "received" : refusal ? "refused" : loose(entry) ? "unsent" : "saved";
    if (method === "DELETE" && !refused) found.delete(note.id);
    else found.set(note.id, { ...was, ...note, head: change, status, refused: refusal, fresh: (was && was.fresh) || method === "POST" });
  }
  return [...found.values()]
    .filter(note => note.breakout_id === breakout)
    .sort((one, other) => order(one) - order(other) || (one.id < other.id ? -1 : 1));
}
