// When the host is gone: the page goes on at the standby that it was told of while all was well, with the ticket that
// lets it in there and with what it keeps. There it is who it was here.

import * as keep from "./keep.js";
import { ask, post, standby } from "./link.js";

const LOOK = 2000;
const SILENT = 3;
const MARK = "#onward=";
const LATELY = 600000;

const own = location.pathname === "/" ? "/api/" : `/api${location.pathname}/`;

/** Whether the page is on its way. */
export let going = false;

/** @param {string} address */
const answers = address => Promise.race([
  fetch(`${address}api/room`, { mode: "no-cors", cache: "no-store" }).then(() => true, () => false),
  new Promise(done => setTimeout(done, LOOK)),
]);

// What this browser keeps, as text. The standby is seconds behind: of what was received it needs the latest alone.
function luggage() {
  /** @type {Record<string, any>} */
  const kept = {};
  for (const name of keep.names("")) {
    const value = keep.get(name);
    if (!name.startsWith(keep.DAY) || value.at > Date.now() - LATELY) kept[name] = value;
  }
  return kept;
}

/** Watches over a link. @param {import("./link.js").Link} link */
export function follow(link) {
  let there = { address: "", ticket: "" };
  let silent = 0;

  async function look() {
    if (link.up) {
      silent = 0;
      if (standby === there.address) return;
      const { ok, said } = await ask(`${own}onward`);
      if (ok && said.ticket) there = said;
    } else if (!link.stopped && there.ticket && (silent += 1) >= SILENT && (await answers(there.address)) && !link.up) {
      going = true;
      const brought = encodeURIComponent(JSON.stringify({ ticket: there.ticket, kept: luggage() }));
      location.assign(there.address + location.pathname.slice(1) + MARK + brought);
    }
  }

  setInterval(look, LOOK);
}

/** Takes up what was brought from the host that is gone; another's luggage is left alone. */
export async function arrive() {
  const { hash } = location;
  if (!hash.startsWith(MARK)) return;
  history.replaceState(null, "", location.pathname);
  try {
    const { ticket, kept } = JSON.parse(decodeURIComponent(hash.slice(MARK.length)));
    let answer;
    do answer = await post(`${own}take-up`, { ticket });
    while (!answer.status);
    if (!answer.ok && answer.status !== 409) return;
    for (const [name, value] of Object.entries(kept)) if (keep.get(name) === null) keep.set(name, value);
    location.reload();
    await new Promise(() => {}); // the page begins again with what it keeps now
  } catch {
    // No luggage of ours.
  }
}
