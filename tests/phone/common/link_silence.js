// A page hears a room that says every so many seconds (`breath`) that it is there, and after so many ms (`until`) nothing
// any more, though its lines stand; gives back how often the page asked before, and how soon it noticed.
async (breath, until) => {
    const { Link } = await import('/static/common/link.js');
    const timers = new Map();
    let time = 1e12, id = 0, asked = 0, source = null, is_up = false, noticed = null;
    Date.now = () => time;
    window.setTimeout = (does, wait) => timers.set((id += 1), { does, due: time + wait }) && id;
    window.clearTimeout = each => timers.delete(each);
    const there = () => time - 1e12 < until;
    const state = () => ({ epoch: 'e', version: 1, now: new Date(time).toISOString() });
    const answer = () => ({ ok: true, status: 200, headers: new Headers(), json: state });
    window.fetch = (_, { signal }) => {
      asked += 1;
      return new Promise((arrives, lost) => (there() ? arrives(answer()) : (signal.onabort = lost)));
    };
    window.EventSource = class extends EventTarget {
      constructor() { super(); this.readyState = 1; source = this; window.setTimeout(() => this.onopen(), 0); }
      close() { this.readyState = 2; }
    };
    const says = () => {
      if (there()) source?.dispatchEvent(new MessageEvent('here', { data: '{}' }));
      window.setTimeout(says, 1000 * breath);
    };
    says();
    const settled = async () => { for (let n = 0; n < 20; n += 1) await null; };
    const link = new Link('/api/state', { heard() {}, gone() {}, changed() {
      is_up = link.up;
      if (!is_up && !there()) noticed ??= time - 1e12 - until;
    } });
    link.start();
    await settled();
    let calm = 0;
    while (noticed === null && time < 1e12 + until + 60000) {
      const [next, { does, due }] = [...timers].sort(([, a], [, b]) => a.due - b.due)[0];
      timers.delete(next);
      time = Math.max(time, due);
      if (there()) calm = asked;
      does();
      await settled();
    }
    return [calm, noticed];
}
