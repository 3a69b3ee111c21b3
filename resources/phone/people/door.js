// The door: language, code, consent by purpose, and what a person wants to say of themselves.

import * as keep from "../common/keep.js";
import { clear, el, key, keys, told } from "../common/dom.js";
import { JOINING, ask, recognised } from "../common/ask.js";
import { sorry, speak, spoken, t } from "../common/words.js";

/** @type {Record<string, string>} */
export const LANGUAGES = { en: "English", cy: "Cymraeg" };

/** @param {string} text @param {boolean} checked @param {(on: boolean) => void} chosen */
export const box = (text, checked, chosen) =>
  el("label.choice", el("input", { type: "checkbox", checked, onchange: (/** @type {any} */ event) => chosen(event.target.checked) }), el("span", text));

// The box for being contacted, and the address that comes with it.
/** @param {Record<string, any>} form @param {(name: string) => (value: any) => void} note @param {"oninput" | "onchange"} typed */
export function contact(form, note, typed) {
  const input = /** @type {HTMLInputElement} */ (el("input", { id: "email", type: "email", autocomplete: "email", maxLength: 200, value: form.email || "", [typed]: () => note("email")(input.value) }));
  const line = el("p", el("label", { htmlFor: "email" }, t("email")), input);
  /** @param {boolean} on */
  const show = on => {
    line.hidden = !on;
    input.required = on;
    input.disabled = !on; // else a half-typed address that nobody sees any more bars the way
  };
  show(form.contact);
  return [box(t("contact"), form.contact, on => {
    show(on);
    note("contact")(on);
  }), line];
}

// One of a list, or rather not say.
/** @param {string} name @param {string[]} options @param {string} now @param {(value: string) => void} chosen */
export const choice = (name, options, now, chosen) =>
  options.length > 0 && el("fieldset", el("legend", t(name)), [...options, ""].map(value =>
    el("label.choice", el("input", { type: "radio", name, checked: value === now, onchange: () => chosen(value) }),
      value ? told("span", value) : el("span", t("not_said")))));

// Leads a person in; calls `joined` once the room has let them in, `relabel` when the language has changed.
/** @param {HTMLElement} main @param {import("../types/phone.d.ts").Door} card @param {() => void} joined @param {(language: string) => void} relabel */
export function door(main, card, joined, relabel) {
  /** What is filled in. @type {Record<string, any>} */
  const form = keep.get("door", { take_part: false, quote: false, archive: false, contact: false, sector: "", size: "", name: "", email: "" });
  const given = new URLSearchParams(location.search).get("code");
  if (given) keep.set("code", given);
  form.code = keep.get("code", "");
  const steps = [language, ...(form.code ? [] : [code]), consent];
  if (card.sectors.length || card.sizes.length || card.names) steps.push(about);
  /** @type {Map<Function, string>} */
  const titles = new Map([[code, "code"], [consent, "consent"], [about, "about"]]);
  let at = 0;
  // Whether the browser keeps the seat it was given: where it does not, no further one is taken.
  let kept = navigator.cookieEnabled;

  /** @param {string} name @returns {(value: unknown) => void} */
  const note = name => value => {
    form[name] = value;
    keep.set("door", form);
  };

  /** @param {string} name @param {import("../types/phone.d.ts").Props} more */
  function field(name, more) {
    const help = t(name === "code" ? "code_help" : name);
    const input = el("input", { id: name, value: form[name], maxLength: 200, "aria-describedby": "trouble", ...more });
    input.oninput = () => note(name)(input.value);
    return [el("label", { htmlFor: name }, help), input];
  }

  /** @param {number} to @param {string} [error] */
  function go(to, error) {
    at = to;
    clear(main);
    const last = at === steps.length - 1;
    const heading = at ? el("h2", { tabIndex: -1 }, t(titles.get(steps[at]) || "")) : told("h2", card.title);
    const foot = at > 0 && keys(key(t("back"), () => go(at - 1)), el("button.primary", t(last ? "join" : "on")));
    const trouble = el("p.trouble", { id: "trouble", role: "alert" }, error);
    main.append(at ? el("p.small", t("step", { n: at, of: steps.length - 1 })) : "", heading,
      el("form", { onsubmit: submit }, steps[at](), trouble, foot));
    if (at) heading.focus();
    if (steps[at] === consent) ask("/api/room?at=consent");
    scrollTo(0, 0);
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (steps[at] === consent && !form.take_part) return go(at, t("must"));
    if (at < steps.length - 1) return go(at + 1);
    if (!kept) return go(at, t("no_cookies"));
    const { ok, said } = await ask("/api/join", "POST", { ...form, ...keep.asking(), language: spoken() }, JOINING);
    const after = ok ? await ask("/api/room") : null;
    if (after?.ok && !after.said.joined) kept = false;
    else if (ok) {
      keep.set("code", form.code);
      keep.drop("door");
      // Who sat here before has another seat, or none.
      keep.names("sent:").forEach(keep.drop);
      recognised();
      return joined();
    }
    if (!kept) return go(at, t("no_cookies"));
    if (said.reason === "code" && !steps.includes(code)) steps.splice(1, 0, code);
    return go(said.reason === "code" ? steps.indexOf(code) : at, sorry(said));
  }

  function language() {
    /** @param {string} name */
    const pick = name => key(LANGUAGES[name], () => {
      keep.set("lang", name);
      relabel(name);
      go(1);
    }, "button.primary", { lang: name });
    const lines = [card.subtitle, card.organiser, card.place];
    return [lines.map(text => text && told("p.soft", text)), el("div.fields", pick("en"), pick("cy"))];
  }

  function code() {
    return field("code", { autocapitalize: "characters", autocomplete: "off", spellcheck: false });
  }

  function consent() {
    const boxes = [...["take_part", "quote", "archive"].map(name => box(t(name), form[name], note(name))), contact(form, note, "oninput")];
    const texts = card.consent[spoken()].split(/\n\s*\n/).map(text => text && told("p", text));
    const terms = card.terms[spoken()].map(text => el("li", text));
    return [texts, terms.length > 0 && el("ul.small", terms), el("fieldset", el("legend", t("agree_to")), boxes)];
  }

  function about() {
    return [
      el("p.soft", t("about_help", { n: card.room_threshold })),
      card.names && field("name", { autocomplete: "name" }),
      choice("sector", card.sectors, form.sector, note("sector")),
      choice("size", card.sizes, form.size, note("size")),
    ];
  }

  speak(spoken());
  go(0);
}
