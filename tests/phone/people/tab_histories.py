"""What may happen to the tabs of one browser, and what must be so whenever they have heard all."""

from collections.abc import Iterator
from random import Random
from typing import Any

RUN = """
const { Tabs } = await import('/static/people/tabs.js');

// As a browser does: what a tab says comes to each other one, in the order it was said in, in time.
function run(history) {
  const there = new Map();
  let clock = 1000;
  const open = name => {
    const heard = [];
    const channel = {
      postMessage: data => there.forEach((tab, other) => other !== name && tab.heard.push(data)),
    };
    const tab = { heard, channel, says: false };
    there.set(name, tab);
    tab.tabs = new Tabs(channel, () => { tab.says = true; }, name, () => clock);
    tab.claim = () => { tab.says = false; tab.tabs.claim(); };
    tab.claim();
  };
  const hear = tab => {
    const any = tab && tab.heard.length > 0;
    if (any) tab.channel.onmessage({ data: tab.heard.shift() });
    return any;
  };
  const acts = {
    open,
    touch: name => there.get(name).claim(),
    crash: name => there.delete(name),
    hear: name => hear(there.get(name)),
    clock: by => { clock += by; },
    settle() {
      let turns = 1000;
      while ([...there.values()].map(hear).some(Boolean)) if (!(turns -= 1)) throw Error('no end');
      clock += 10;
    },
  };
  return history.flatMap(([act, of]) => {
    acts[act](of);
    if (act !== 'settle') return [];
    return [[...there].map(([name, tab]) => [name, tab.tabs.live, tab.says])];
  });
}
return given.map(run);
"""
"""Each history's tabs whenever all is heard: their names, whether each is live, and whether it says
that another one is.
"""

Step = tuple[str, Any]


def history(random: Random) -> list[Step]:
    """Bursts of what is done at once, with hardly anything heard in between, until all is."""
    steps: list[Step] = []
    there: list[str] = []
    for number in range(random.randint(3, 9)):
        for more in range(random.randint(1, 5)):
            kind = random.choice(["open", "open", "touch", "crash", "reload", "hear", "clock"])
            one = random.choice(there) if there else ""
            if kind in ("crash", "reload") and one:
                steps.append(("crash", one))
                there.remove(one)
            if kind in ("open", "reload"):
                there.append(f"{random.randrange(1000):03}-{number}-{more}")
                steps.append(("open", there[-1]))
            elif kind in ("touch", "hear") and one:
                steps.append((kind, one))
            elif kind == "clock":
                steps.append(("clock", random.choice([0, 1, 60_000, -3_600_000])))
        steps.append(("settle", None))
    return steps


def bursts(steps: list[Step]) -> Iterator[list[Step]]:
    """What is done between two moments in which all was heard."""
    burst: list[Step] = []
    for step in steps:
        if step[0] == "settle":
            yield burst
            burst = []
        else:
            burst.append(step)


def check(steps: list[Step], seen: list[list[tuple[str, bool, bool]]]) -> int:
    """One tab is live and all others say so; it is one that was opened or touched last, and there
    is none only where that one is gone. How often it had to be one of several at once.
    """
    before: set[str] = set()
    set_back, at_once = False, 0
    for burst, tabs in zip(bursts(steps), seen, strict=True):
        claimed = {of for act, of in burst if act in ("open", "touch")}
        gone = {of for act, of in burst if act == "crash"}
        set_back |= any(act == "clock" and of < 0 for act, of in burst)
        live = {name for name, is_live, _ in tabs if is_live}
        assert all(is_live is not says for _, is_live, says in tabs), steps
        assert len(live) <= 1, steps
        may_be = (claimed or before) | (before if set_back else set())
        assert live <= may_be - gone, steps
        if may_be and not gone & (claimed | before):
            assert len(live) == 1, steps
        at_once += len(claimed) > 1
        before = live
    return at_once
