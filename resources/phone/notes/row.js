// One note in the running list: read, being changed where it stands, or there in two versions.

import { el, key, keys, setText, told } from "../common/dom.js";
import { about, facts } from "./about.js";
import { PLAIN } from "./content.js";
import { KINDS, readLine, writeLine } from "./line.js";
import { sorry, t } from "../common/words.js";

// The clock in the room, wherever this browser thinks it is.
/** @param {string} iso @param {string} timeZone */
const clock = (iso, timeZone) => new Date(iso).toLocaleTimeString([], { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

// Grows with what is typed, where the browser can; Enter ends, and a composed sign is not ended by it.
/** @param {string} value @param {import("../types/phone.d.ts").Props} more @param {() => void} ended */
export function lineField(value, more, ended) {
  const field = el("textarea.line", { value, rows: 1, maxLength: 4000, dir: "auto", autocomplete: "off", ...more });
  field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    ended();
  });
  return field;
}

/** @param {string} name @param {import("../types/phone.d.ts").Shown} note @param {string[][]} options @param {string} value */
function select(name, note, options, value) {
  const id = `${name}-${note.id}`;
  return el("div", el("label.small", { htmlFor: id }, t(name)),
    el("select", { id }, options.map(([each, text]) => told("option", text, { value: each, selected: each === value }))));
}

// props: note, desk (sectors, sizes, groups, questions, zone), draft (an edit a closed page left), acts: change(note, more),
// remove(note), settle(note, version), again(id), discard(id), keepEdit(id, draft or null)
/** @param {{ note: import("../types/phone.d.ts").Shown, desk: import("../types/phone.d.ts").View, draft?: import("../types/phone.d.ts").Draft, acts: import("../types/phone.d.ts").NoteActs }} props */
export function noteRow(props) {
  const node = el("li.note", { id: `n${props.note.id}` });
  /** @type {string | undefined} */
  let shown;
  /** What is being changed where it stands. @type {any} */
  let editor = null;
  // Whether it was taken up from another page, and stands as it stood there.
  let lent = false;

  function read() {
    const { note, acts } = props;
    const meta = el("p.small", { id: `m${note.id}` }, facts(note) && [told("span", facts(note)), " · "], el("time", clock(note.recorded_at, props.desk.zone)),
      note.status !== "received" && el(`span.status.${note.status}`, note.refused ? sorry(note.refused) : t(note.status === "saved" && !note.fresh ? "altered_here" : note.status)));
    editor = null;
    node.className = `note${note.headline ? " headline" : ""}`;
    node.replaceChildren(
      el("span.sign", { "aria-hidden": "true" }, KINDS[note.kind][0]),
      el("div.grow",
        key(note.words, () => write(), "button.words", { "aria-describedby": `m${note.id}`, dir: "auto" }), meta,
        note.refused && keys(key(t("again"), () => acts.again(note.id)), key(t("discard"), () => acts.discard(note.id))),
        note.versions && note.versions.length > 0 && versions(note)));
  }

  // Both versions, one under the other; nobody has to choose now.
  /** @param {import("../types/phone.d.ts").Shown} note */
  const versions = note => el("div.versions", el("p.small", t("versions")),
    (note.versions || []).map(each => el("div.row", each.gone ? el("em", t("deleted_there")) : told("span.said.grow", writeLine(each)),
      el("span.small", clock(each.at, props.desk.zone)), key(t("keep_this"), () => props.acts.settle(note, each)))),
    keys(key(t("keep_above"), () => props.acts.settle(note, note))));

  /** @param {import("../types/phone.d.ts").Draft | null} [draft] @param {string} [focusOn] */
  function write(draft, focusOn) {
    const { note, desk, acts } = props;
    const start = note.head;
    /** @param {boolean} again */
    const left = again => {
      acts.keepEdit(note.id, null);
      shown = "";
      editor = null;
      if (again) update(props);
      const button = node.querySelector(".words");
      if (button) button.focus();
    };
    const keepIt = () => {
      lent = false;
      acts.keepEdit(note.id, { line: field.value, values: controls.values });
    };
    lent = Boolean(draft);
    const field = lineField(draft ? draft.line : writeLine(note), { "aria-label": t("edit_note"), oninput: keepIt }, save);
    const controls = about(draft ? draft.values : note, desk, keepIt);
    const question = select("question", note, [...desk.questions.map(each => [each.id, each.wording]), ["", t("no_question")]], note.question_id);
    const group = select("group", note, desk.groups.map(each => [each.id, each.title]), note.breakout_id);
    const news = el("p.small", { role: "status" });

    function save() {
      const { words, tags, kind } = readLine(field.value);
      if (!words) return field.focus();
      /** @type {Record<string, any>} */
      const values = controls.values;
      const said = Object.fromEntries(Object.keys(PLAIN).map(name => [name, values[name]]));
      const more = { ...said, words, tags, kind: kind || values.kind, question_id: question.lastChild.value, breakout_id: group.lastChild.value };
      left(true);
      acts.change({ ...note, head: start }, more);
      return acts.goOn();
    }

    const form = el("form", { onsubmit: (/** @type {Event} */ event) => event.preventDefault(), onkeydown(/** @type {any} */ event) {
      if (event.key === "Escape") {
        event.stopPropagation();
        left(true);
      } else if (event.key === "Enter" && event.target.tagName === "SELECT") {
        event.preventDefault();
        save();
      }
    } }, field, news, controls.node, el("div.fields.two", question, group),
    keys(key(t("save"), save, "button.primary"), key(t("cancel"), () => left(true)), key(t("remove"), () => {
      left(false);
      acts.remove(note);
    })));
    editor = { controls, news, start };
    node.replaceChildren(form);
    const first = focusOn === "question" ? question.lastChild : field;
    form.scrollIntoView({ block: "nearest" });
    first.focus({ preventScroll: true });
    if (first === field) field.setSelectionRange(field.value.length, field.value.length);
  }

  /** @param {typeof props} given */
  function update(given) {
    props = given;
    const now = JSON.stringify([given.note, given.desk.sectors]);
    if (lent && !given.draft) {
      lent = false;
      editor = null;
      shown = "";
    }
    if (editor) setText(editor.news, given.note.head === editor.start ? "" : `${t("meanwhile")} ${given.note.words}`);
    else if (now !== shown) {
      const focused = node.contains(document.activeElement);
      read();
      if (focused) node.querySelector(".words").focus();
    }
    shown = now;
    if (given.draft && !editor) write(given.draft);
  }
  update(props);
  return { node, update, write: (/** @type {string | undefined} */ focusOn) => write(null, focusOn), get editor() {
    return editor;
  }, get note() {
    return props.note;
  } };
}
