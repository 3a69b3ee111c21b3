// The link to the room: live events, polling where they fail, and an honest word on whether it holds.

import { ask } from "./ask.js";
import { spoken } from "./words.js";

const QUICK_TRIES = 60;
const POLL = 2000;
// The room says every three seconds that it is there (KEEP_ALIVE_SECONDS). Where that is missed the page asks, and
// where that is not answered soon either, it says that nobody is there. While it hears it, it asks once in a while.
const SILENCE = 5000;
const SOON = 4000;
const LOOK = 60000;
const PATIENCE = 8000;

let offset = 0;

// The server's clock, so that every countdown in the room agrees.
export const now = () => Date.now() + offset;

export class Link {
  // heard(state, mark): news; changed(): the link came or went; gone(): the room does not know us.
  // live and event: where news comes from and what it is called, where that is not as usual.
  // mark() is asked for before a question goes out, so that an answer can be told to be late.
  up = false;
  version = 0;
  epoch = "";
  tries = 0;
  mute = 0;
  // Questions are numbered: the newest that was answered, the newest for everything, and the newest answered in full.
  asked = 0;
  answered = 0;
  wanted = 0;
  whole = 0;
  stopped = true;
  timer = 0;
  looked = 0;
  /** @type {EventSource | null} */
  source = null;

  /** @param {string} path @param {{ heard(state: any, mark: any): void, gone(): void, changed(): void, mark?: () => any, live?: string, event?: string }} does */
  constructor(path, does) {
    this.path = path;
    this.heard = does.heard;
    this.gone = does.gone;
    this.changed = does.changed;
    this.mark = does.mark;
    this.live = does.live || (path === "/api/state" ? "/api/live" : `${path}/live`);
    this.event = does.event || "state";
    const wake = () => !document.hidden && !this.stopped && this.look(false, false, SOON);
    for (const event of ["online", "pageshow", "focus"]) addEventListener(event, wake);
    document.addEventListener("visibilitychange", wake);
    /** @type {any} */ (navigator).connection?.addEventListener("change", wake);
    addEventListener("offline", () => !this.stopped && this.fail());
  }

  // Whether the link is up; null while nobody asked for one.
  get holds() {
    return this.stopped ? null : this.up;
  }

  start() {
    this.stopped = false;
    this.look(true);
  }

  stop() {
    this.stopped = true;
    this.version = 0;
    clearTimeout(this.timer);
    this.source?.close();
  }

  // Asks for everything anew, in the language that is spoken now.
  again() {
    if (this.stopped) return;
    this.version = 0;
    this.source?.close();
    this.look(true);
  }

  // Takes a state unless a newer one of the same file is known. Only a `fresh` one surely tells this moment's time.
  /** @param {any} state @param {boolean} [fresh] @param {any} [mark] */
  take(state, fresh = false, mark = undefined) {
    const ahead = Date.parse(state.now) - Date.now();
    offset = fresh || !offset ? ahead : Math.max(offset, ahead);
    if (state.epoch !== this.epoch) this.version = 0;
    this.epoch = state.epoch;
    if (state.version < this.version || (state.version === this.version && !fresh)) return;
    this.version = state.version;
    this.heard(state, mark);
  }

  open() {
    this.source?.close();
    const source = (this.source = new EventSource(`${this.live}?lang=${spoken()}`));
    source.onopen = () => this.hold(SILENCE);
    source.addEventListener("here", () => this.hold(Date.now() - this.looked > LOOK ? 0 : SILENCE));
    source.addEventListener(this.event, event => {
      this.mute = 0;
      const state = JSON.parse(event.data);
      this.take(state);
      this.hold(state.version < this.version ? 0 : SILENCE); // A room whose clock was set back counts on when it is asked.
    });
    source.onerror = () => source === this.source && !this.stopped && this.fail(source.readyState === 2);
    this.after(PATIENCE, () => this.fail(true));
  }

  // Whether everything was asked for and has not come.
  get lacks() {
    return this.wanted > this.whole;
  }

  // Asks once over plain HTTP: whether the room is there, whether it knows us, what is new. What was asked for in full comes in full: where the
  // answer is lost or older than what is known, it is asked again, saying what is known `above`: a room whose clock was set back counts on.
  /** @returns {Promise<void>} */
  async look(all = false, above = false, patience = PATIENCE) {
    const turn = (this.asked += 1);
    this.looked = Date.now();
    if (all) this.wanted = turn;
    const { lacks, version: known } = this;
    const mark = this.mark?.();
    const { ok, status, said } = await ask(lacks && !above ? this.path : `${this.path}?since=${known}`, "GET", undefined, patience);
    if (this.stopped || turn < this.answered) return;
    this.answered = turn;
    if (status === 401 || status === 403) this.gone();
    else if (!ok) this.fail();
    else {
      const late = said ? said.epoch === this.epoch && said.version < this.version : above;
      if (said) this.take(said, true, mark);
      if (lacks && late) return above && said ? this.fail() : this.look(false, !above && said.version < known);
      if (lacks) this.whole = turn;
      this.tries = 0;
      this.set(true);
      if (this.mute > 2) {
        this.mute -= 0.1;
        this.hold(POLL);
      } else if (this.source?.readyState === 1) this.hold(SILENCE);
      else this.open();
    }
  }

  /** @param {number} wait */
  hold(wait) {
    this.tries = 0;
    this.set(true);
    this.after(wait, () => this.look(false, false, SOON));
  }

  fail(mute = false) {
    this.source?.close();
    if (mute) this.mute += 1;
    this.set(false);
    this.tries += 1;
    const most = this.tries < QUICK_TRIES ? 900 : 5000;
    const wait = Math.min(most, 75 * 2 ** Math.min(this.tries, 9)) * (0.7 + 0.3 * Math.random());
    this.after(wait, () => (this.mute || this.lacks || this.tries % 4 === 0 ? this.look() : this.open()));
  }

  /** @param {boolean} up */
  set(up) {
    if (this.up === up) return;
    this.up = up;
    this.changed();
  }

  /** @param {number} wait @param {() => void} what */
  after(wait, what) {
    clearTimeout(this.timer);
    this.timer = setTimeout(what, wait);
  }
}
