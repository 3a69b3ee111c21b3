// A vote on the phone: the ballot while it is open, a truthful receipt, the results once they are revealed.

import * as keep from "../common/keep.js";
import { marksOf, problem, shuffled, wordsOf } from "./ballot_rules.js";
import { FACES } from "./ballots.js";
import { charted } from "./chart.js";
import { allow, allowed, el, key, setText, still, told } from "../common/dom.js";
import { post } from "../common/ask.js";
import { sorry, t } from "../common/words.js";

/** What is known of one's own ballot in a round that is over.
 * @typedef {{ poll: { round_id: string, state: string, wording: string, number: number, cast: number, present: number }, receipt?: unknown, lost: string, received: boolean, entry?: import("../types/phone.d.ts").Sending, lasts: boolean, marked: unknown }} Over */

/** @param {{ cast: number, present: number }} poll */
export const turnout = ({ cast: n, present: of }) => (of && of >= n ? t("turnout_of", { n, of }) : t("turnout", { n }));

/** @param {{ number: number, wording: string }} poll */
const head = ({ number: n, wording }) => [n > 1 && el("p.small", t("round", { n })), told("h2", wording)];

// A number of this phone's own, by which it shuffles.
function seed() {
  if (!keep.get("seed")) keep.set("seed", `${crypto.getRandomValues(new Uint32Array(1))}`);
  return keep.get("seed");
}

/** @param {import("../types/phone.d.ts").Marking} one @param {import("../types/phone.d.ts").Marking} other */
const same = (one, other) => JSON.stringify([marksOf(one), wordsOf(one)]) === JSON.stringify([marksOf(other), wordsOf(other)]);

/** @param {{ marks?: [string, number][], words?: string | string[] }} ballot @returns {import("../types/phone.d.ts").Marking} */
const asDraft = ({ marks, words }) => {
  const { "-": abstains, ...rest } = Object.fromEntries(marks || []);
  return { marks: rest, words: [words || []].flat(), abstains: Boolean(abstains) };
};

// props: poll, known (the ballot the room has of this person), entry (what waits in the outbox), lasts (whether that
// outlives the page), send(ballot)
/** @param {{ poll: import("../types/phone.d.ts").Poll, known: import("../types/phone.d.ts").Ballot | null, entry?: import("../types/phone.d.ts").Sending, lasts: boolean, send(ballot: import("../types/phone.d.ts").Ballot): void }} props */
export function ballot(props) {
  let { poll } = props;
  const name = `mark:${poll.round_id}`;
  const sent = () => (props.entry && !props.entry.refused ? props.entry : props.known);
  /** @type {import("../types/phone.d.ts").Marking} */
  const draft = keep.get(name) || asDraft(props.entry || props.known || { marks: [], words: [] });
  const items = poll.shuffle ? shuffled(poll.items, seed() + poll.poll_id) : poll.items;
  const send = el("button.primary");
  const status = el("p", { role: "status" });
  const people = el("p.small");
  const left = el("span", { role: "timer" });
  const closes = el("p.strong", `${t("closes")} `, left);
  const face = el("div", FACES[poll.method](poll, items, draft, touched));
  const abstain = el("input", { type: "checkbox", checked: draft.abstains, onchange() {
    draft.abstains = abstain.checked;
    touched();
  } });
  const form = el("form", face, poll.may_abstain && el("label.choice", abstain, el("span", t("abstain"))), el("div.send", status, send));

  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const wrong = problem(poll, draft);
    if (wrong) setText(status, wrong);
    else if (allowed(send)) props.send({ round_id: poll.round_id, marks: marksOf(draft), words: wordsOf(draft) });
  };

  function touched() {
    keep.set(name, draft);
    refresh();
  }

  function refresh() {
    const there = sent();
    face.inert = Boolean(draft.abstains);
    const changed = !there || !same(draft, asDraft(there));
    const begun = marksOf(draft).length + wordsOf(draft).length > 0;
    const refused = props.entry && same(draft, asDraft(props.entry)) && props.entry.refused;
    const none = poll.takes_nothing && !begun;
    const news = refused ? (props.entry?.counts ? t("change_missed") : sorry(refused)) : none ? t("approve_none") : begun ? problem(poll, draft) || t("unsent") : "";
    allow(send, changed);
    setText(send, t(there && changed ? "revote" : "vote"));
    const waits = there === props.entry;
    setText(status, changed ? news : t(waits ? (props.lasts ? "vote_saved" : "unsent") : "vote_received"));
    status.className = changed || waits ? "status" : "status received";
    setText(people, turnout(poll));
    closes.hidden = !poll.closes_at;
    left.dataset.until = poll.closes_at;
  }

  /** @param {typeof props} given */
  function update(given) {
    props = given;
    ({ poll } = given);
    refresh();
  }
  refresh();
  return { node: el("section", head(poll), el("p.soft", poll.how), closes, form, people, el("p.small", `${t(poll.secrecy)} ${poll.archived} ${poll.for_whom}`)), update };
}

// What became of one's own ballot in a round that is over.
/** @param {Over} props */
function fate({ lost, received, entry, lasts, marked }) {
  if (lost) return lost;
  if (entry && entry.refused) return received ? t("change_missed") : sorry(entry.refused);
  if (entry) return t(lasts ? "vote_saved" : "unsent");
  return received ? t("vote_counted") : marked ? t("vote_missed") : "";
}

// Asks the room whether one's own vote is among the counted; how it was marked nobody can say.
/** @param {Over} props */
function proof({ poll: { round_id, state }, receipt }) {
  if (typeof receipt !== "string" || !["closed", "revealed"].includes(state)) return "";
  const answer = el("span.small", { role: "status" });
  const check = key(t("check_mine"), async () => {
    const { ok, said } = await post("/api/receipts", { round_id, submission: receipt });
    setText(answer, ok ? t(said.counted ? "is_among" : "is_not_among", { n: said.of }) : sorry(said));
  }, "button.quiet");
  return el("div.row", check, answer);
}

// A vote that is for others, as far as is known.
/** @type {(poll: import("../types/phone.d.ts").Poll) => import("../types/phone.d.ts").Part} */
export const barred = still(poll => [head(poll), el("p.lead", { role: "status" }, poll.for_whom), el("p.small", turnout(poll))]);

/** @type {(props: Over) => import("../types/phone.d.ts").Part} */
export const waiting = still(props => [
  head(props.poll),
  el("p.lead", t(props.poll.state)),
  el("p", fate(props)),
  proof(props),
  ["counting", "closed"].includes(props.poll.state) && el("p.small", turnout(props.poll)),
]);

/** @type {(props: Over & { results: import("../types/phone.d.ts").Results }) => import("../types/phone.d.ts").Part} */
export const results = still(props => {
  const { chart, verdict, turnout: voted, rule, ties } = props.results;
  return [
    head(props.poll),
    el("h3", t("revealed")),
    charted(chart),
    [verdict, ties].map(text => text && el("p.strong", text)),
    el("p.small", [voted, rule].filter(Boolean).join(" · ")),
    el("p.small", fate(props)),
    proof(props),
  ];
});
