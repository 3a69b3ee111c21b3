// What the room sees now, as one part of the page.

import * as keep from "../common/keep.js";
import { el, still, told } from "../common/dom.js";
import { groups } from "../people/groups.js";
import { spoken, t } from "../common/words.js";
import { ballot, barred, results, turnout, waiting } from "../polls/voting.js";

/** @typedef {import("../types/phone.d.ts").State} State */
/** @typedef {import("../people/seat.js").Seat} Seat */

/** @param {string} until @param {string} [what] */
const timer = (until, what = "span") => el(what, { role: "timer", "data-until": until });

/** @type {(props: import("../types/phone.d.ts").Segment) => import("../types/phone.d.ts").Part} */
export const strip = still(({ title, ends_at, paused }) => [
  el("span.grow", `${t("now")}: `, told("strong", title)),
  paused ? t("paused") : el("span", timer(ends_at), ` ${t("left")}`),
], "div.strip");

/** @type {(props: { title: string, line?: string, lines?: string[], more?: string | false, page?: string }) => import("../types/phone.d.ts").Part} */
const saying = still(({ title, line, lines = [], more, page }) => [
  told("h2", title),
  line && told("p.lead", line),
  lines.length > 0 && el("ul", lines.map(text => told("li", text))),
  more && el("p.soft", more),
  page && el("a", { href: `page?lang=${spoken()}` }, page),
]);

/** @type {(props: Pick<State, 'heading' | 'segment'>) => import("../types/phone.d.ts").Part} */
const clock = still(({ heading, segment }) => [
  heading && [told("h2", heading.title), told("p.soft", heading.line)],
  segment && (segment.paused ? el("p.lead", t("paused")) : timer(segment.ends_at, "p.clock")),
]);

// What is before the room, in one line.
/** @param {State} state */
export function gist({ poll, message, heading, questions, scene: name }) {
  if (name === "blank") return t("look_up");
  if (poll) return `${t(poll.state)} ${poll.wording}`;
  return message || heading?.title || questions[0]?.wording || t("look_up");
}

/** The groups, all of them or one's own. @param {State} shared @param {Seat} seat @param {boolean} whole @returns {import("../types/phone.d.ts").Wanted} */
export const grouped = ({ groups: found }, { mine, outbox, choose }, whole) =>
  ["groups", groups, { title: found?.title, all: found?.groups, own: mine.group, whole, choose, entry: outbox.find("to:group") }];

/** @param {import("../types/phone.d.ts").Poll} poll @param {State["results"]} shown @param {Seat} seat @returns {import("../types/phone.d.ts").Wanted} */
function pollPart(poll, shown, seat) {
  const { round_id, state, wording, number, cast, present } = poll;
  const entry = seat.outbox.find(`ballot:${round_id}`);
  const known = seat.knownOf(poll);
  if (state === "open" && poll.listed && seat.mine.admitted !== round_id) return [`barred:${round_id}`, barred, poll];
  if (state === "open" && poll.deals) {
    const items = seat.mine.dealt;
    if (!items.length) return ["none", saying, { title: wording, line: t("none_dealt") }];
    poll = { ...poll, items };
  }
  if (state === "open") return [`ballot:${round_id}`, ballot, { poll, known, entry, lasts: seat.outbox.lasts, send: seat.send }];
  const receipt = keep.get(`got:${round_id}`);
  const lost = receipt?.of !== undefined && t("is_not_among", { n: receipt.of });
  const received = receipt || known !== null;
  const props = { poll: { round_id, state, wording, number, cast, present }, receipt, lost, received, entry, lasts: seat.outbox.lasts, marked: keep.get(`mark:${round_id}`) };
  return shown ? ["results", results, { ...props, results: shown }] : ["waiting", waiting, props];
}

/** The projector's content as text, for whoever cannot see it. @param {State} shared */
function lines({ screen, poll, wall, scene: name }) {
  if (name === "blank") return [t("screen_blank")];
  if (screen.length || !poll) return screen.concat(wall ? wall.cards.map(({ words }) => words) : []);
  return [poll.wording, t(poll.state), ...poll.items.map(({ text }) => text), turnout(poll), `${t(poll.secrecy)} ${poll.archived} ${poll.for_whom}`];
}

/** @type {(texts: string[]) => import("../types/phone.d.ts").Part} */
const screenRows = still(texts => texts.map((/** @type {string} */ text) => told("li", text)), "ul");

/** @type {(shared: State) => import("../types/phone.d.ts").Part} */
export function onScreen(shared) {
  const rows = screenRows(lines(shared));
  return { node: el("details", el("summary", t("on_screen")), rows.node), update: given => rows.update(lines(given)) };
}

/** The parts that say it; the questions say themselves. @param {State} shared @param {Seat} seat @returns {import("../types/phone.d.ts").Wanted[]} */
export function scene(shared, seat) {
  const { scene: name, heading, message, poll, segment, questions } = shared;
  if (poll && (name !== "blank" || poll.state === "open")) return [pollPart(poll, shared.results, seat)];
  if (name === "clock") return [["clock", clock, { heading, segment }]];
  if (name === "groups") return [grouped(shared, seat, true)];
  if (message) return [["saying", saying, { title: message }]];
  if (heading) return [["saying", saying, { ...heading, more: name === "welcome" && t("welcome") }]];
  return questions.length ? [] : [["saying", saying, { title: t("look_up") }]];
}
