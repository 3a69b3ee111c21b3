// The facilitator's own phone: the day in big buttons.

import { allow, allowed, el, key, setText } from "../common/dom.js";
import { t } from "../common/words.js";

// The big buttons; they stay where they are, whatever is told meanwhile.
/** @param {{ day: string, blank: boolean, next: string, paused: boolean, stays: string, first: boolean, act(name: string): Promise<number> }} props */
export function moves(props) {
  /** @param {string} name @param {string} what */
  const button = (name, what) => key("", () => allowed(made[name]) && does[name](), what);
  /** @type {Record<string, () => Promise<number>>} */
  const does = {
    on: () => props.act(props.day === "before" ? "start" : "go_on"),
    back: () => props.act("go_back"),
    pause: () => props.act(props.paused ? "resume" : "pause"),
    extend: () => props.act("extend"),
    blank: () => props.act(props.blank ? "unblank" : "blank"),
  };
  /** @type {Record<string, import("../types/phone.d.ts").Made>} */
  const made = {};
  for (const name of Object.keys(does)) made[name] = button(name, name === "on" ? "button.primary" : "button");
  const { on, back, pause, extend, blank } = made;
  const stays = el("p.small");
  /** @param {typeof props} given */
  function update(given) {
    props = given;
    const running = props.day === "running";
    setText(on, props.day === "before" ? t("begin") : props.next ? t("go_to", { title: props.next }) : t("go_on"));
    setText(back, t("back"));
    setText(pause, t(props.paused ? "resume" : "pause"));
    setText(extend, t("extend"));
    setText(blank, t(props.blank ? "unblank" : "blank"));
    blank.setAttribute("aria-pressed", props.blank);
    allow(on, props.day !== "finished" && !props.stays);
    allow(back, props.day === "finished" || (running && !props.stays && !props.first));
    for (const each of [pause, extend]) allow(each, running);
    setText(stays, props.stays);
    stays.hidden = !props.stays;
  }
  update(props);
  return { node: el("section.moves", on, back, pause, extend, blank, stays, el("p.trouble", { id: "trouble", role: "alert" })), update };
}
