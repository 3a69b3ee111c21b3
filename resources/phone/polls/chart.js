// Results as horizontal bars: a diverging bar is centred on "neither", rounds stand in pairs.

import { el, key, keys, setText, told } from "../common/dom.js";
import { t } from "../common/words.js";

/** @typedef {import("../types/phone.d.ts").Bar} Bar */
/** @typedef {import("../types/phone.d.ts").Chart} Chart */

const LEGIBLE = 0.09;
let asTable = false;

/** @param {Bar} bar */
const total = ({ parts }) => parts.reduce((sum, { share }) => sum + share, 0);

// What stands left of the centre: all disagreement and half of "neither".
/** @param {Bar} bar */
const leftOf = ({ parts }) =>
  parts.reduce((sum, { level, share }) => sum + share * (level < 0 ? 1 : level ? 0 : 0.5), 0);

// Bars by their item; the rounds of an item stand together.
/** @param {Bar[]} bars */
function grouped(bars) {
  /** @type {Bar[][]} */
  const groups = [];
  for (const bar of bars) {
    const last = groups[groups.length - 1];
    if (last && bar.group && last[0].group === bar.group) last.push(bar);
    else groups.push([bar]);
  }
  return groups;
}

// The stretch all bars share, and where its zero is, so that lengths can be compared.
/** @param {Bar[]} bars @param {boolean} diverging */
function stretch(bars, diverging) {
  if (!diverging) return { zero: 0, whole: Math.max(1, ...bars.map(total)) };
  const zero = Math.max(0.1, ...bars.map(leftOf));
  return { zero, whole: zero + Math.max(0.1, ...bars.map(bar => total(bar) - leftOf(bar))) };
}

/** @param {Bar} bar @param {{ zero: number, whole: number }} size @param {boolean} diverging @param {boolean} earlier */
function drawn(bar, { zero, whole }, diverging, earlier) {
  const track = el("div.track");
  /** @param {string} what @param {number} x @param {number} [width] */
  const at = (what, x, width) => {
    const piece = el(what);
    piece.style.left = `${(100 * x) / whole}%`;
    if (width) piece.style.width = `${(100 * width) / whole}%`;
    track.append(piece);
    return piece;
  };
  let x = diverging ? zero - leftOf(bar) : 0;
  at("span.axis", zero);
  for (const { level, share, people } of bar.parts) {
    const piece = share && at(`span.piece.${diverging ? `level${level + 2}` : earlier ? "earlier" : "latest"}`, x, share);
    if (diverging && share / whole >= LEGIBLE) piece.append(el("span", people));
    x += share;
  }
  return track;
}

// A chart of one item alone leaves its name to the wording above.
/** @param {Chart} chart */
function picture({ bars, form, text }) {
  const diverging = form === "diverging";
  const size = stretch(bars, diverging);
  const groups = grouped(bars);
  /** @param {string} what @param {string} said */
  const name = (what, said) => groups.length > 1 && said && told(what, said);
  const legend = diverging && bars.length > 0 && el("p.legend", bars[0].parts.map(part =>
    el("span", el(`i.piece.level${part.level + 2}`), part.label)));
  const rows = groups.map(rounds => [
    name("p.strong", rounds[0].group),
    rounds.map((bar, at) => [
      el("p.row", bar.group ? told("span.grow", bar.label) : name("span.grow", bar.label), el("span.small", bar.figure, bar.aside && ` · ${bar.aside}`)),
      drawn(bar, size, diverging, !bar.newest && at < rounds.length - 1),
    ]),
  ]);
  return el("div", el("div.bars", { "aria-hidden": "true" }, legend, rows), el("p.unseen", text));
}

/** @param {string} name @param {Bar[]} first @param {string[][]} rows */
function table(name, first, rows) {
  const head = first.map(({ group, label: round }) => el("th", { scope: "col" }, group ? round : t("people")));
  const body = rows.map(([row, ...cells]) => el("tr", row ? told("th", row, { scope: "row" }) : el("td"), cells.map(text => el("td", text))));
  return el("table", told("caption", name), el("thead", el("tr", el("td"), head)), el("tbody", body));
}

// Every label once: an item of which a group says nothing that may be shown leaves its place empty.
/** @param {Bar[]} bars @param {Bar[][]} groups */
function columnsOf(bars, groups) {
  return bars.some(({ group }) => group) ? [...new Map(bars.map(bar => [bar.label, bar])).values()] : groups[0] || [];
}

/** @param {Chart} chart */
function tables({ bars, form, title }) {
  const groups = grouped(bars);
  if (form !== "diverging")
    return table(title, columnsOf(bars, groups), groups.map(rounds => [
      rounds[0].group || rounds[0].label,
      ...columnsOf(bars, groups).map(({ group, label: name }) => (group ? rounds.find(bar => bar.label === name) || { figure: "–" } : rounds[0]).figure),
    ]));
  return groups.map(rounds => {
    const rows = rounds[0].parts.map((part, at) => [
      part.label,
      ...rounds.map(({ parts }) => `${parts[at].people}`),
    ]);
    return table(rounds[0].group || rounds[0].label, rounds, [...rows, ["", ...rounds.map(bar => [bar.figure, bar.aside].filter(Boolean).join(", "))]]);
  });
}

// The chart and its table, one of them shown; screen readers get the chart in words.
/** @param {Chart} chart */
export function charted(chart) {
  const scrolled = { tabIndex: 0, role: "region", "aria-label": t("revealed") };
  const shown = [picture(chart), el("div.tables", scrolled, tables(chart))];
  const turn = key("", () => show(!asTable), "button.quiet");
  /** @param {boolean} wanted */
  function show(wanted) {
    asTable = wanted;
    shown.forEach((node, at) => (node.hidden = asTable === !at));
    setText(turn, t(asTable ? "chart" : "table"));
  }
  show(asTable);
  return [shown, keys(turn), el("p.small", chart.base)];
}
