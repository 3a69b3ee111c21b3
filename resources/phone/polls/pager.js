// A ballot too long for one look, a step at a time.

import { allow, allowed, el, key, keys, setText } from "../common/dom.js";
import { t } from "../common/words.js";

// Pages through steps: build(place, go) gives the step's nodes.
/** @param {number} count @param {(place: number, go: (to: number) => void) => import("../types/phone.d.ts").Kid[]} build */
export function pager(count, build) {
  const where = el("h3", { tabIndex: -1 });
  const body = el("div");
  const bar = el("progress", { max: count, "aria-hidden": "true" });
  const back = key(t("back"), () => allowed(back) && go(bar.value - 2));
  const on = key(t("next"), () => allowed(on) && go(bar.value));
  /** @param {number} to */
  function go(to) {
    const place = Math.min(count - 1, to);
    bar.value = place + 1;
    setText(where, t("item_of", { n: place + 1, of: count }));
    body.replaceChildren(.../** @type {Node[]} */ (build(place, go)));
    allow(back, place > 0);
    allow(on, place < count - 1);
    if (where.isConnected) where.focus();
  }
  go(0);
  return [where, bar, body, keys(back, on)];
}
