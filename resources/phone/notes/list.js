// The running list: the notes under their questions, and the way through it by keyboard.

import { el, mount, setText, told } from "../common/dom.js";
import { left } from "./drafts.js";
import { noteRow } from "./row.js";
import { t } from "../common/words.js";

/** @type {Map<string, any>} */
export const rows = new Map();

// The note ended last stays in sight, whatever comes between it and the field, unless one has scrolled away from it.
let follow = "";

export const forgetRows = () => rows.clear();

/** @param {string} id */
export function reveal(id) {
  follow = id;
  if (rows.has(id)) rows.get(id).node.scrollIntoView({ block: "nearest" });
}

// Whether the note that is followed can be seen above the field; `again` brings it back into sight.
/** @param {HTMLElement} main @param {HTMLElement | null} field */
export function followed(main, field) {
  const again = () => reveal(follow);
  const list = main.querySelector(".list");
  const form = field && field.closest("form");
  if (!rows.has(follow) || !list || !form) return { seen: false, again };
  const { top, bottom } = rows.get(follow).node.getBoundingClientRect();
  const least = Math.min(list.getBoundingClientRect().bottom, form.getBoundingClientRect().top);
  return { seen: top >= 0 && bottom <= least + 1, again };
}

// The notes under their questions; the question being asked is there even without notes.
/** @param {{ notes: import("../types/phone.d.ts").Shown[], view: import("../types/phone.d.ts").View, question: string, acts: import("../types/phone.d.ts").NoteActs }} props */
export function running(props) {
  const node = el("section.list", { "aria-label": t("notes") });
  /** @param {typeof props} given */
  function update({ notes, view, question, acts }) {
    const { questions } = view;
    const parts = [...questions, { id: "", wording: t("no_question") }].map(each => /** @type {[import("../types/phone.d.ts").Question, typeof notes]} */ ([each, notes.filter(note => note.question_id === each.id)]));
    const known = new Set(questions.map(each => each.id).concat(""));
    parts.push([{ id: "?", wording: t("question") }, notes.filter(note => !known.has(note.question_id))]);
    const wanted = parts.filter(([each, some]) => some.length || each.id === question);
    mount(node, wanted.map(([each, some]) => [`q${each.id}`, underQuestion, { wording: each.wording, notes: some, view, acts }]));
  }
  update(props);
  return { node, update };
}

/** @param {{ wording: string, notes: import("../types/phone.d.ts").Shown[], view: import("../types/phone.d.ts").View, acts: import("../types/phone.d.ts").NoteActs }} props */
function underQuestion(props) {
  const heading = told("h3", props.wording);
  const list = el("ul");
  const none = el("p.soft", t("no_notes"));
  /** @param {Parameters<typeof noteRow>[0]} given */
  const made = given => {
    const row = noteRow(given);
    rows.set(given.note.id, row);
    return row;
  };
  /** @param {typeof props} given */
  function update({ wording, notes, view, acts }) {
    setText(heading, wording);
    none.hidden = notes.length > 0;
    mount(list, notes.map(note => [note.id, made, { note, acts, desk: view, draft: left.get(note.id) }]));
  }
  update(props);
  return { node: el("div", heading, none, list), update };
}

/** Moves the keyboard through the list, from a row or from the field under it.
 * @param {HTMLElement} main @param {any} row @param {number} by @param {HTMLElement} field */
export function move(main, row, by, field) {
  const all = /** @type {HTMLElement[]} */ ([...main.querySelectorAll(".list .words")]);
  const found = row ? all.indexOf(row.node.querySelector(".words")) + by : all.length - 1;
  (all[found] || field).focus();
}
