// Keys that mean the same wherever one is: about the chosen note, the one being changed, or the one being typed.

import { answered, asksFor } from "./about.js";
import { move, rows } from "./list.js";

// Letters that go to nothing else are the beginning of a new note, wherever the keyboard was left.
/** @param {KeyboardEvent} event */
const begins = event => event.key.length === 1 && event.key !== " " && !event.altKey && !held(event);

/** @param {KeyboardEvent} event */
const held = event => event.ctrlKey || event.metaKey;

/** `capture()` gives the field and its controls, null before they are there; `step` and `stepGroup` move on, `link` links what was typed last.
 * @param {HTMLElement} main @param {import("./room.js").Room} room @param {import("./acts.js").Acts} acts
 * @param {{ capture(): any, step(by: number): void, stepGroup(by: number): void, link(): void }} does */
export function listen(main, room, acts, { capture, step, stepGroup, link }) {
  /** @param {import("../types/phone.d.ts").Wish} wish @param {any} row */
  function heed(wish, row) {
    const { controls } = capture();
    if (wish.question) step(wish.question);
    else if (wish.group) stepGroup(wish.group);
    else if (wish.link) link();
    else if (row && row.editor) row.editor.controls.say(answered(wish, row.editor.controls.values));
    else if (row) acts.change(row.note, answered(wish, row.note));
    else controls.say(answered(wish, controls.values));
  }

  // Keys on a note in the list; what is done to its place or its being takes Ctrl, since letters are the next note's.
  /** @param {KeyboardEvent} event @param {any} row @param {HTMLElement} field */
  function choose(event, row, field) {
    /** @type {(() => void) | undefined} */
    const does = /** @type {Record<string, () => void>} */ (held(event) ? {
      Delete: () => acts.remove(row.note),
      Backspace: () => acts.remove(row.note),
      m: () => row.write("question"),
    } : {
      ArrowUp: () => move(main, row, -1, field),
      ArrowDown: () => move(main, row, 1, field),
      F2: () => row.write(),
    })[event.key];
    if (does) {
      event.preventDefault();
      does();
    } else if (begins(event)) field.focus();
  }

  /** @param {any} event */
  function pressed(event) {
    if (!room.desk || !room.here || !capture()) return;
    const { field } = capture();
    const { target, key: name } = event;
    const item = target.closest && target.closest("li.note");
    const row = item && rows.get(item.id.slice(1));
    const wish = asksFor(event, room.desk.sectors);
    if (wish) {
      event.preventDefault();
      heed(wish, row);
    } else if (name === "z" && held(event) && !event.shiftKey && acts.undo.length && !(target.value || "")) {
      event.preventDefault();
      acts.takeBack();
    } else if (name === "Escape" && target !== field) field.focus();
    else if (name === "ArrowUp" && target === field && !target.value && !event.altKey) {
      event.preventDefault();
      move(main, null, -1, field);
    } else if (row && !row.editor && target.matches(".words")) choose(event, row, field);
    else if (begins(event) && !target.matches("input, textarea, select")) field.focus();
  }

  document.addEventListener("keydown", pressed);
}
