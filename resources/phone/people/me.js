// What a person may change about themselves, and the way out for the next one.

import * as keep from "../common/keep.js";
import { LANGUAGES, box, choice, contact } from "./door.js";
import { allow, allowed, el, key, setText } from "../common/dom.js";
import { post } from "../common/ask.js";
import { sorry, spoken, t, way } from "../common/words.js";

const KEY = "to:me";

/** `relabel` builds the page in another language, `left` goes to the door.
 * @param {{ card: any, outbox: import("./outbox.js").Outbox, relabel(language: string): void, left(): void }} props */
export function me({ card, outbox, relabel, left }) {
  let entry = outbox.find(KEY);
  /** @type {Record<string, any>} */
  const known = { take_part: true, ...card.me, ...(entry && entry.about), language: spoken() };
  const status = el("p.small", { role: "status" });
  /** @param {string} name @returns {(value: any) => void} */
  const change = name => value => {
    known[name] = value;
    outbox.put({ key: KEY, kind: "me", about: { ...known } });
  };
  const languages = Object.entries(LANGUAGES).map(([value, name]) => el("option", { value, lang: value, selected: value === spoken() }, name));
  const pick = /** @type {HTMLSelectElement} */ (el("select", { id: "language", onchange() {
    keep.set("lang", pick.value);
    change("language")(pick.value);
    relabel(pick.value);
  } }, languages));

  async function leave() {
    const { ok, said } = await post("/api/leave", {});
    if (!ok) return setText(status, sorry(said));
    keep.forget();
    return left();
  }

  const next = key(t("next_person"), () => allowed(next) && leave());
  const node = el("details", el("summary", t("me")), el("label", { htmlFor: "language" }, t("language")), pick,
    ["quote", "archive"].map(name => box(t(name), known[name], change(name))), contact(known, change, "onchange"),
    choice("sector", card.sectors, known.sector, change("sector")), choice("size", card.sizes, known.size, change("size")),
    status, card.shared && [el("p.small", t("next_help")), next]);
  function update() {
    const sent = entry;
    entry = outbox.find(KEY);
    if (entry) setText(status, way(entry));
    else if (sent) {
      card.me = sent.about;
      setText(status, t("changed"));
    }
    allow(next, outbox.waiting === 0);
  }
  update();
  return { node, update };
}
