// What a note-taker ought to know before they go on: what is only here, and what to do about it.

import { el, mount, still } from "../common/dom.js";
import { message, strip } from "./parts.js";
import { sorry, t } from "../common/words.js";

/** @typedef {import("../types/phone.d.ts").Entry} Entry */
/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./room.js").Room} Room */

/** Of how many notes entries are. @param {Entry[]} entries */
export const distinct = entries => new Set(entries.map(each => each.note.id)).size;

/** @param {Book} book @param {Room} room @param {Entry[]} entries */
function download(book, { desk }, entries) {
  const file = /** @type {HTMLAnchorElement} */ (el("a", {
    href: URL.createObjectURL(book.file(entries, { title: desk ? desk.title : "", device: desk ? desk.device : "" })),
  }));
  file.download = `notes-not-sent-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 10000);
}

/** @param {import("./photographs.js").Photographs} photographs */
const carry = ({ waiting }) => waiting.forEach(({ jpeg }, at) =>
  el("a", { href: `data:image/jpeg;base64,${jpeg}`, download: `flip-chart-${at + 1}.jpg` }).click());

// Notes the room refused that stand in no list here, since their group is gone, as they were last.
/** @param {Book} book @param {Room} room */
function strays({ entries }, { desk, groups }) {
  if (!desk) return [];
  const known = new Set(groups.map(each => each.id));
  const lost = new Set(entries.filter(each => each.refused && !known.has(each.note.breakout_id)).map(each => each.note.id));
  return [...lost].map(id => entries.filter(each => each.note.id === id).map(each => each.note).slice(-1)[0]);
}

// What is only in this page, or only in this browser. A notice that stays is not built anew, so that what it offers
// looks at what is there when it is asked for.
/** @param {Book} book @param {Room} room @param {import("./photographs.js").Photographs} photographs @param {boolean} halfTyped */
function onlyHere(book, room, photographs, halfTyped) {
  const { entries, trouble } = book;
  const offer = [t("download"), () => {
    download(book, room, book.entries.length ? book.entries : book.strangers);
    carry(photographs);
  }];
  const brim = trouble || (halfTyped && "brim");
  if (brim) return [["trouble", strip, { text: t(brim), alert: true, does: entries.length ? [offer] : [] }]];
  const stuck = entries.length && (!room.link.up || entries.some(each => each.refused));
  return stuck ? [["offer", strip, { text: t("download_help"), does: [offer] }]] : [];
}

// Photographs that the room has not got, or will not have, or that are none.
/** @param {import("./photographs.js").Photographs} photographs @param {boolean} alone */
function pictures(photographs, alone) {
  const { waiting, refused, unread } = photographs;
  const save = [t("download"), () => carry(photographs)];
  const n = waiting.length - refused.length;
  const not = refused.length;
  return [
    ...(unread ? [["unread", strip, { text: t("no_picture"), alert: true }]] : []),
    ...(n ? [["pictures", strip, { text: t("pictures", { n }), does: alone ? [save] : [] }]] : []),
    ...(not ? [["refused", strip, { text: t("not_kept", { n: not }), more: sorry(refused[0].refused || {}),
      does: [[t("again"), () => photographs.again()], save, [t("discard"), () => photographs.discard()]] }]] : []),
  ];
}

/** @param {Book} book @param {Room} room @param {import("./photographs.js").Photographs} photographs @param {boolean} halfTyped */
export function notices(book, room, photographs, halfTyped) {
  const { desk, here } = room;
  /** @type {any[]} */
  const list = [...onlyHere(book, room, photographs, halfTyped), ...pictures(photographs, !room.link.up && !book.entries.length)];
  if (desk && book.strangers.length) {
    const n = distinct(book.strangers);
    list.push(["strangers", strip, { text: t("elsewhere", { n }), does: [[t("download_other"), () => download(book, room, book.strangers)]] }]);
  }
  const lost = strays(book, room);
  const n = lost.length;
  const takeHere = () => strays(book, room).forEach(note =>
    book.amend({ ...note, breakout_id: room.here ? room.here.id : "", question_id: room.asked }));
  if (n) list.push(["strays", strip, { text: t("strays", { n }), more: lost.map(each => each.words).join(" · "), does: here ? [[t("take_here", { n }), takeHere]] : [] }]);
  if (desk?.rehearsal) list.push(["rehearsal", strip, { text: t("rehearsal") }]);
  if (desk?.message) list.push(["message", message, desk.message]);
  return list;
}

// How many notes the room has, and how many nobody else has: never rosier than it is.
/** @param {Book} book @param {Room} room */
export function counts({ entries }, room) {
  if (!room.desk || !room.here) return "";
  const fresh = new Set(entries.filter(each => each.method === "POST").map(each => each.note.id));
  const changes = distinct(entries.filter(each => !fresh.has(each.note.id)));
  const refused = distinct(entries.filter(each => each.refused));
  const known = room.shown.filter(note => note.status === "received" || !fresh.has(note.id)).length;
  return [t("tally", { n: known }), fresh.size && t("only_here", { n: fresh.size }), changes && t("changes", { n: changes }), refused && t("refusals", { n: refused })]
    .filter(Boolean).join(", ");
}

// Notices stand together above everything else, however many there are.
/** @param {import("../types/phone.d.ts").Wanted[]} props */
export function above(props) {
  const node = el("div.above");
  /** @param {import("../types/phone.d.ts").Wanted[]} list */
  const update = list => mount(node, list);
  update(props);
  return { node, update };
}

export const none = still(() => el("p.lead", t("no_groups")));

/** What was done last, and a way to take it back. @param {import("./acts.js").Acts} acts @param {any} key */
export const lately = (acts, key) => still(({ word, before: { words } }) =>
  [el("span.grow.brief", t(word, { words })), key(t("undo"), () => acts.takeBack())], "div.strip.done");
