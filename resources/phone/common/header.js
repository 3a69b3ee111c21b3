// The badge that says how the link is, and the clocks that count down by the server's time.

import { announce, byId, setText } from "./dom.js";
import { now } from "./link.js";
import { t } from "./words.js";

const CALM = 2000;
let timer = 0;
let down = false;

// Says how the link is: up, down, or none yet (null). A short gap is not worth a word.
/** @param {boolean | null} holds @param {number} waiting */
export function badge(holds, waiting) {
  const place = byId("badge");
  if (holds !== false) {
    clearTimeout(timer);
    if (down && holds) announce(t("back_online"));
    timer = 0;
    down = false;
  } else if (!timer) {
    timer = setTimeout(() => {
      down = true;
      badge(false, waiting);
      announce(t("offline"));
    }, CALM);
  }
  place.className = down ? "down" : "";
  if (holds === null) setText(place, "");
  else if (holds || down) setText(place, t(down ? "offline" : waiting ? "sending" : "connected"));
}

let past = false;

/** @param {number} number */
const two = number => String(number).padStart(2, "0");

// Brings every element with a data-until up to the second.
export function tick() {
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-until]"))) {
    const left = Math.ceil((Date.parse(node.dataset.until || "") - now()) / 1000) || 0;
    const all = past ? Math.abs(left) : Math.max(0, left);
    const hours = all < 3600 ? "" : `${Math.floor(all / 3600)}:`;
    const minutes = Math.floor(all / 60) % 60;
    setText(node, `${past && left < 0 ? "+" : ""}${hours}${hours ? two(minutes) : minutes}:${two(all % 60)}`);
  }
}

// Keeps the clocks going; what lies below zero is shown only where `over` wants to know.
export function ticking(over = false) {
  past = over;
  setInterval(tick, 250);
}
