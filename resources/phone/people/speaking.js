// Asking to speak, and one's own place on the speakers' list. The same button takes it back.

import { announce, el, key, keys, setText } from "../common/dom.js";
import { post } from "../common/link.js";
import { sorry, t } from "../common/words.js";

/** @param {{ list: import("../types/phone.d.ts").Speakers, own: import("../types/phone.d.ts").Speaker | null }} props */
export function speaking(props) {
  const place = el("p.lead", { role: "status" });
  const about = el("p.small");
  const ask = key("", async () => {
    const { ok, said } = await post("/api/speakers", { on: !waits() });
    if (!ok) announce(sorry(said));
    dispatchEvent(new Event("grouped"));
  });
  const at = () => props.own ? props.list.order.indexOf(props.own.ticket) : -1;
  const speaks = () => props.own && props.own.ticket && props.own.ticket === props.list.called;
  const waits = () => at() >= 0;
  /** @param {typeof props} given */
  function update(given) {
    props = given;
    const n = at();
    setText(place, speaks() ? t("speak_now") : n > 0 ? t("speak_place", { n }) : waits() ? t("speak_next") : "");
    setText(about, `${props.own ? t("speak_as", { name: props.own.name }) : ""} · ${props.list.rule}`);
    setText(ask, t(waits() ? "ask_no_more" : "ask_to_speak"));
    ask.hidden = speaks();
  }
  update(props);
  return { node: el("section", place, keys(ask), about), update };
}
