// Asking to speak, and one's own place on the speakers' list. The same button takes it back.

import { el, key, keys, setText } from "../common/dom.js";
import { t, way } from "../common/words.js";

/** @param {{ list: import("../types/phone.d.ts").Speakers, own: import("../types/phone.d.ts").Speaker | null, entry: import("../types/phone.d.ts").Sending | undefined, outbox: import("./outbox.js").Outbox }} props */
export function speaking(props) {
  const place = el("p.lead", { role: "status" });
  const about = el("p.small");
  const ask = key("", () => {
    const on = !waits();
    props.outbox.put({ key: "to:speak", kind: "speak", on, list: props.list.id, wording: t(on ? "ask_to_speak" : "ask_no_more"), words: "" });
  });
  const at = () => props.own ? props.list.order.indexOf(props.own.ticket) : -1;
  const speaks = () => props.own && props.own.ticket && props.own.ticket === props.list.called;
  const waits = () => at() >= 0;
  /** @param {typeof props} given */
  function update(given) {
    props = given;
    const n = at();
    setText(place, props.entry ? way(props.entry) : speaks() ? t("speak_now") : n > 0 ? t("speak_place", { n }) : waits() ? t("speak_next") : "");
    setText(about, `${props.own ? t("speak_as", { name: props.own.name }) : ""} · ${props.list.rule}`);
    setText(ask, t(waits() ? "ask_no_more" : "ask_to_speak"));
    ask.hidden = speaks();
  }
  update(props);
  return { node: el("section", place, keys(ask), about), update };
}
