// What this phone keeps for itself. Nothing here ever fails: what the browser has no room for, or may not keep,
// lasts as long as the page, and `lasts` says so.

import { uuid } from "./dom.js";

const PREFIX = "facilitator:";

// What a note-taker's browser has sent today and the room has received.
export const DAY = "desk:day:";
/** @type {Map<string, string>} */
const page = new Map();

function storage() {
  try {
    localStorage.setItem(`${PREFIX}try`, "");
    localStorage.removeItem(`${PREFIX}try`);
    return localStorage;
  } catch {
    return full() ? localStorage : null;
  }
}

// A storage that is full to the last sign can still be read, and is room again once something left it.
function full() {
  try {
    return localStorage.length > 0;
  } catch {
    return false;
  }
}

const place = storage();
export const lasting = place !== null;

/** @param {string} name @param {string} text */
function write(name, text) {
  try {
    if (!place) return false;
    place.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function read(name) {
  try {
    return page.get(name) || (place && place.getItem(name)) || "null";
  } catch {
    return "null";
  }
}

/** What is kept under a name; what somebody else damaged counts as nothing. @param {string} name @param {any} [otherwise] */
export function get(name, otherwise = null) {
  try {
    return JSON.parse(read(PREFIX + name)) || otherwise;
  } catch {
    return otherwise;
  }
}

/** Keeps a value; returns whether it outlives the page. @param {string} name @param {any} value */
export function set(name, value) {
  const text = JSON.stringify(value);
  const before = page.size;
  if (write(PREFIX + name, text)) page.delete(PREFIX + name);
  else page.set(PREFIX + name, text);
  tell(before);
  return lasts(name);
}

// Pages hear by the event "kept" that there is something to say about what lasts, or nothing any more.
/** @param {number} before */
function tell(before) {
  if (page.size !== before) setTimeout(() => dispatchEvent(new Event("kept")));
}

/** Forgets a value, and puts into the room it leaves what there was none for. @param {string} name */
export function drop(name) {
  const before = page.size;
  page.delete(PREFIX + name);
  try {
    if (place) place.removeItem(PREFIX + name);
  } catch {
    // Barred meanwhile: then nothing of it is there any more.
  }
  for (const [left, text] of [...page]) if (write(left, text)) page.delete(left);
  tell(before);
}

/** Whether what is kept under a name outlives the page. @param {string} name */
export const lasts = name => lasting && !page.has(PREFIX + name);

/** Names that begin like this. @param {string} start */
export function names(start) {
  const all = new Set([...(place ? Object.keys(place) : []), ...page.keys()]);
  return [...all].filter(name => name.startsWith(PREFIX + start)).map(name => name.slice(PREFIX.length));
}

/** Whether anything that begins like this is in the page only. @param {string[]} starts */
export const brims = (...starts) => starts.some(start => names(start).some(name => !lasts(name)));

// Forgets the person, for the next one; a note-taker's notes are nobody's to forget.
export const forget = () => names("").filter(name => !/^(lang|code|desk:.*)$/.test(name)).forEach(drop);

let seat = "";

// What this browser calls itself until it is in, however often it asks, so that an answer that is lost costs no second
// seat: kept where a seat is kept, in a cookie.
export function asking() {
  const [, held] = /joining=([\w-]{36})/.exec(document.cookie) || [];
  seat = held || seat || uuid();
  document.cookie = `joining=${seat};samesite=strict`;
  return { seat, pressed: Date.now() };
}

// It is in: whoever asks next is somebody else.
export function seated() {
  seat = "";
  document.cookie = "joining=;max-age=0";
}
