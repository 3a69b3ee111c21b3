// Questions: as many answers as wanted, one's own answers, and the wall.

import * as keep from "../common/keep.js";
import { el, key, keys, mount, setText, still, told } from "../common/dom.js";
import { sorry, t } from "../common/words.js";

export const LONGEST = 4000;
export const LONGEST_WORD = 80;

/** @param {boolean} one @param {string} value @param {import("../types/phone.d.ts").Props} more */
function field(one, value, more) {
  const made = el(one ? "input" : "textarea", {
    value, maxLength: one ? LONGEST_WORD : LONGEST, dir: "auto", autocomplete: "off", ...more,
  });
  made.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) made.form.querySelector(".primary").click();
  };
  return made;
}

// One answer of one's own: read, or being changed.
/** @param {{ row: import("../types/phone.d.ts").Row & { one: boolean }, acts: import("../types/phone.d.ts").SeatActs }} props */
function ownAnswer({ row, acts }) {
  const node = el("li.card");
  const draft = `edit:${row.id}`;
  /** @type {string | undefined} */
  let shown;

  function read() {
    const { words, status, says, refused, id } = row;
    /** @param {string} name @param {() => void} does */
    const act = (name, does) => key(t(name), does, "button", { "aria-label": `${t(name)}: ${words}` });
    const can = refused
      ? [act("again", () => acts.again(id)), act("discard", () => acts.discard(id))]
      : [act("edit", () => write(words, words)), act("remove", () => acts.withdraw(row))];
    node.replaceChildren(told("p.said", words), el(`p.status.${status}`, refused ? `${t("refused")}: ${sorry(refused)}` : t(says || status)), keys(can));
  }

  // `was` are the words that are being changed: others may come in meanwhile.
  /** @param {string} words @param {string} was */
  function write(words, was) {
    const input = field(row.one, words, { "aria-label": t("your_answer"), oninput: () => keep.set(draft, { words: input.value, was }) });
    const leave = () => {
      keep.drop(draft);
      read();
      node.querySelector("button").focus();
    };
    /** @param {Event} event */
    const save = event => {
      event.preventDefault();
      const now = input.value.trim();
      if (!now) return;
      leave();
      if (now !== was) acts.say(row, now, was);
    };
    node.replaceChildren(el("form", { onsubmit: save }, input, keys(key(t("cancel"), leave), el("button.primary", t("save")))));
    input.focus();
  }

  /** @param {{ row: import("../types/phone.d.ts").Row & { one: boolean } }} given */
  function update(given) {
    ({ row } = given);
    const now = JSON.stringify(row);
    if (now !== shown && !node.querySelector("form")) read();
    shown = now;
  }
  update({ row });
  const begun = keep.get(draft);
  if (begun) write(begun.words, begun.was);
  return { node, update };
}

// A question with a field to answer it in; acts are create, say, withdraw, again, discard.
/** @param {{ question: import("../types/phone.d.ts").Asked, rows: import("../types/phone.d.ts").Row[], acts: import("../types/phone.d.ts").SeatActs }} props */
export function asked({ question, rows, acts }) {
  const { id, one_word: one, limit } = question;
  const draft = `draft:${id}`;
  const wording = told("h2", question.wording, { id: `w${id}` });
  const status = el("p.small", { id: `s${id}`, role: "status" });
  const input = field(one, keep.get(draft, { words: "" }).words, {
    "aria-labelledby": `w${id}`, "aria-describedby": `s${id}`,
    oninput() {
      if (input.value) keep.set(draft, { words: input.value, wording: question.wording });
      else keep.drop(draft);
    },
  });
  const form = el("form", { onsubmit: send }, input, keys(el("button.primary", t("send"))));
  const list = el("ul");
  const undo = el("div.keys", { role: "status" });

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    const words = input.value.trim();
    setText(status, words ? "" : t("nothing"));
    undo.replaceChildren();
    if (!words) return;
    input.value = "";
    keep.drop(draft);
    acts.create(question, words);
    input.focus();
  }

  /** @param {import("../types/phone.d.ts").Row} row */
  function withdraw(row) {
    acts.withdraw(row);
    const back = key(t("undo"), () => {
      undo.replaceChildren();
      acts.create(question, row.words);
      list.lastChild.querySelector("button").focus();
    });
    undo.replaceChildren(t("removed"), back);
    back.focus();
  }

  /** @param {{ rows: import("../types/phone.d.ts").Row[] }} given */
  function update(given) {
    const n = given.rows.length;
    const full = limit > 0 && n >= limit;
    form.hidden = full && !input.value;
    if (limit > 0) setText(status, full ? t("full", { n: limit }) : limit > 1 ? t("limit", { n, of: limit }) : "");
    mount(list, given.rows.map(row => [row.id, ownAnswer, { row: { ...row, one }, acts: { ...acts, withdraw } }]));
  }
  update({ rows });
  return { node: el("section", wording, question.help && told("p.soft", question.help), form, status, list, undo), update };
}

// What was half written, or came too late, when its question closed.
/** @type {(props: { words: string | string[], wording: string, refused?: import("../types/phone.d.ts").Refusal, drop(): void }) => import("../types/phone.d.ts").Part} */
export const leftover = still(({ words, wording, refused, drop }) => [
  told("p.strong", wording),
  told("p.said", `${words}`),
  el("p.small", refused ? `${t("refused")}: ${sorry(refused)}` : t("leftover")),
  keys(key(t("discard"), event => {
    drop();
    event.target.closest("section").remove();
  })),
]);

/** @param {{ card: import("../types/phone.d.ts").Card, on: boolean, vote(id: string, on: boolean): void }} props */
function card(props) {
  const { words, sector } = props.card;
  const count = el("span");
  const up = key("", () => props.vote(props.card.id, !props.on), "button");
  up.append(el("span", { "aria-hidden": "true" }, "▲ "), count, el("span.unseen", ` ${t("upvote")}: ${words}`));
  const said = told("p.said", words);
  const node = el("li.card", said, el("div.row", told("span.small.grow", sector), up));
  /** @param {typeof props} given */
  function update(given) {
    props = given;
    setText(said, props.card.words);
    node.classList.toggle("starred", props.card.starred);
    setText(count, `${props.card.upvotes}`);
    up.setAttribute("aria-pressed", props.on);
  }
  update(props);
  return { node, update };
}

// Words of one-word questions in a cloud, with how many people gave each.
/** @type {(props: { words: import("../types/phone.d.ts").Wall["words"] }) => import("../types/phone.d.ts").Part} */
const cloud = still(({ words }) => words.map(({ text, people }) => {
  const node = el("li", told("span", text), el("span.small", ` ${people}`));
  node.style.fontSize = `${1 + (people - 1) / (Math.max(words[0].people, 2) - 1)}rem`;
  return node;
}), "ul.cloud");

// Answers of the room, the newest first.
/** @param {{ wall: import("../types/phone.d.ts").Wall, one: boolean, upvoted: string[], vote(id: string, on: boolean): void }} props */
export function wall(props) {
  const total = el("p.small");
  const list = el("ul");
  const words = el("div");
  /** @param {typeof props} given */
  function update({ wall: { cards, total: n, words: said }, one, upvoted, vote }) {
    setText(total, t("wall_n", { n }) + (!one && cards.length < n ? ` · ${t("newest", { n: cards.length })}` : ""));
    mount(words, one ? [["cloud", cloud, { words: said }]] : []);
    mount(list, one ? [] : cards.map(each => [each.id, card, { card: each, on: upvoted.includes(each.id), vote }]));
  }
  update(props);
  return { node: el("section", el("h3", t("wall")), total, list, words), update };
}
