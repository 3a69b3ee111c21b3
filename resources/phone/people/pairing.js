// A device of the facilitator's or of a note-taker's: paired with a code, in one of two languages.

import * as keep from "../common/keep.js";
import { LANGUAGES } from "./door.js";
import { el, key, keys, setText } from "../common/dom.js";
import { JOINING, ask, recognised } from "../common/ask.js";
import { sorry, spoken, t } from "../common/words.js";

/** The form that pairs; `wrong` words a refusal where that is not as usual.
 * @param {string} role @param {() => void} paired @param {(said: any) => string} wrong */
export function pairForm(role, paired, wrong = sorry) {
  const input = /** @type {HTMLInputElement} */ (el("input", {
    id: "code", value: new URLSearchParams(location.search).get("code") || "",
    autocapitalize: "characters", autocomplete: "off", spellcheck: false, "aria-describedby": "trouble",
  }));
  const trouble = el("p.trouble", { id: "trouble", role: "alert" });
  return el("form", { async onsubmit(/** @type {Event} */ event) {
    event.preventDefault();
    const { ok, said } = await ask("/api/pair", "POST", { role, code: input.value, seat: keep.asking().seat }, JOINING);
    if (!ok) return setText(trouble, wrong(said));
    recognised();
    return paired();
  } }, el("label", { htmlFor: "code" }, t("pair_code")), input, trouble, keys(el("button.primary", t("pair"))));
}

/** The key for the other language; `changed` builds the page anew. @param {{ changed(language: string): void }} props */
export function language({ changed }) {
  const other = spoken() === "en" ? "cy" : "en";
  const node = key(LANGUAGES[other], () => {
    keep.set("lang", other);
    changed(other);
  }, "button.quiet", { lang: other });
  return { node, update() {} };
}
