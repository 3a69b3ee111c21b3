// A ballot for every method. A face takes (poll, items, draft, touched), changes draft.marks or draft.words and
// calls touched; it is built once for a round and then left alone.

import { pairing, ranking, sorting } from "./ballot_order.js";
import { MOST_WORDS, WORD_LENGTH, capOf } from "./ballot_rules.js";
import { agreeing, group, rating, weighing } from "./ballot_scales.js";
import { allow, el, key, keys, setText, told } from "../common/dom.js";
import { t } from "../common/words.js";

/** @param {import("../types/phone.d.ts").Poll} poll @param {import("../types/phone.d.ts").Item[]} items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
function choosing(poll, items, draft, touched) {
  const one = poll.method === "choose_one";
  const boxes = items.map(({ id, text }) => {
    const box = el("input", { type: one ? "radio" : "checkbox", name: poll.round_id, checked: id in draft.marks });
    box.onchange = () => {
      if (one) draft.marks = {};
      if (box.checked) draft.marks[id] = 1;
      else delete draft.marks[id];
      touched();
    };
    return el("label.choice", box, told("span", text));
  });
  return group(poll.wording, true, boxes);
}

/** @param {import("../types/phone.d.ts").Poll} poll @param {import("../types/phone.d.ts").Item[]} items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
function dotting(poll, items, draft, touched) {
  const cap = capOf(poll);
  const left = el("p.lead", { role: "status" });
  const spent = () => Object.values(draft.marks).reduce((sum, dots) => sum + dots, 0);
  /** @type {(() => void)[]} */
  const shows = [];
  const rows = items.map(({ id, text }) => {
    const count = el("output");
    /** @param {number} by */
    const step = by => () => {
      const dots = (draft.marks[id] || 0) + by;
      if (dots < 0 || dots > cap || spent() + by > poll.budget) return;
      if (dots) draft.marks[id] = dots;
      else delete draft.marks[id];
      touched();
      show();
    };
    const fewer = key("−", step(-1), "button", { "aria-label": `${t("fewer")}: ${text}` });
    const more = key("+", step(1), "button", { "aria-label": `${t("more")}: ${text}` });
    shows.push(() => {
      const dots = draft.marks[id] || 0;
      setText(count, `${dots}`);
      allow(fewer, dots > 0);
      allow(more, dots < cap && spent() < poll.budget);
    });
    return el("li.row", told("span.grow", text), keys(fewer, count, more));
  });
  function show() {
    const rest = poll.budget - spent();
    const drawn = poll.budget < 13 && "●".repeat(rest) + "○".repeat(spent());
    left.replaceChildren(el("span", { "aria-hidden": "true" }, drawn), ` ${t("dots_left", { n: rest })}`);
    shows.forEach(each => each());
  }
  show();
  return [left, el("ul", rows)];
}

/** @param {import("../types/phone.d.ts").Poll} poll @param {import("../types/phone.d.ts").Item[]} _items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
function wording(poll, _items, draft, touched) {
  const most = poll.most || MOST_WORDS;
  const list = el("div.fields");
  function add() {
    const at = list.children.length;
    const name = t("word_n", { n: at + 1 });
    const field = el("input", {
      maxLength: WORD_LENGTH, value: draft.words[at] || "", "aria-label": name, placeholder: name, autocomplete: "off", dir: "auto",
      oninput() {
        draft.words[at] = field.value;
        draft.words = Array.from(draft.words, word => word || "");
        touched();
      },
    });
    list.append(field);
    more.hidden = at + 1 >= most;
    return field;
  }
  const more = key(t("more"), () => add().focus(), "button.quiet");
  while (list.children.length < Math.max(draft.words.length, Math.min(most, 3))) add();
  return [list, more];
}

/** @type {Record<string, (poll: import("../types/phone.d.ts").Poll, items: import("../types/phone.d.ts").Item[], draft: import("../types/phone.d.ts").Marking, touched: () => void) => import("../types/phone.d.ts").Kid>} */
export const FACES = {
  choose_one: choosing,
  approve: choosing,
  agree: agreeing,
  rate: rating,
  weighted: weighing,
  rank: ranking,
  dots: dotting,
  pairwise: pairing,
  words: wording,
  sort: sorting,
  member_check: sorting,
};
