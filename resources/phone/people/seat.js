// What belongs to this phone: one's own answers and ballot, as the room has them and as they wait to be sent.

import * as keep from "../common/keep.js";
import { uuid } from "../common/dom.js";
import { post } from "../common/ask.js";
import { Outbox, STILL, asks } from "./outbox.js";
import { t } from "../common/words.js";

/** @typedef {import("../types/phone.d.ts").Mine} Mine */
/** @typedef {import("../types/phone.d.ts").Sending} Sending */
/** @typedef {import("../types/phone.d.ts").State} State */

/** @returns {Mine} */
const nothing = () => ({ responses: [], ballot: null, upvoted: [], group: null, admitted: "", held: "", speaks: null, dealt: [] });

/** @param {Sending} entry */
const tooLate = ({ kind, refused }) => kind === "answer" && refused;

export class Seat {
  mine = nothing();
  // How many acts the room has acknowledged; what it told before knows less.
  acknowledged = 0;
  // Of which file of the room's `mine` is.
  epoch = "";
  /** What the room told last. @type {State | null} */
  shared = null;

  /** unsure: the room knows something else of this person now. @param {{ changed(): void, lost(): void, unsure(): void }} does */
  constructor({ changed, lost, unsure }) {
    this.changed = changed;
    this.unsure = unsure;
    this.outbox = new Outbox({ changed, received: entry => this.received(entry), counted: (...vote) => this.noteReceipt(...vote), lost });
  }

  leave() {
    this.shared = null;
    this.mine = nothing();
    this.epoch = "";
  }

  /** What the room has of this person. Where its file is another one than before, answers that it lacks are sent again,
   * and of a ballot in an open round it says itself whether it has it; in one that is over it is asked. @param {Mine} own */
  know(own) {
    const { epoch, poll } = /** @type {State} */ (this.shared);
    const known = keep.get("said", { epoch, rows: [] });
    if (known.epoch !== epoch) {
      if (poll) this.doubt(poll);
      for (const { id, question_id, words, wording = "" } of known.rows)
        if (![...own.responses, ...this.outbox.entries].some(each => each.id === id)) this.outbox.say(id, { id: question_id, wording }, words, true);
    }
    this.mine = own;
    this.epoch = epoch;
    this.noteSaid();
  }

  /** A receipt is of another file than the room's is now. @param {{ round_id: string, state: string }} poll */
  async doubt({ round_id, state }) {
    const name = `got:${round_id}`;
    const submission = keep.get(name);
    if (state === "open") [name, `sent:${round_id}`].forEach(keep.drop);
    else if (typeof submission === "string") {
      const { status, ok, said } = await post("/api/receipts", { round_id, submission });
      if (!status) setTimeout(() => this.doubt({ round_id, state }), 2000);
      else if (ok && !said.counted) keep.set(name, { of: said.of });
      this.changed();
    }
  }

  // Keeps what the room has received, for the case that it goes back to an earlier file; of another file than `mine`
  // is of nothing is known yet, and what was kept before stays until it is.
  noteSaid() {
    const { shared, mine, epoch } = this;
    if (!shared || shared.epoch !== epoch) return;
    const known = [...shared.questions, ...keep.get("said", { rows: [] }).rows.map((/** @type {any} */ row) => ({ ...row, id: row.question_id }))];
    const rows = mine.responses.map(row => ({ ...row, wording: (known.find(each => each.id === row.question_id) || { wording: "" }).wording }));
    keep.set("said", { epoch, rows });
  }

  // What came too late, and is not asked for now.
  get late() {
    const { shared } = this;
    return this.outbox.entries.filter(entry => entry.refused && entry.kind in STILL && !(shared && STILL[entry.kind](shared, entry)));
  }

  // An answer that came too late for its question is sent again when the question is open again.
  /** @param {State | null} before */
  offerAgain(before) {
    const { shared } = this;
    for (const { key, question_id: id } of this.outbox.entries.filter(tooLate))
      if (shared && asks(shared, id) && !(before && asks(before, id))) this.outbox.again(key);
  }

  /** @param {Sending} entry */
  received(entry) {
    const { mine } = this;
    const { kind, round_id: round = "", response_id: response = "" } = entry;
    this.acknowledged += 1;
    if (kind === "ballot") {
      mine.ballot = { round_id: round, marks: entry.marks || [], words: /** @type {string[]} */ (entry.words || []) };
      keep.set(`sent:${round}`, mine.ballot);
      this.noteReceipt(round, entry.stamp);
      setTimeout(() => this.tidy());
    } else if (kind === "upvote") mine.upvoted = mine.upvoted.filter(other => other !== response).concat(entry.on ? response : []);
    else if (kind === "speak" || kind === "group") this.unsure();
    else if (kind !== "me") this.answered(entry);
  }

