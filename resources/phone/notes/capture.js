// The field at the bottom, and what is said about the note by one key each.

import { announce, el, key, setText } from "../common/dom.js";
import { now } from "../common/link.js";
import { about, kindName } from "./about.js";
import { PLAIN } from "./content.js";
import { NONE, keepLine, line as standing } from "./drafts.js";
import { readLine } from "./line.js";
import { lineField } from "./row.js";
import { t } from "../common/words.js";

let latest = 0;

// The room's time, but never earlier than for the note before: what is known of the room's clock may be put right.
function moment() {
  latest = Math.max(now(), latest + 1);
  return new Date(latest).toISOString();
}

/** `ended` takes the note as it was typed, `pictured` a photograph's file and when it was chosen, `made` gets what the
 * page needs of this part; `camera` is whether photographs may be taken.
 * @param {{ sectors: string[], sizes: string[], camera: boolean, ended(said: Partial<import("../types/phone.d.ts").Note> & { recorded_at: string }): void, pictured(file: Blob, at: string): void, made(capture: any): void }} props */
export function capturing({ sectors, sizes, camera, ended, pictured, made }) {
  const files = el("input", { type: "file", accept: "image/*", onchange() {
    pictured(files.files[0], moment());
    files.value = "";
  } });
  const photograph = key(t("photograph"), () => files.click());
  const field = lineField("", { id: "field", "aria-label": t("new_note"), placeholder: t("hint"), oninput: noteDown }, end);
  const controls = about(PLAIN, { sectors, sizes }, noteDown);
  const summary = el("summary");
  const more = el("details.more", summary, controls.node);
  const node = el("form.capture", { onsubmit(/** @type {Event} */ event) {
    event.preventDefault();
    end();
  } }, el("div.entry", field, photograph, el("button.primary", t("add"))), more);

  function noteDown() {
    const typed = readLine(field.value);
    const { kind, sector } = controls.values;
    controls.shown(typed.kind);
    setText(summary, [t("about_note"), kindName(typed.kind || kind || "point"), sector].filter(Boolean).join(" · "));
    keepLine(field.value.trim() ? { line: field.value, values: controls.values, at: Date.now() } : null);
  }

  function end() {
    const { words, tags, kind } = readLine(field.value);
    if (!words) return field.focus();
    const { values } = controls;
    ended({ ...values, words, tags, kind: kind || values.kind, recorded_at: moment() });
    put(NONE);
    announce(t("noted"));
    return field.focus();
  }

  /** @param {import("../types/phone.d.ts").Draft} draft */
  function put({ line, values }) {
    field.value = line;
    controls.set(values);
    noteDown();
  }

  const wide = matchMedia("(min-width: 48rem)");
  const fit = () => (more.open = wide.matches);
  wide.onchange = fit;
  fit();
  put(standing || NONE);
  made({ field, controls, put });
  /** @param {{ camera: boolean }} given */
  const update = given => (photograph.hidden = !given.camera);
  update({ camera });
  return { node, update };
}
