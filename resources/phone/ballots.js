// A ballot for every method. A face takes (poll, items, draft, touched), changes draft.marks or draft.words and
// calls touched; it is built once for a round and then left alone.

import { allow, allowed, announce, el, key, keys, setText, told } from "./dom.js";
import { t, tongue } from "./words.js";

const MOST_WORDS = 10;
const WORD_LENGTH = 80;

// The items in an order of this phone's own, the same after every reload.
export function shuffled(items, seed) {
  const rank = item => {
    let mixed = 7;
    for (const sign of seed + JSON.stringify(item)) mixed = Math.imul(mixed ^ sign.codePointAt(0), 0x5bd1e995) ^ (mixed >>> 13);
    return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
  };
  return items.map(item => [rank(item), item]).sort((one, other) => one[0] - other[0]).map(pair => pair[1]);
}

export const marksOf = draft => Object.entries(draft.marks).sort(([one], [other]) => (one < other ? -1 : 1));
export const wordsOf = draft => draft.words.map(word => word.trim()).filter(Boolean);

const capOf = ({ most, budget }) => Math.min(most || budget, budget);

// What keeps a ballot from being sent, "" when nothing does.
export function problem({ method, most }, draft) {
  if (method === "words") return wordsOf(draft).length ? "" : t("nothing");
  const n = marksOf(draft).length;
  if (!n) return t("unmarked");
  return method === "approve" && most && n > most ? t("too_many", { n, of: most }) : "";
}

// One line on how to fill the ballot in.
export function advice(poll) {
  const { method, most, budget } = poll;
  const cap = capOf(poll);
  const said = {
    approve: most ? ["approve_most", most] : ["approve"],
    rate: ["scale", poll.rate_max],
    weighted: ["scale", poll.rate_max],
    rank: ["rank", most || poll.items.length],
    dots: ["dots", budget],
    words: ["words", most || MOST_WORDS],
  }[method] || [method];
  if (method === "agree") return "";
  return t(said[0], { n: said[1] }) + (method === "dots" && cap < budget ? ` ${t("dots_cap", { n: cap })}` : "");
}

// A set of boxes under its question; the question is left to screen readers where the page shows it already.
const group = (legend, hidden, ...kids) =>
  el("fieldset", el(hidden ? "legend.unseen" : "legend", { lang: tongue(legend) }, legend), kids);

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

// Radio buttons for one key; points are [mark or null, label, what is shown].
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

function agreeing(poll, items, draft, touched) {
  const few = items.length < 3;
  const points = poll.agree_labels.map((text, at) => [at + 1, text, few ? text : ["− −", "−", "○", "+", "+ +"][at]]);
  points.push([0, t("dont_know"), t("dont_know")]);
  return items.map(({ id, text }) =>
    scale(poll.round_id + id, text, points, draft, id, touched, few ? "div.points" : "div.points.tight", items.length === 1));
}

function numbers(most) {
  const points = Array.from({ length: most + 1 }, (_, mark) => [mark, `${mark}`, `${mark}`]);
  return [...points, [null, t("no_mark"), "–"]];
}

const rating = (poll, items, draft, touched) =>
  items.map(({ id, text }) =>
    scale(poll.round_id + id, text, numbers(poll.rate_max), draft, id, touched, "div.numbers", items.length === 1));

// Pages through steps: build(place, go) gives the step's nodes.
function pager(count, build) {
  const where = el("h3", { tabIndex: -1 });
  const body = el("div");
  const bar = el("progress", { max: count, "aria-hidden": "true" });
  const back = key(t("back"), () => allowed(back) && go(bar.value - 2));
  const on = key(t("next"), () => allowed(on) && go(bar.value));
  function go(to) {
    const place = Math.min(count - 1, to);
    bar.value = place + 1;
    setText(where, t("item_of", { n: place + 1, of: count }));
    body.replaceChildren(...build(place, go));
    allow(back, place > 0);
    allow(on, place < count - 1);
    if (where.isConnected) where.focus();
  }
  go(0);
  return [where, bar, body, keys(back, on)];
}

function weighing(poll, items, draft, touched) {
  return pager(items.length, place => [
    told("p.lead", items[place].text),
    ...poll.criteria.map(({ id, text, weight }) => {
      const at = `${items[place].id}/${id}`;
      const legend = weight === 1 ? text : `${text} (${t("weight", { n: weight })})`;
      return scale(poll.round_id + at, legend, numbers(poll.rate_max), draft, at, touched, "div.numbers");
    }),
  ]);
}

// Pairs one at a time; choosing goes on by itself.
function pairing(poll, items, draft, touched) {
  const pairs = items.flatMap((one, at) => items.slice(at + 1).map(other => [one, other]));
  const order = shuffled(pairs, poll.round_id);
  const done = el("p.small", { role: "status" });
  const tell = () => setText(done, t("compared", { n: marksOf(draft).length, of: order.length }));
  const each = (place, go) => {
    const names = order[place].map(({ id }) => id);
    const marks = [names.join(">"), names.reverse().join(">")];
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

function dotting(poll, items, draft, touched) {
  const cap = capOf(poll);
  const left = el("p.lead", { role: "status" });
  const spent = () => Object.values(draft.marks).reduce((sum, dots) => sum + dots, 0);
  const shows = [];
  const rows = items.map(({ id, text }) => {
    const count = el("output");
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

// Ranked items stand on top. Each row has its place to choose from a list, and buttons.
function ranking(poll, items, draft, touched) {
  const most = Math.min(poll.most || items.length, items.length);
  const list = el("ul");
  const placeOf = ({ id }) => draft.marks[id] || 0;
  const placed = () => items.filter(placeOf).sort((one, other) => placeOf(one) - placeOf(other));

  function put(item, place, button) {
    const order = placed().filter(other => other !== item);
    if (place > 0 && order.length < most) order.splice(place - 1, 0, item);
    draft.marks = Object.fromEntries(order.map(({ id }, at) => [id, at + 1]));
    touched();
    arrange();
    const { up, next, choice } = rows.get(item);
    [button, up, next, choice].find(each => each && !each.hidden).focus();
    announce(`${item.text}: ${t("place")} ${placeOf(item) || t("unranked")}`);
  }

  const rows = new Map(items.map(item => {
    const named = name => ({ "aria-label": `${t(name)}: ${item.text}` });
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
      const { node, choice, up, down, out, next } = rows.get(item);
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

function wording(poll, items, draft, touched) {
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
};
