// Small pieces every page is put together from. Text is only ever set as text, never as HTML.

import { tongue } from "./words.js";

// el("p.small", { role: "status" }, "text", node): tag and classes, properties where there are any, contents.
/** Any element, so that what is set on it is not asked for its kind at every turn. @param {string} what @param {import("../types/phone.d.ts").Kid[]} kids @returns {import("../types/phone.d.ts").Made} */
export function el(what, ...kids) {
  const [tag, ...classes] = what.split(".");
  const node = /** @type {import("../types/phone.d.ts").Made} */ (document.createElement(tag));
  node.className = classes.join(" ");
  const props = /** @type {import("../types/phone.d.ts").Props} */ (kids[0] && kids[0].constructor === Object ? kids.shift() : {});
  for (const [name, value] of Object.entries(props)) {
    if (name in node && !/^(role|aria|list)/.test(name)) node[name] = value;
    else if (value !== undefined) node.setAttribute(name, value);
  }
  node.append(.../** @type {(Node | string)[]} */ (kids.flat(9)).filter(kid => kid || kid === /** @type {unknown} */ (0)));
  return node;
}

// A text of the seminar's or of a person's.
/** @param {string} what @param {string} text @param {import("../types/phone.d.ts").Props} [more] */
export const told = (what, text, more = {}) => el(what, { lang: tongue(text), dir: "auto", ...more }, text);

/** @param {import("../types/phone.d.ts").Kid} text @param {(event: any) => unknown} onclick @param {string} [what] @param {import("../types/phone.d.ts").Props} [more] */
export const key = (text, onclick, what = "button", more = {}) => el(what, { type: "button", onclick, ...more }, text);

/** @param {import("../types/phone.d.ts").Kid[]} kids */
export const keys = (...kids) => el("div.keys", kids);

// Shows parts under `parent`: wanted is a list of [key, make, props]; make(props) gives {node, update}.
// What is there already is updated where it stands, so that focus and half-typed text stay.
/** @param {Element} parent @param {import("../types/phone.d.ts").Wanted[]} wanted */
export function mount(parent, wanted) {
  const known = (parent.parts = parent.parts || new Map());
  const names = new Set(wanted.map(each => each[0]));
  for (const [name, part] of known) {
    if (names.has(name)) continue;
    part.node.remove();
    known.delete(name);
  }
  let next = parent.firstChild;
  for (const [name, make, props] of wanted) {
    let part = known.get(name);
    if (part) part.update(props);
    else known.set(name, (part = make(props)));
    if (part.node === next) next = part.node.nextSibling;
    else parent.insertBefore(part.node, next);
  }
}

/** @param {Element} parent */
export function clear(parent) {
  parent.parts = undefined;
  parent.replaceChildren();
}

// A part that is built anew whenever what it shows has changed.
/** @template Props @param {(props: Props) => import("../types/phone.d.ts").Kid} build @param {string} [what] @returns {(props: Props) => import("../types/phone.d.ts").Part} */
export const still = (build, what = "section") => props => {
  const node = el(what);
  /** @type {string | undefined} */
  let shown;
  /** @param {Props} given */
  const update = given => {
    const now = JSON.stringify(given);
    if (now !== shown) node.replaceChildren(.../** @type {(Node | string)[]} */ ([build(given)].flat(9)).filter(Boolean));
    shown = now;
  };
  update(props);
  return { node, update };
};

/** @param {Element | null} node @param {string} text */
export function setText(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

// A button that can do nothing now stays in reach of keyboard and screen reader.
/** @param {Element} button @param {boolean} can */
export const allow = (button, can) => button.setAttribute("aria-disabled", `${!can}`);
/** @param {Element} button */
export const allowed = button => button.getAttribute("aria-disabled") !== "true";

/** An element that the page itself holds. @param {string} id */
export const byId = id => /** @type {HTMLElement} */ (document.getElementById(id));

// Said once by screen readers, without moving anything.
/** @param {string} text */
export function announce(text) {
  const live = byId("live");
  live.textContent = "";
  setTimeout(() => setText(live, text), 60);
}

export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
