// What a ballot is and may be, whatever it looks like.

import { t } from "../common/words.js";

export const MOST_WORDS = 10;
export const WORD_LENGTH = 80;
export const MOST_REASONS = 3;
export const MOST_LETTERS = 300;

// The items in an order of this phone's own, the same after every reload.
/** @template Each @param {Each[]} items @param {string} seed @returns {Each[]} */
export function shuffled(items, seed) {
  /** @param {unknown} item @returns {number} */
  const rank = item => {
    let mixed = 7;
    for (const sign of seed + JSON.stringify(item)) mixed = Math.imul(mixed ^ Number(sign.codePointAt(0)), 0x5bd1e995) ^ (mixed >>> 13);
    return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
  };
  return items.map(item => /** @type {[number, typeof item]} */ ([rank(item), item])).sort((one, other) => one[0] - other[0]).map(pair => pair[1]);
}

/** @param {import("../types/phone.d.ts").Marking} draft @returns {[string, number][]} */
export const marksOf = draft => draft.abstains ? [["-", 1]] : Object.entries(draft.marks).sort(([one], [other]) => (one < other ? -1 : 1));
/** @param {import("../types/phone.d.ts").Marking} draft */
export const wordsOf = draft => draft.abstains ? [] : draft.words.map(word => word.trim()).filter(Boolean);

/** @param {{ most: number, budget: number }} poll */
export const capOf = ({ most, budget }) => Math.min(most || budget, budget);

// What keeps a ballot from being sent, "" when nothing does.
/** @param {{ method: string, takes_nothing: boolean, most: number }} poll @param {import("../types/phone.d.ts").Marking} draft */
export function problem({ method, takes_nothing, most }, draft) {
  if (draft.abstains) return "";
  if (method === "words") return wordsOf(draft).length ? "" : t("nothing");
  const n = marksOf(draft).length;
  if (!n) return takes_nothing ? "" : t("unmarked");
  return method === "approve" && most && n > most ? t("too_many", { n, of: most }) : "";
}
