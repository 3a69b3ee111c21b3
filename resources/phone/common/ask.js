// Asking the room, and what every answer tells along with itself.

import { seated } from "./keep.js";
import { spoken } from "./words.js";

const PATIENCE = 8000;
// A busy room lets people in one after another.
export const JOINING = 60000;

// Where the room goes on when its host is gone: the address of a standby, "" while there is none.
export let standby = "";

// How often the room has learnt who this is.
let greeted = 0;

// The room has just learnt who this is: that it knew nobody when something was asked before says nothing now.
export function recognised() {
  greeted += 1;
  seated();
}

/** @returns {import("../types/phone.d.ts").Answer} */
const unheard = () => ({ ok: false, status: 0, said: { reason: "unreachable" }, wait: 0 });

/** `patience` is how long an answer is waited for, in ms. @param {string} path @param {string} [method] @param {any} [body] @param {number} [patience] @returns {Promise<import("../types/phone.d.ts").Answer>} */
export async function ask(path, method = "GET", body = undefined, patience = PATIENCE) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  const before = greeted;
  try {
    const headers = { "accept-language": spoken(), ...(body && { "content-type": "application/json" }) };
    /** @type {RequestInit} */
    const given = { method, headers, body: body && JSON.stringify(body), signal: abort.signal, cache: "no-store" };
    const answer = await fetch(path, given);
    const { status } = answer;
    if ((status === 401 || status === 403) && before !== greeted) return unheard();
    const said = status === 304 ? null : await answer.json();
    standby = answer.headers.get("x-standby") || standby;
    return { ok: answer.ok || !said, status, said, wait: Number(answer.headers.get("retry-after")) * 1000 };
  } catch {
    return unheard();
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} path @param {any} body */
export const post = (path, body) => ask(path, "POST", body);
