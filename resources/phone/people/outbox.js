// What a person wrote or marked stays here, on the phone, until the room has acknowledged it.

import * as keep from "../common/keep.js";
import { ask, post } from "../common/ask.js";
import { uuid } from "../common/dom.js";

/** @typedef {import("../types/phone.d.ts").Sending} Sending */
/** @typedef {import("../types/phone.d.ts").State} State */
/** @typedef {import("../types/phone.d.ts").Answer} Answer */

/** @type {Record<Sending["kind"], (entry: Sending) => Promise<Answer>>} */
const SEND = {
  async ballot({ round_id, marks, words, stamp, before = [] }) {
    const answer = await post("/api/ballots", { round_id, marks, words, submission: stamp });
    // Too late: but one that was sent before, whose receipt was lost, may count.
    for (const submission of answer.status === 409 ? before : []) {
      const { status, ok, said } = await post("/api/receipts", { round_id, submission });
      if (!status) return { ...answer, status };
      if (ok && said.counted) return { ...answer, counts: submission };
    }
    return answer;
  },
  async answer({ id, question_id, words, create, edited, was }) {
    const made = create && (await post("/api/responses", { id, question_id, words }));
    return made && !(made.ok && edited) ? made : ask(`/api/responses/${id}`, "PUT", { words, was });
  },
  withdraw: ({ id }) => ask(`/api/responses/${id}`, "DELETE"),
  upvote: ({ response_id, on }) => post("/api/upvotes", { response_id, on }),
  speak: ({ on, list, stamp }) => post("/api/speakers", { on, list_id: list, press: stamp }),
  group: ({ id }) => post("/api/group", { group_id: id }),
  me: ({ about }) => post("/api/me", about),
};

/** @param {State} state @param {string | undefined} id */
export const asks = (state, id) => state.questions.some(question => question.id === id);

/** Whether the room still asks for what was sent. @type {Record<string, (state: State, entry: Sending) => boolean>} */
export const STILL = {
  answer: (state, { question_id }) => asks(state, question_id),
  speak: ({ speakers }, { list }) => speakers !== null && speakers.id === list,
  group: ({ groups }) => groups !== null,
};

export class Outbox {
  tries = 0;
  busy = false;
  timer = 0;

  /** changed: something came or went; received: the room has it; counted: a ballot's earlier form counts, by what it was
   * sent under; lost: the room does not know us.
   * @param {{ changed(): void, received(entry: Sending): void, counted(round: string, stamp: string): void, lost(): void }} does */
  constructor({ changed, received, counted, lost }) {
    this.changed = changed;
    this.received = received;
    this.counted = counted;
    this.lost = lost;
  }

  /** @returns {Sending[]} */
  get entries() {
    return keep.get("outbox", []);
  }

  // Whether what waits outlives the page.
  get lasts() {
    return keep.lasts("outbox");
  }

  get waiting() {
    return this.entries.filter(entry => !entry.refused).length;
  }

  /** @param {string} key */
  find(key) {
    return this.entries.find(entry => entry.key === key);
  }

  // Takes an entry in; it replaces an earlier one about the same thing, also where there is no room for its heir.
  /** @param {Sending} entry */
  put(entry) {
    const earlier = this.find(entry.key);
    const before = earlier && [...(earlier.before || []), earlier.stamp || ""].slice(-9);
    this.keep(this.entries.filter(other => other.key !== entry.key));
    this.write([...this.entries, { ...entry, before, stamp: uuid() }]);
    this.flush();
  }

  // Words of one's own. What may be on its way already is sent as it was made and then corrected; `was` are all the
  // words that their author saw there, the last of which the room may not know.
  /** @param {string} id @param {{ id: string, wording: string }} question @param {string} words @param {boolean} isNew @param {string} [seen] */
  say(id, { id: question_id, wording }, words, isNew, seen) {
    const key = `answer:${id}`;
    const earlier = this.find(key);
    const create = isNew || Boolean(earlier && earlier.create);
    this.put({ key, kind: "answer", id, question_id, wording, words, create, edited: !isNew, was: [...((earlier && earlier.was) || []), ...(seen ? [seen] : [])].slice(-9) });
  }

  /** @param {string} key @param {Sending[]} instead */
  discard(key, ...instead) {
    this.write([...this.entries.filter(entry => entry.key !== key), ...instead]);
  }

  /** @param {string} key */
  again(key) {
    const entry = this.find(key);
    if (entry) this.put({ ...entry, refused: undefined });
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    for (let entry; (entry = this.entries.find(each => !each.refused)); ) {
      const answer = await SEND[entry.kind](entry);
      const { status } = answer;
      if (status === 401) {
        this.lost();
        break;
      }
      if (!status || status >= 500 || status === 408 || status === 429) {
        this.later(entry, answer);
        break;
      }
      this.tries = 0;
      this.settle(entry, answer);
    }
    this.busy = false;
  }

  // Acknowledged or refused; what was put in meanwhile about the same thing stays.
  /** @param {Sending} entry @param {Answer} answer */
  settle(entry, { ok, said, counts }) {
    const latest = this.find(entry.key);
    if (ok) this.received(entry);
    else if (counts) this.counted(entry.round_id || "", counts);
    if (latest && latest.stamp === entry.stamp) this.discard(entry.key, ...(ok ? [] : [{ ...entry, refused: said, counts }]));
    else this.changed();
  }

  // Tries again in a while; what the room could not digest goes to the end.
  /** @param {Sending} entry @param {Answer} answer */
  later({ key }, { status, wait }) {
    const latest = this.find(key);
    if (status >= 500 && latest) this.discard(key, latest);
    this.tries += 1;
    const pause = wait || Math.min(4000, 300 * 2 ** this.tries);
    this.timer = setTimeout(() => this.flush(), pause * (0.8 + 0.4 * Math.random()));
  }

  /** @param {Sending[]} entries */
  write(entries) {
    this.keep(entries);
    this.changed();
  }

  /** @param {Sending[]} entries */
  keep(entries) {
    if (entries.length) keep.set("outbox", entries);
    else keep.drop("outbox");
  }
}
