// What a person may change about themselves, and the way out for the next one.

import * as keep from "../common/keep.js";
import { LANGUAGES, box, choice, contact } from "./door.js";
import { allow, allowed, announce, el, key, setText } from "../common/dom.js";
import { post } from "../common/link.js";
import { sorry, spoken, t } from "../common/words.js";

/** `waiting()` counts what is not sent; `relabel` builds the page in another language, `left` goes to the door.
 * @param {{ card: any, waiting(): number, relabel(language: string): void, left(): void }} props */
export function me({ card, waiting, relabel, left }) {
  /** @type {Record<string, any>} */
  const known = { take_part: true, ...card.me, language: spoken() };
  const status = el("p.small", { role: "status" });
  /** @param {string} name @returns {(value: any) => Promise<void>} */
  const change = name => async value => {
    known[name] = value;
    const { ok, said } = await post("/api/me", known);
    if (ok) card.me = { ...known };
    setText(status, ok ? t("changed") : sorry(said));
  };
  const languages = Object.entries(LANGUAGES).map(([value, name]) => el("option", { value, lang: value, selected: value === spoken() }, name));
  const pick = /** @type {HTMLSelectElement} */ (el("select", { id: "language", onchange() {
    keep.set("lang", pick.value);
    change("language")(pick.value);
    relabel(pick.value);
  } }, languages));

  async function leave() {
    const { ok, said } = await post("/api/leave", {});
    if (!ok) return announce(sorry(said));
    keep.forget();
    return left();
  }

  const next = key(t("next_person"), () => allowed(next) && leave());
  const node = el("details", el("summary", t("me")), el("label", { htmlFor: "language" }, t("language")), pick,
    ["quote", "archive"].map(name => box(t(name), known[name], change(name))), contact(known, change, "onchange"),
    choice("sector", card.sectors, known.sector, change("sector")), choice("size", card.sizes, known.size, change("size")),
    status, card.shared && [el("p.small", t("next_help")), next]);
  const update = () => allow(next, waiting() === 0);
  update();
  return { node, update };
}
