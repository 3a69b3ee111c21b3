// The parts of the note-taker's page around the running list.

import { el, key, keys, setText, still, told } from "../common/dom.js";
import { KINDS, countWords } from "./line.js";
import { t } from "../common/words.js";

const LITTLE = 0.5;

// A line with what to do about it.
/** @type {(props: { text: string, more?: string, alert?: boolean, does?: any[] }) => import("../types/phone.d.ts").Part} */
export const strip = still(({ text, more, alert, does }) =>
  [el("p", { role: alert ? "alert" : "status" }, text), more && el("p.small", more), keys((does || []).map(([name, act]) => key(name, act)))], "div.strip");

export const message = still(text => [el("span.soft", `${t("message")}: `), told("strong", text)], "div.strip");

// Which group, how long still, and the question that is asked now.
/** @param {import("../types/phone.d.ts").Where} props */
export function where(props) {
  const group = el("select", { id: "group", "aria-label": t("group"), onchange: () => props.go(group.value) });
  const place = el("span.small");
  const time = el("p.time");
  const wording = el("h2", { id: "asked" });
  const count = el("span.small");
  /** @param {number} by */
  const step = by => () => props.step(by);
  const node = el("div.where",
    el("div.row", group, place, time),
    el("div.row.ask", el("div.grow", wording, count),
      keys(key("▲", step(-1), "button", { "aria-label": t("q_before"), "aria-keyshortcuts": "Alt+ArrowUp", title: `${t("q_before")} (Alt+↑)` }),
        key("▼", step(1), "button", { "aria-label": t("q_next"), "aria-keyshortcuts": "Alt+ArrowDown", title: `${t("q_next")} (Alt+↓)` }))));
  /** @type {string | undefined} */
  let offered;
  /** @type {string | null | undefined} */
  let timed;

  /** @param {import("../types/phone.d.ts").Where} given */
  function offer({ groups, here }) {
    const now = JSON.stringify(groups.map(each => [each.id, each.title, each.segment_title]));
    if (now !== offered) {
      const segments = [...new Set(groups.map(each => each.segment_title))];
      group.replaceChildren(...segments.map(title => el("optgroup", { label: title },
        groups.filter(each => each.segment_title === title).map(each => told("option", each.title, { value: each.id })))));
    }
    offered = now;
    group.value = here.id;
  }

  /** @param {import("../types/phone.d.ts").Where} given */
  function tell({ segment }) {
    const now = segment && JSON.stringify([segment.title, segment.paused, segment.ends_at]);
    if (now === timed) return;
    timed = now;
    time.replaceChildren(...(segment ? [told("span", segment.title), " · ", segment.paused ? t("paused")
      : el("span", el("strong", { role: "timer", "data-until": segment.ends_at }), ` ${t("left")}`)] : []));
  }

  /** @param {import("../types/phone.d.ts").Where} given */
  function update(given) {
    props = given;
    const { questions, question, here } = given;
    const at = questions.findIndex(each => each.id === question);
    offer(given);
    tell(given);
    setText(place, [here.place, here.topic].filter(Boolean).join(" · "));
    setText(wording, at < 0 ? t("no_question") : questions[at].wording);
    setText(count, at < 0 ? "" : t("question_of", { n: at + 1, of: questions.length }));
  }
  update(props);
  return { node, update };
}

/** @param {{ sector: string, people: number, said: number, words: number, all: number }} of */
function line({ sector, people, said, words, all }) {
  const share = said ? words / said : 0;
  const own = all ? people / all : 0;
  const verdict = people && !words ? t("not_heard") : words && share < LITTLE * own ? t("heard_little") : "";
  const bar = el("span.bar", { "aria-hidden": "true" }, el("span"), el("i"));
  bar.firstChild.style.width = `${100 * share}%`;
  bar.lastChild.style.left = `${100 * own}%`;
  return el("li", told("span", sector), verdict && el("strong", ` · ${verdict}`), bar,
    el("span.small", t("share", { words, said, people, all })));
}

// Words noted per sector beside the sector's share of the group, where the room tells it.
/** @type {(props: { hearing: { sector: string, people: number }[], notes: { sector: string, words: string }[] }) => import("../types/phone.d.ts").Part} */
export const heard = still(({ hearing, notes }) => {
  /** @type {Record<string, number>} */
  const words = {};
  for (const note of notes) if (note.sector) words[note.sector] = (words[note.sector] || 0) + countWords(note.words);
  const said = Object.values(words).reduce((sum, each) => sum + each, 0);
  const all = hearing.reduce((sum, each) => sum + each.people, 0);
  const lines = hearing.filter(each => each.people || words[each.sector]);
  return [el("h3", t("heard")), el("ul", lines.map(each => line({ ...each, words: words[each.sector] || 0, said, all })))];
});

export const help = still(() => {
  const marks = Object.values(KINDS).map(each => each[1]).join(" ");
  const letters = Object.values(KINDS).map(each => each[2]).join(" ");
  const rows = [["Enter", "k_end"], [`Alt + ${letters}`, "k_kind"], ["#…", "k_tag"], ["Alt + 1 … 9, 0", "k_sector"], ["Alt + S, Y, H", "k_marks"],
    ["Alt + ↑, ↓", "k_question"], ["Alt + PgUp, PgDn", "k_group"], ["Alt + G", "k_link"], ["↑", "k_up"], ["Ctrl + Z", "k_undo"], ["Esc", "k_esc"]];
  return el("details", { open: innerWidth > 1000 }, el("summary", t("keyboard")),
    el("dl", rows.map(([name, what]) => [el("dt", el("kbd", name)), el("dd", t(what, { marks }))])));
});
