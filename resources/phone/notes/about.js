// What is said about a note by one key or one click: kind, sector, size, star, permission, headline.

import { el, told } from "../common/dom.js";
import { KINDS } from "./line.js";
import { t } from "../common/words.js";

/** @param {string} kind */
export const kindName = kind => t(kind === "quote" ? "quote_kind" : kind);

// What is chosen from a list: where the desk has the list, whether digits choose.
/** @type {Record<string, ["sectors" | "sizes", boolean]>} */
const CHOSEN = { sector: ["sectors", true], size: ["sizes", false] };
/** @type {Record<string, string>} */
const MARKS = { starred: "S", quotable: "Y", headline: "H" };
let sets = 0;

/** What is said about a note, as far as the controls know it. @typedef {Partial<import("../types/phone.d.ts").Content>} Values */

/** @param {string} name @param {string[]} options @param {boolean} numbers @param {(event: any) => void} changed */
const pick = (name, options, numbers, changed) => {
  const made = el("select", { "aria-label": t(name), onchange: changed }, el("option", { value: "" }, t(`no_${name}`)), options.map((text, at) =>
    told("option", numbers && at < 9 ? `${at + 1}  ${text}` : text, { value: text })));
  return made;
};

/** @param {string} type @param {string} letter @param {string} text @param {import("../types/phone.d.ts").Props} more @returns {[import("../types/phone.d.ts").Made, HTMLElement]} */
const tick = (type, letter, text, more) => {
  const box = el("input", { type, "aria-keyshortcuts": `Alt+${letter}`, ...more });
  return [box, el("label.chip", box, el("span", text, el("kbd", { "aria-hidden": "true" }, letter)))];
};

/** What is said of a note beside its words, as the list shows it. @param {import("../types/phone.d.ts").Content & { pictured?: boolean }} note */
export const facts = ({ kind, sector, size, quotable, starred, headline, tags, pictured }) =>
  [pictured && t("photograph"), headline && t("headline"), starred && `★ ${t("is_starred")}`, kind !== "point" && kindName(kind), sector, size,
    quotable && t("is_quotable"), ...tags.map(tag => `#${tag}`)].filter(Boolean).join(" · ");

// Controls for `values`; changed(values) after each change. `set` shows other values, `shown` a kind typed in words.
/** @param {Values} values @param {{ sectors: string[], sizes: string[] }} desk @param {(values: Values) => void} changed */
export function about(values, desk, changed) {
  const name = `kind${(sets += 1)}`;
  /** @type {Record<string, any>} */
  const now = { ...values };
  /** @param {Values} more */
  const say = more => {
    Object.assign(now, more);
    show();
    changed(now);
  };
  const kinds = Object.entries(KINDS).map(([kind, [, , letter]]) =>
    [kind, ...tick("radio", letter, kindName(kind), { name, value: kind, onchange: () => say({ kind }) })]);
  const marks = Object.entries(MARKS).map(([mark, letter]) =>
    [mark, ...tick("checkbox", letter, t(mark), { onchange: (/** @type {any} */ event) => say({ [mark]: event.target.checked }) })]);
  const picks = Object.entries(CHOSEN).map(([field, [list, numbered]]) =>
    [field, pick(field, desk[list], numbered, event => say({ [field]: event.target.value }))]);

  /** @param {string} [typed] */
  function show(typed) {
    for (const [kind, box] of kinds) box.checked = kind === (typed || now.kind);
    for (const [mark, box] of marks) box.checked = now[mark];
    for (const [field, box] of picks) box.value = now[field];
  }
  show();
  const node = el("div.about",
    el("fieldset.chips", el("legend.unseen", t("kind")), kinds.map(each => each[2])),
    el("div.chips", picks.map(each => each[1]).filter(box => box.options.length > 1), marks.map(each => each[2])));
  return {
    node,
    get values() {
      return { ...now };
    },
    /** @param {Values} more */
    set(more) {
      Object.assign(now, more);
      show();
    },
    shown: show,
    say,
  };
}

/** @type {Record<string, import("../types/phone.d.ts").Wish>} */
const MOVES = { ArrowUp: { question: -1 }, ArrowDown: { question: 1 }, PageUp: { group: -1 }, PageDown: { group: 1 } };

// What a key asks for: { kind }, { sector }, { turn: a mark }, { question: ±1 }, { group: ±1 }, { link }; null for anything else.
/** @param {KeyboardEvent} event @param {string[]} sectors @returns {import("../types/phone.d.ts").Wish | null} */
export function asksFor(event, sectors) {
  const { key, code, altKey, ctrlKey, metaKey } = event;
  if (!altKey || ctrlKey || metaKey || event.getModifierState("AltGraph") || key === "#") return null;
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace("Key", "");
  const kind = Object.keys(KINDS).find(each => KINDS[each][2] === letter);
  const turn = Object.keys(MARKS).find(each => MARKS[each] === letter);
  const digit = /^Digit(\d)$/.exec(code);
  if (letter === "G") return { link: true };
  if (kind) return { kind };
  if (turn) return { turn };
  if (digit && Number(digit[1]) <= sectors.length) return { sector: digit[1] === "0" ? "" : sectors[Number(digit[1]) - 1] };
  return MOVES[key] || null;
}

// An asked-for change to something that has these values; asking for the sector it has takes it away.
/** @param {import("../types/phone.d.ts").Wish} asked @param {Record<string, any>} values @returns {Values} */
export function answered(asked, values) {
  if (asked.turn) return { [asked.turn]: !values[asked.turn] };
  if (asked.sector !== undefined) return { sector: asked.sector === values.sector ? "" : asked.sector };
  return { kind: asked.kind };
}
