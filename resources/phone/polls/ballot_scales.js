// Ballots that mark each item on a scale.

import { el, setText, told } from "../common/dom.js";
import { MOST_REASONS } from "./ballot_rules.js";
import { pager } from "./pager.js";
import { t, tongue } from "../common/words.js";

/** A mark, or null to take it away; its label; what is shown. @typedef {[number | null, string, string]} Point */

// A set of boxes under its question; the question is left to screen readers where the page shows it already.
/** @param {string} legend @param {boolean | undefined} hidden @param {import("../types/phone.d.ts").Kid[]} kids */
export const group = (legend, hidden, ...kids) =>
  el("fieldset", el(hidden ? "legend.unseen" : "legend", { lang: tongue(legend) }, legend), kids);

// Radio buttons for one key; points are [mark or null, label, what is shown].
/** @param {string} name @param {string} legend @param {Point[]} points @param {import("../types/phone.d.ts").Marking} draft @param {string} at @param {() => void} touched
 * @param {string} what @param {boolean} [hidden] */
function scale(name, legend, points, draft, at, touched, what, hidden) {
  const chosen = el("p.small", { "aria-hidden": "true" });
  const cells = points.map(([mark, text, shown]) => {
    const box = el("input", { type: "radio", name, checked: draft.marks[at] === mark, "aria-label": text });
    const say = () => text !== shown && setText(chosen, text);
    box.onchange = () => {
      if (mark === null) delete draft.marks[at];
      else draft.marks[at] = mark;
      say();
      touched();
    };
    if (box.checked) say();
    return el("label.cell", box, el("span", shown));
  });
  return group(legend, hidden, el(what, cells), chosen);
}

/** @param {import("../types/phone.d.ts").Poll} poll @param {import("../types/phone.d.ts").Item[]} items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
export function agreeing(poll, items, draft, touched) {
  const few = items.length < 3;
  /** @type {Point[]} */
  const points = poll.agree_labels.map((text, at) => [at + 1, text, text]);
  points.push([0, t("dont_know"), t("dont_know")]);
  const scales = items.map(({ id, text }) =>
    scale(poll.round_id + id, text, points, draft, id, said, few ? "div.points" : "div.points.tight", items.length === 1));
  const why = items.length === 1 && poll.criteria[0] && reasons(poll, items[0].id, draft, touched);
  function said() {
    if (why) why.hidden = false;
    touched();
  }
  return [scales, why];
}

// Why: boxes that come with the first mark, so many of which may be ticked.
/** @param {import("../types/phone.d.ts").Poll} poll @param {string} item @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
function reasons(poll, item, draft, touched) {
  const boxes = poll.criteria.map(({ id, text }) => {
    const at = `${item}/${id}`;
    const box = el("input", { type: "checkbox", checked: at in draft.marks, onchange() {
      if (box.checked) draft.marks[at] = 1;
      else delete draft.marks[at];
      bound();
      touched();
    } });
    return { box, node: el("label.choice", box, told("span", text)) };
  });
  function bound() {
    const full = boxes.filter(({ box }) => box.checked).length >= MOST_REASONS;
    for (const { box } of boxes) box.disabled = full && !box.checked;
  }
  bound();
  const why = group(t("why"), false, boxes.map(({ node }) => node));
  why.hidden = !(item in draft.marks);
  return why;
}

/** @param {number} most @returns {Point[]} */
function numbers(most) {
  /** @type {Point[]} */
  const points = Array.from({ length: most + 1 }, (_, mark) => [mark, `${mark}`, `${mark}`]);
  return [...points, [null, t("no_mark"), "–"]];
}

/** @param {import("../types/phone.d.ts").Poll} poll @param {import("../types/phone.d.ts").Item[]} items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
export const rating = (poll, items, draft, touched) =>
  items.map(({ id, text }) =>
    scale(poll.round_id + id, text, numbers(poll.rate_max), draft, id, touched, "div.numbers", items.length === 1));

/** @param {import("../types/phone.d.ts").Poll} poll @param {import("../types/phone.d.ts").Item[]} items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
export function weighing(poll, items, draft, touched) {
  return pager(items.length, place => [
    told("p.lead", items[place].text),
    ...poll.criteria.map(({ id, text, weight }) => {
      const at = `${items[place].id}/${id}`;
      const legend = weight === 1 ? text : `${text} (${t("weight", { n: weight })})`;
      return scale(poll.round_id + at, legend, numbers(poll.rate_max), draft, at, touched, "div.numbers");
    }),
  ]);
}
