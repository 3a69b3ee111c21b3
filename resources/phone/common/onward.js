// When the host is gone: the page goes on at the standby that it was told of while all was well, with the ticket that
// lets it in there and with what it keeps. There it is who it was here.

import * as keep from "./keep.js";
import { ask, post, standby } from "./ask.js";

const LOOK = 2000;
// So long a page is given to get there over bad Wi-Fi, before it sets out anew.
const UNDER_WAY = 30000;
const SILENT = 3;
const MARK = "#onward=";
const LATELY = 600000;
const HALF_TYPED = /^desk:(draft|edit):/;
// Every browser takes an address of this length.
const MOST = 500000;

const own = location.pathname === "/" ? "/api/" : `/api${location.pathname}/`;

/** Whether the page is on its way. */
export let going = false;

const pause = () => new Promise(done => setTimeout(done, LOOK));

/** @param {string} address */
const answers = address => Promise.race([
  fetch(`${address}api/state`, { mode: "no-cors", cache: "no-store" }).then(() => true, () => false),
  pause(),
]);

/** Trouble of the room's that has nothing to do with what it was asked. @param {number} status */
const passes = status => !status || status === 408 || status === 429 || status >= 500;

/** What this browser keeps, as a part of an address; of what was received only that of so many milliseconds.
 * @param {string} ticket @param {number} lately */
function pack(ticket, lately) {
  /** @type {Record<string, any>} */
  const kept = {};
  for (const name of keep.names("")) {
    const value = keep.get(name);
    if (!name.startsWith(keep.DAY) || (value && value.at > Date.now() - lately)) kept[name] = value;
  }
  return encodeURIComponent(JSON.stringify({ ticket, kept }));
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
    } else if (!going && !link.stopped && there.ticket && (silent += 1) >= SILENT && (await answers(there.address)) && !link.up) {
      // The standby is seconds behind, so that what was received long ago need not come.
      const brought = [LATELY, 0].map(lately => pack(there.ticket, lately)).find(text => text.length < MOST);
      // Where it is too much, the page stays with what is only in it.
      if (!brought) return;
      going = true;
      location.assign(there.address + location.pathname.slice(1) + MARK + brought);
      setTimeout(() => {
        going = false;
      }, UNDER_WAY);
    }
  }

  setInterval(look, LOOK);
}

/** What stood half typed has no page any more. @param {string} name @param {any} value */
const left = (name, value) => (value && HALF_TYPED.test(name) ? { ...value, left: true } : value);

/** Takes up what was brought from the host that is gone; another's luggage is left alone. Until the room has answered,
 * whoever loads the page again still has all of it in the address. */
export async function arrive() {
  const [, brought] = location.hash.split(MARK);
  if (!brought) return;
  try {
    const { ticket, kept } = JSON.parse(decodeURIComponent(brought));
    const knock = async () => (await post(`${own}take-up`, { ticket })).status;
    let status = await knock();
    while (passes(status)) status = await pause().then(knock);
    if ([200, 409].includes(status)) for (const name in kept) if (keep.get(name) === null) keep.set(name, left(name, kept[name]));
  } catch {
    // No luggage of ours.
  }
  // What is kept in the page only would go with it.
  if (keep.brims("")) return history.replaceState(null, "", location.pathname);
  location.replace(location.pathname);
  // The page begins again with what it keeps now.
  return new Promise(() => {});
}
