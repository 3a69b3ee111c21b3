// The facilitator's own phone: what to say, how the time stands, and the day in big buttons.

import * as keep from "./common/keep.js";
import { byId, clear, el, key, keys, mount, setText, still, told } from "./common/dom.js";
import { badge, tick, ticking } from "./common/header.js";
import { post } from "./common/ask.js";
import { Link } from "./common/link.js";
import { arrive, follow } from "./common/onward.js";
import { language, pairForm } from "./people/pairing.js";
import { moves } from "./stage/moves.js";
import { heed, learn, sorry, speak, t } from "./common/words.js";

const main = byId("main");
const foot = byId("foot");

/** @type {any} */
let shared = null;
// The order under way, "" for none, and whether it came to something.
let busy = "";
let under = Promise.resolve(true);
const link = new Link("/api/remote", { heard, gone: pair, changed: () => badge(link.holds, 0) });

/** @param {any} state */
function heard(state) {
  shared = state;
  heed(state);
  render();
}

// One thing at a time, never later than now, and the same once only; another, pressed before the answer came, is next.
// It is done upon what was seen here, so that after a lost answer it can be pressed again.
/** @param {string} name @param {string} [id] @param {{ round?: string, reason?: string, told?: boolean }} [more] */
async function act(name, id = "", more = {}) {
  const what = `${name} ${id}`;
  if (busy === what || (busy && !(await under)) || busy) return 0;
  busy = what;
  main.setAttribute("aria-busy", "true");
  const answer = post("/api/remote", { act: name, id, seen: shared.seen, ...more });
  under = answer.then(({ ok }) => ok);
  const { ok, status, said } = await answer;
  busy = "";
  main.removeAttribute("aria-busy");
  if (status === 401) pair();
  const trouble = document.getElementById("trouble");
  if (trouble) setText(trouble, ok ? "" : sorry(said));
  if (ok) link.take(said, true);
  else link.look();
  return status;
}

/** @type {(props: { title: string, drift: number, paused: boolean, ends_at: string | null, day: string }) => import("./types/phone.d.ts").Part} */
const now = still(({ title, drift: n, paused, ends_at, day }) => [
  day === "finished" ? el("h2", t("finished")) : told("h2", title),
  ends_at && el("p.clock", { role: "timer", "data-until": ends_at }),
  paused && el("p.lead", t("paused")),
  day === "running" && el("p.soft", n ? t(n > 0 ? "late" : "early", { n: Math.abs(n) }) : t("on_time")),
]);

/** @type {Record<string, string>} */
const VERBS = { open: "do_open", close: "do_close", declare: "do_declare", reveal: "do_reveal" };

// A vote with the one thing that can be done next; it can be voted on again, with a reason.
/** @param {import("./types/phone.d.ts").PollLine} props */
function pollLine(props) {
  const state = el("p.small");
  let cautioned = "";
  const next = key("", async () => {
    const { act: how, id, round_id: round } = props;
    if (how === "open") act(how, id, { round });
    else if (how !== "reveal") act(how, round);
    else if (await act("reveal", round, { told: cautioned === round }) === 428) cautioned = round;
  });
  const reason = el("input", { "aria-label": t("reason"), placeholder: t("reason"), maxLength: 200 });
  const again = el("details", el("summary", t("do_again")), el("form", { onsubmit(/** @type {Event} */ event) {
    event.preventDefault();
    act("open", props.id, { round: props.round_id, reason: reason.value });
  } }, reason, keys(el("button", t("do_open")))));
  /** @param {typeof props} given */
  function update(given) {
    props = given;
    const { act: verb, why } = props;
    const stands = props.state === "open" ? `${t("open")} · ${t("turnout", { n: props.cast })}` : t(`is_${props.state}`);
    setText(state, why ? `${stands} · ${why}` : stands);
    setText(next, verb ? t(VERBS[verb]) : "");
    next.hidden = !verb;
    next.className = verb === "open" ? "" : "primary";
    next.setAttribute("aria-label", `${next.textContent}: ${props.title}`);
    again.hidden = !props.again;
  }
  update(props);
  return { node: el("li.card", el("div.row", el("div.grow", told("strong", props.title), state), next), again), update };
}

