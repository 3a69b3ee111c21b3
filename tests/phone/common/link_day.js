// A day of a room that changes what it has of somebody, whose clock is set back, and of answers and events that are late, lost or out of order;
// gives back whether the page knows the room's last word when all has gone quiet.
async (seed, steps) => {
    const { Link } = await import('/static/common/link.js');
    const real = window.setTimeout;
    const { port1, port2 } = new MessageChannel();
    const settled = () => new Promise(done => { port1.onmessage = done; port2.postMessage(0); });
    let state = seed * 2654435761 + 1;
    const chance = () => ((state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296);
    const some = list => list.splice(Math.floor(chance() * list.length), 1)[0];

    const timers = new Map();
    window.setTimeout = (does, wait) => timers.set(timers.size + 1, { does, wait }) && timers.size;
    window.clearTimeout = id => timers.has(id) && timers.set(id, { wait: Infinity });
    const due = () => [...timers].filter(([, { wait }]) => wait < 5000);

    const room = { version: 1, told: 1, own: 0 };
    const asked = [], coming = [], events = [];
    const now = () => new Date().toISOString();
    const state_of = more => ({ epoch: 'e', now: now(), version: room.told, ...more });
    window.fetch = path => new Promise((arrives, lost) => asked.push({ path, arrives, lost }));
    let source = null;
    window.EventSource = class extends EventTarget {
      readyState = 1;
      constructor() {
        super();
        source = this;
        events.push({ to: this, opens: true }, { to: this, says: state_of({}) });
      }
      close() { this.readyState = 2; }
    };
    const countOn = known => {
      const more = room.version - room.told;
      room.told = known + 1 + Math.floor(1000 * chance());
      room.version = room.told + more;
    };
    const does = {
      act() { room.version += 1; room.own += 1; link.look(true); },
      tell() {
        if (room.told !== room.version) {
          room.told = room.version;
          if (source) events.push({ to: source, says: state_of({}) });
        }
      },
      answer() {
        const question = asked.length && some(asked);
        if (!question) return;
        const known = Number(question.path.split('=')[1] || 0);
        if (known > room.told) countOn(known);
        const same = question.path.endsWith(`=${room.told}`);
        const said = same ? null : state_of({ mine: room.own });
        coming.push({ ...question, said });
      },
      arrive() {
        const { arrives, said } = coming.length ? some(coming) : {};
        if (arrives) arrives({ ok: Boolean(said), status: said ? 200 : 304, headers: new Headers(), json: async () => said });
      },
      lose() {
        const from = [asked, coming].find(list => list.length);
        if (from) some(from).lost(new Error());
      },
      event() {
        const { to, opens, says } = events.shift() || {};
        if (!to || to.readyState === 2) return;
        if (opens) to.onopen();
        else to.dispatchEvent(new MessageEvent('state', { data: JSON.stringify(says) }));
      },
      // The room's computer starts anew, by a clock that was set back.
      back() {
        for (const { lost } of asked.splice(0)) lost(new Error());
        events.length = 0;
        room.version = room.told = Math.floor(room.version - 10 * chance()) + chance();
        this.tear();
      },
      tear() { if (source && source.readyState === 1) { source.readyState = 0; source.onerror(); } },
      wait() {
        const [id, timer] = due()[0] || [];
        if (timer) { window.clearTimeout(id); timer.does(); }
      },
    };
    let mine = null, version = 0;
    const link = new Link('/api/state', { heard(news) { version = news.version; if ('mine' in news) mine = news.mine; }, gone() {}, changed() {} });
    link.start();
    const most = ['act', 'tell', 'tell', 'answer', 'answer', 'arrive', 'arrive', 'event', 'event', 'wait', 'lose', 'tear', 'back'];
    for (let n = 0; n < steps; n += 1) { does[most[Math.floor(chance() * most.length)]](); await settled(); }
    for (let n = 0; n < 400 && (asked.length || coming.length || events.length || due().length || room.told !== room.version); n += 1)
      for (const name of ['tell', 'wait', 'answer', 'arrive', 'event']) { does[name](); await settled(); }
    link.stop();
    window.setTimeout = real;
    return mine === room.own && version === room.version && !asked.length && !coming.length && !events.length;
}