  // Where there is no room for the receipt it takes that of the marks: a phone never says of a vote that it was missed.
  // With the id it was sent under the room says later whether it is among the counted.
  /** @param {string} round @param {string} [stamp] */
  noteReceipt(round, stamp) {
    if (keep.set(`got:${round}`, stamp || keep.get(`got:${round}`) || true)) return;
    keep.drop(`mark:${round}`);
  }

  /** @param {Sending} entry */
  answered({ kind, id = "", question_id: question = "", words }) {
    const { mine, shared } = this;
    const known = mine.responses.find(other => other.id === id);
    const asking = shared && shared.questions.find(each => each.id === question);
    const hidden = Boolean(asking && asking.moderated) || Boolean(known && known.hidden);
    const said = `${words}`;
    if (kind === "withdraw") mine.responses = mine.responses.filter(other => other !== known);
    else if (known) Object.assign(known, { words: said, hidden });
    else mine.responses.push({ id, question_id: question, words: said, hidden });
    this.noteSaid();
  }

  /** Own answers to a question, with what still waits on the phone laid over them. @param {State["questions"][0]} question */
  rowsOf(question) {
    const rows = new Map();
    const { wording } = question;
    const { wall } = /** @type {State} */ (this.shared);
    /** @param {{ question_id?: string }} each */
    const here = each => each.question_id === question.id;
    /** @param {string} id */
    const onWall = id => wall && wall.cards.some(each => each.id === id);
    for (const { id, question_id, words, hidden } of this.mine.responses.filter(here)) {
      const says = !hidden || onWall(id) ? "received" : question.moderated ? "held" : "put_away";
      rows.set(id, { id, question_id, wording, words, says, status: "received" });
    }
    for (const { id, question_id, words, kind, refused } of this.outbox.entries.filter(here)) {
      const status = refused ? "refused" : this.outbox.lasts ? "saved" : "unsent";
      if (kind === "answer") rows.set(id, { id, question_id, wording, words, refused, status });
      else if (!refused) rows.delete(id);
    }
    return [...rows.values()];
  }

  /** @type {import("../types/phone.d.ts").SeatActs} */
  acts = {
    create: (question, words) => this.outbox.say(uuid(), question, words, true),
    say: ({ id, question_id, wording }, words, was) => this.outbox.say(id, { id: question_id, wording }, words, false, was),
    withdraw: ({ id, question_id }) => this.outbox.put({ key: `answer:${id}`, kind: "withdraw", id, question_id }),
    again: id => this.outbox.again(`answer:${id}`),
    discard: id => this.outbox.discard(`answer:${id}`),
  };

  /** @param {import("../types/phone.d.ts").Ballot} given */
  send = given => this.outbox.put({ key: `ballot:${given.round_id}`, kind: "ballot", ...given });

  /** @param {string} id @param {boolean} on */
  vote = (id, on) => this.outbox.put({ key: `upvote:${id}`, kind: "upvote", response_id: id, on });

  // Where somebody has asked on the list that is open.
  get speaking() {
    const entry = this.outbox.find("to:speak");
    return entry && this.shared && STILL.speak(this.shared, entry) ? entry : undefined;
  }

  /** @param {string} id */
  choose = id => this.outbox.put({ key: "to:group", kind: "group", id, wording: t("which_group"), words: "" });

  get upvoted() {
    const now = new Set(this.mine.upvoted);
    for (const { response_id: id, on } of this.outbox.entries) if (id) now[on ? "add" : "delete"](id);
    return [...now];
  }

  /** The ballot the room has of this person, as it says or as it acknowledged it here. @param {{ round_id: string }} poll */
  knownOf({ round_id }) {
    const { ballot } = this.mine;
    return ballot && ballot.round_id === round_id ? ballot : keep.get(`sent:${round_id}`);
  }

  // Marks of rounds that are over leave the phone: afterwards nobody can find out from it who voted how.
  tidy() {
    const { shared, outbox } = this;
    if (!shared || !shared.poll || shared.poll.state === "draft") return;
    const { round_id, state } = shared.poll;
    for (const name of ["mark:", "got:", "sent:"].flatMap(keep.names)) if (!name.endsWith(`:${round_id}`)) keep.drop(name);
    for (const entry of outbox.entries)
      if (entry.kind === "ballot" && entry.refused && entry.round_id !== round_id) outbox.discard(entry.key);
    if (state === "open" || outbox.find(`ballot:${round_id}`)) return;
    if (keep.get(`mark:${round_id}`)) keep.set(`mark:${round_id}`, true);
    if (this.knownOf(shared.poll)) this.noteReceipt(round_id);
    keep.drop(`sent:${round_id}`);
    this.mine.ballot = null;
  }

  // Whether something a person wrote or marked would go with the page.
  get brims() {
    return keep.lasting ? keep.brims("outbox", "draft:", "edit:", "mark:") : this.outbox.waiting > 0;
  }
}
