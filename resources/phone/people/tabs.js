// Tabs of one browser are one person: the tab that was opened or touched last is live, others say so.

import { uuid } from "../common/dom.js";

/** When a tab became live, and its name: of two that do so at once the larger name wins. @typedef {[number, string]} Claim */

export class Tabs {
  live = false;
  latest = 0;
  /** @type {Claim} */
  own = [0, ""];

  /** @param {{ postMessage(claim: Claim): void, onmessage: any } | null} channel to the other tabs, where the browser has one
   * @param {() => void} stepBack @param {string} [name] @param {() => number} [clock] */
  constructor(channel, stepBack, name = uuid(), clock = Date.now) {
    this.channel = channel;
    this.stepBack = stepBack;
    this.name = name;
    this.clock = clock;
    if (channel) channel.onmessage = (/** @type {{ data: Claim }} */ { data }) => this.hear(data);
  }

  // This tab is live, whatever was before.
  claim() {
    this.live = true;
    this.latest = Math.max(this.latest + 1, this.clock());
    this.own = [this.latest, this.name];
    this.tell();
  }

  tell() {
    if (this.live && this.channel) this.channel.postMessage(this.own);
  }

  // Of two that became live at once one steps back: the other tells it.
  /** @param {Claim} claim */
  hear([at, by]) {
    this.latest = Math.max(this.latest, at);
    const [since, name] = this.own;
    if (at < since || (at === since && by < name)) return this.tell();
    this.live = false;
    this.stepBack();
  }
}
