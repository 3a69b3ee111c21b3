// Which group one is in, where it meets, and for those nobody has placed: to say it, or be dealt in.

import { el, key, keys, setText, still, told } from "../common/dom.js";
import { t, way } from "../common/words.js";

/** @typedef {import("../types/phone.d.ts").GroupShown} Group */
/** @typedef {{ title: string, all: Group[], own: Group | null, whole: boolean, choose(id: string): void }} Shown */

/** @param {import("../types/phone.d.ts").GroupShown} group */
const place = ({ title, place: where, topic }) => [told("strong", title), told("p", [where, topic].filter(Boolean).join(" · "))];

// `whole` lists all groups; while they work, one's own is enough.
/** @type {(props: Shown) => import("../types/phone.d.ts").Part} */
const shown = still(({ title, all, own, whole, choose }) => [
  whole && told("h2", title),
  own ? el("div.card.starred", el("p.small", t("your_group")), place(own)) : el("p.lead", t("which_group")),
  !own && keys(key(t("deal_me"), () => choose(""), "button.primary")),
  (whole || !own) && [
    el("h3", t("all_groups")),
    el("ul", all.map(each => el("li.card", place(each), !own && key(t("my_group"), () => choose(each.id), "button", { "aria-label": `${t("my_group")}: ${each.title}` })))),
  ],
], "div");

/** @param {Shown & { entry: import("../types/phone.d.ts").Sending | undefined }} props */
export function groups({ entry, ...props }) {
  const inner = shown(props);
  const status = el("p.lead", { role: "status" });
  /** @param {Shown & { entry: import("../types/phone.d.ts").Sending | undefined }} given */
  function update({ entry: sent, ...given }) {
    inner.update(given);
    setText(status, sent ? way(sent) : "");
  }
  update({ entry, ...props });
  return { node: el("section", inner.node, status), update };
}
