// Which group one is in, where it meets, and for those nobody has placed: to say it, or be dealt in.

import { announce, el, key, keys, still, told } from "../common/dom.js";
import { post } from "../common/link.js";
import { sorry, t } from "../common/words.js";

/** @param {import("../types/phone.d.ts").GroupShown} group */
const place = ({ title, place: where, topic }) => [told("strong", title), told("p", [where, topic].filter(Boolean).join(" · "))];

/** @param {string} id */
async function choose(id) {
  const { ok, said } = await post("/api/group", { group_id: id });
  if (!ok) announce(sorry(said));
  dispatchEvent(new Event("grouped"));
}

/** @param {import("../types/phone.d.ts").GroupShown} each */
const mine = each => key(t("my_group"), () => choose(each.id), "button", { "aria-label": `${t("my_group")}: ${each.title}` });

// `whole` lists all groups; while they work, one's own is enough.
/** @type {(props: { title: string, all: import("../types/phone.d.ts").GroupShown[], own: import("../types/phone.d.ts").GroupShown | null, whole: boolean }) => import("../types/phone.d.ts").Part} */
export const groups = still(({ title, all, own, whole }) => [
  whole && told("h2", title),
  own ? el("div.card.starred", el("p.small", t("your_group")), place(own)) : el("p.lead", t("which_group")),
  !own && keys(key(t("deal_me"), () => choose(""), "button.primary")),
  (whole || !own) && [
    el("h3", t("all_groups")),
    el("ul", all.map(each => el("li.card", place(each), own ? "" : mine(each)))),
  ],
]);
