// Ballots that put items in order: all of them, or two at a time.

import { allow, allowed, announce, el, key, keys, setText, told } from "../common/dom.js";
import { MOST_LETTERS, marksOf, shuffled } from "./ballot_rules.js";
import { pager } from "./pager.js";
import { t, tongue } from "../common/words.js";

// Pairs one at a time; choosing goes on by itself.
/** @param {import("../types/phone.d.ts").Poll} poll @param {import("../types/phone.d.ts").Item[]} items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
export function pairing(poll, items, draft, touched) {
  const pairs = items.flatMap((one, at) => items.slice(at + 1).map(other => /** @type {[import("../types/phone.d.ts").Item, import("../types/phone.d.ts").Item]} */ ([one, other])));
  const order = shuffled(pairs, poll.round_id);
  const done = el("p.small", { role: "status" });
  const tell = () => setText(done, t("compared", { n: marksOf(draft).length, of: order.length }));
  /** @param {number} place @param {(to: number) => void} go */
  const each = (place, go) => {
    const names = order[place].map(({ id }) => id);
    const marks = [names.join(">"), names.reverse().join(">")];
    /** @param {string} chosen */
    const choose = chosen => () => {
      for (const mark of marks) delete draft.marks[mark];
      if (chosen) draft.marks[chosen] = 1;
      touched();
      tell();
      go(place + 1);
    };
    const sides = order[place].map(({ text }, at) =>
      key(text, choose(marks[at]), "button.side", { lang: tongue(text), "aria-pressed": marks[at] in draft.marks }));
    return [el("div.pair", sides), key(t("neither"), choose(""), "button.quiet")];
  };
  tell();
  return [pager(order.length, each), done];
}

// What is dealt, one at a time: a judgement goes on by itself, unless it asks for words.
/** @param {import("../types/phone.d.ts").Poll} _poll @param {import("../types/phone.d.ts").Item[]} items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
export function sorting(_poll, items, draft, touched) {
  return pager(items.length, (place, go) => {
    const { id, text, about, judgements } = /** @type {import("../types/phone.d.ts").Dealt[]} */ (items)[place];
    const own = `${id} `;
    /** @param {string} words */
    const write = words => {
      draft.words = draft.words.filter(line => !line.startsWith(own)).concat(words.trim() ? own + words : []);
      touched();
    };
    /** @type {import("../types/phone.d.ts").Kid[]} */
    const fields = [];
    const buttons = judgements.map(([mark, name, asks]) => {
      const chosen = draft.marks[id] === mark;
      const judge = () => {
        draft.marks[id] = mark;
        write("");
        go(place + (asks ? 0 : 1));
      };
      if (chosen && asks) fields.push(el("label", asks, el("textarea", {
        maxLength: MOST_LETTERS, dir: "auto", value: (draft.words.find(line => line.startsWith(own)) || own).slice(own.length),
        oninput: (/** @type {any} */ { target }) => write(target.value),
      })));
      return key(name, judge, "button.side", { "aria-pressed": chosen });
    });
    return [about && el("p.small", about), told("p.lead", text), keys(...buttons), ...fields];
  });
}

// Ranked items stand on top. Each row has its place to choose from a list, and buttons.
/** @param {import("../types/phone.d.ts").Poll} poll @param {import("../types/phone.d.ts").Item[]} items @param {import("../types/phone.d.ts").Marking} draft @param {() => void} touched */
export function ranking(poll, items, draft, touched) {
  const most = Math.min(poll.most || items.length, items.length);
  const list = el("ul");
  /** @param {import("../types/phone.d.ts").Item} item */
  const placeOf = ({ id }) => draft.marks[id] || 0;
  const placed = () => items.filter(placeOf).sort((one, other) => placeOf(one) - placeOf(other));

  /** @param {import("../types/phone.d.ts").Item} item @param {number} place @param {import("../types/phone.d.ts").Made} [button] */
  function put(item, place, button) {
    const order = placed().filter(other => other !== item);
    if (place > 0 && order.length < most) order.splice(place - 1, 0, item);
    draft.marks = Object.fromEntries(order.map(({ id }, at) => [id, at + 1]));
    touched();
    arrange();
    const { up, next, choice } = /** @type {Record<string, import("../types/phone.d.ts").Made>} */ (rows.get(item));
    [button, up, next, choice].find(each => each && !each.hidden).focus();
    announce(`${item.text}: ${t("place")} ${placeOf(item) || t("unranked")}`);
  }

  /** What a row is made of. @type {Map<import("../types/phone.d.ts").Item, Record<string, import("../types/phone.d.ts").Made>>} */
  const rows = new Map(items.map(item => {
    /** @param {string} name */
    const named = name => ({ "aria-label": `${t(name)}: ${item.text}` });
    /** @param {string} sign @param {string} name @param {number} by */
    const step = (sign, name, by) => {
      const button = key(sign, () => allowed(button) && put(item, placeOf(item) + by, button), "button", named(name));
      return button;
    };
    const up = step("↑", "higher", -1);
    const down = step("↓", "lower", 1);
    const out = key("×", () => put(item, 0), "button", named("take_out"));
    const next = key(t("rank_next"), () => put(item, placed().length + 1), "button", named("rank_next"));
    const places = Array.from({ length: most + 1 }, (_, value) => el("option", { value }, `${value || "–"}`));
    const choice = el("select", { ...named("place"), onchange: () => put(item, Number(choice.value), choice) }, places);
    return [item, { node: el("li.row", told("span.grow", item.text), keys(choice, up, down, out, next)), choice, up, down, out, next }];
  }));

  function arrange() {
    const order = placed();
    for (const item of [...order, ...items.filter(other => !placeOf(other))]) {
      const { node, choice, up, down, out, next } = /** @type {Record<string, import("../types/phone.d.ts").Made>} */ (rows.get(item));
      const place = placeOf(item);
      list.append(node);
      choice.value = place;
      node.className = place ? "row placed" : "row";
      for (const each of [up, down, out]) each.hidden = !place;
      next.hidden = place > 0 || order.length >= most;
      allow(up, place > 1);
      allow(down, place < order.length);
    }
  }
  arrange();
  return list;
}