/** @param {{ polls: import("./types/phone.d.ts").PollLine[] }} props */
function polls(props) {
  const list = el("ul");
  /** @param {typeof props} given */
  const update = ({ polls: all }) => mount(list, all.map(each => [each.id, pollLine, each]));
  update(props);
  return { node: el("section", el("h3", t("polls")), list), update };
}

// While the room takes a vote of all rooms nothing else is put before it; why stands there.
/** @type {(props: { all: import("./types/phone.d.ts").Item[], held: string }) => import("./types/phone.d.ts").Part} */
const questions = still(({ all, held }) => [
  el("h3", t("questions")),
  held && el("p.small", held),
  el("ul", all.map(({ id, text }) => el("li.card", told("p", text), !held && keys(["show_question", "show_wall"].map(name =>
    key(t(name), () => act(name, id), "button", { "aria-label": `${t(name)}: ${text}` })))))),
]);

/** @type {(props: { script: string, prompts: string[] }) => import("./types/phone.d.ts").Part} */
const script = still(({ script: text, prompts }) => [
  el("h3", t("script")),
  text.split(/\n\s*\n/).map(each => told("p", each)),
  prompts.length > 0 && el("ul.prompts", prompts.map(each => told("li", each))),
]);

/** @type {(text: string) => import("./types/phone.d.ts").Part} */
const note = still(text => text, "p.rehearsal");

// Said by screen readers as soon as it is there. Nothing is lost where nobody heeds it.
/** @type {(text: string) => import("./types/phone.d.ts").Part} */
const notice = still(text => el("p.rehearsal", { role: "alert" }, text));

function render() {
  if (!shared) return;
  const { segment, day, blank, next, title, drift_minutes: drift, questions_here: asked, held, stays, is_first: first } = shared;
  const { paused = false, ends_at = null } = segment || {};
  const focused = document.activeElement;
  mount(main, /** @type {import("./types/phone.d.ts").Wanted[]} */ ([
    ...(shared.rehearsal ? [["rehearsal", note, t("rehearsal")]] : []),
    ...(shared.notice ? [["notice", notice, shared.notice]] : []),
    ...(blank ? [["blank", note, t("blanked")]] : []),
    ...(shared.has_traces ? [["traces", note, t("traces")]] : []),
    ["now", now, { title: segment ? segment.title : title, drift, paused, ends_at, day }],
    ["moves", moves, { day, blank, next, paused, stays, first, act }],
    ...(shared.polls.length ? [["polls", polls, { polls: shared.polls }]] : []),
    ...(shared.script || shared.prompts.length ? [["script", script, { script: shared.script, prompts: shared.prompts }]] : []),
    ...(asked.length ? [["questions", questions, { all: asked, held }]] : []),
  ]));
  mount(foot, [["language", language, { changed: relabelled }]]);
  entitle(title);
  tick();
  if (!focused || !focused.isConnected) main.focus();
}

/** @param {string} other */
function relabelled(other) {
  relabel(other);
  clear(main);
  clear(foot);
  link.again();
  if (shared) render();
  else pair();
  foot.querySelector("button")?.focus();
}

/** @param {string} chosen */
function relabel(chosen) {
  speak(chosen);
  setText(document.querySelector(".skip"), t("skip"));
  badge(link.holds, 0);
}

/** @param {string} title */
function entitle(title) {
  setText(byId("title"), title);
  document.title = title;
}

function pair() {
  link.stop();
  shared = null;
  clear(main);
  main.append(el("h2", t("pair")), pairForm("facilitator", () => {
    clear(main);
    link.start();
  }));
  entitle(t("pair"));
  mount(foot, [["language", language, { changed: relabelled }]]);
}

async function begin() {
  await learn();
  await arrive();
  relabel(keep.get("lang") || navigator.language.slice(0, 2));
  ticking(true);
  follow(link);
  link.start();
}

begin();
