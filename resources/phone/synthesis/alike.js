// What another group has that is nearly the same, shown after Enter to a note-taker who wants it, and linked with one key.
// It anchors, so nobody is shown it who did not ask for it.

import * as keep from "../common/keep.js";
import { announce, el, key, still } from "../common/dom.js";
import { ask, post } from "../common/ask.js";
import { sorry, t } from "../common/words.js";

const WANTED = "desk:alike";

/** @param {{ text: string, act: string, does: () => void }} props */
const told = ({ text, act, does }) => [el("span.grow", text), key(act, does)];

/** The other note with the key that links it, or what came of that; below the list. */
export const alikeLine = still(told, "div.strip.done");

export class Alike {
  own = "";
  /** @type {{ id: string, group: string, words: string } | null} */
  other = null;
  linked = false;
  trouble = "";

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  get wanted() {
    return keep.get(WANTED, false);
  }

  /** @param {boolean} wanted */
  want(wanted) {
    keep.set(WANTED, wanted);
    this.ended("");
    this.changed();
  }

  /** Another note was typed. @param {string} id */
  ended(id) {
    this.own = id;
    this.other = null;
    this.linked = false;
    this.trouble = "";
  }

  /** The room has a note. @param {string} id */
  async look(id) {
    if (id !== this.own || this.other || !this.wanted) return;
    const { ok, said } = await ask(`/api/notes/${id}/alike`);
    if (!ok || !said.id || id !== this.own || !this.wanted) return;
    this.other = said;
    announce(t("has_alike", said));
    this.changed();
  }

  async link(on = true) {
    const { own, other } = this;
    if (!other || this.linked === on) return;
    const { ok, said } = await post(`/api/notes/${own}/alike`, { other: other.id, on });
    if (this.other !== other) return;
    if (ok) this.linked = on;
    this.trouble = ok ? "" : sorry(said);
    announce(this.trouble || t(on ? "linked" : "undone"));
    this.changed();
  }

  // What the line says, null for no line.
  get line() {
    const { other, linked, trouble } = this;
    if (!other) return null;
    if (linked) return { text: trouble || t("linked"), act: t("undo"), does: () => this.link(false) };
    return { text: trouble || t("has_alike", other), act: `${t("link")} (Alt+G)`, does: () => this.link() };
  }

  /** The tick beside the list. */
  wish = still(() => [
    el("label.choice", el("input", { type: "checkbox", checked: this.wanted, onchange: (/** @type {any} */ event) => this.want(event.target.checked) }), el("span", t("alike"))),
    el("p.small", t("alike_why")),
  ]);
}
