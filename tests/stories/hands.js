// What one participant means to do today, done with the page's own controls when the room comes to it.
// Given before the page is loaded: `hands.means` is what they mean to do, `hands.done` what came of it.
//   join: { language, consents, choices }   the answers at the door
//   votes: { "1 wording": [ballot, …] }     one after another in a round, each once the last is received
//   answers: { wording: [words, …] }        to a question, each once
//   groups: title or ""                     the group they say they are in; "" asks for one, null does neither
//   unseen: whether the page need not be painted
// A ballot is { pick: [text, …] }, { at: place } or { dots: { text: number } }.
(() => {
  if (!location.protocol.startsWith("http")) return;
  const kept = () => JSON.parse(sessionStorage.hands || '{"received":{},"fates":{},"answered":[]}');
  const hands = (window.hands = { means: window.means, done: kept() });
  const keep = () => (sessionStorage.hands = JSON.stringify(hands.done));
  const main = () => document.getElementById("main");
  const all = (node, what) => [...node.querySelectorAll(what)];
  const textOf = node => (node ? node.textContent : "");

  function choose(boxes, wanted) {
    for (const box of boxes) {
      const want = wanted.includes(box.closest("label").textContent);
      if (want !== box.checked && (want || box.type === "checkbox")) box.click();
    }
  }

  function join({ language, consents, choices }) {
    main().querySelector(`button[lang=${language}]`).click();
    all(main(), "input[type=checkbox]").forEach((box, at) => consents[at] && box.click());
    const email = main().querySelector("#email");
    email.value = "somebody@home.example";
    email.dispatchEvent(new Event("input"));
    main().querySelector("form .primary").click();
    all(main(), "fieldset").forEach((set, at) => choices[at] && choose(all(set, "input"), [choices[at]]));
    main().querySelector("form .primary").click();
  }

  function spend(form, dots) {
    for (const [at, sign] of [[0, -1], [1, 1]])
      for (const row of all(form, "li.row")) {
        const [text, wanted] = [textOf(row.querySelector("span")), row.querySelector("output")];
        while (sign * ((dots[text] || 0) - Number(wanted.textContent)) > 0) all(row, "button")[at].click();
      }
  }

  function mark(form, { pick, at, dots }) {
    if (pick) choose(all(form, "input"), pick);
    else if (dots) spend(form, dots);
    else all(form, ".cell input")[at].click();
  }

  // The round on the page: its number and its wording.
  function roundOn(section) {
    const heading = section.querySelector("h2");
    const before = heading.previousElementSibling;
    return `${before ? before.textContent.match(/\d+/)[0] : 1} ${heading.textContent}`;
  }

  function vote(form) {
    const round = roundOn(form.closest("section"));
    const ballots = hands.means.votes[round] || [];
    const received = hands.done.received[round] || 0;
    if (form.sent && form.querySelector(".send .received")) {
      form.sent = false;
      hands.done.received[round] = received + 1;
      keep();
      return vote(form);
    }
    if (form.sent || received >= ballots.length) return;
    mark(form, ballots[received]);
    form.sent = true;
    form.querySelector(".send .primary").click();
  }

  function answer(section) {
    const wording = section.querySelector("h2").textContent;
    const words = hands.means.answers[wording];
    if (!words || hands.done.answered.includes(wording)) return;
    hands.done.answered.push(wording);
    keep();
    for (const each of words) {
      const field = section.querySelector("form textarea");
      field.value = each;
      field.dispatchEvent(new Event("input"));
      section.querySelector("form .primary").click();
    }
  }

  function sit(section) {
    const { groups } = hands.means;
    if (groups === null || section.asked) return;
    section.asked = true;
    const card = all(section, "li.card").find(each => textOf(each.querySelector("strong")) === groups);
    (card || section).querySelector("button").click();
  }

  function read(section) {
    const [round, fate] = [roundOn(section), textOf(all(section, ":scope > p.small").at(-1))];
    if (hands.done.fates[round] === fate) return;
    hands.done.fates[round] = fate;
    keep();
  }

  function look() {
    const page = main();
    if (!page || !hands.means) return;
    if (hands.means.unseen && !document.documentElement.hidden) document.documentElement.hidden = true;
    const door = page.querySelector("button[lang]");
    if (door && !hands.joining && hands.means.join) {
      hands.joining = true;
      join(hands.means.join);
    }
    for (const section of page.children) {
      const form = section.querySelector("form");
      if (form && form.querySelector(".send")) vote(form);
      else if (form && section.querySelector("h2 ~ form textarea")) answer(section);
      else if (section.querySelector(".lead + .keys .primary")) sit(section);
      else if (section.querySelector(".bars")) read(section);
    }
  }

  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
})();
