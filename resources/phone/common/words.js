// What the pages say by themselves: the room has it in a file, made of the program's catalogue.

/** @type {Record<string, string>} */
const PAGE_OF = { "/notes": "notes", "/remote": "remote" };
const LANGUAGES = ["en", "cy"];

/** By language, then by key; where it differs by `n` there is a form for each. @type {Record<string, Record<string, string | string[]>>} */
const said = { en: {}, cy: {} };
let language = "en";

// Gets the words of this page in all languages, so that they can be changed without the room; asks until they come.
export async function learn() {
  const own = PAGE_OF[location.pathname];
  for (let tries = 0; ; tries += 1) {
    try {
      const all = await fetch("/static/words.json").then(answer => answer.json());
      for (const each of LANGUAGES) Object.assign(said[each], all[each].phone, all[each][own]);
      return;
    } catch {
      await new Promise(done => setTimeout(done, Math.min(2000, 250 * 2 ** tries)));
    }
  }
}

/** @param {string} wanted */
export function speak(wanted) {
  language = LANGUAGES.includes(wanted) ? wanted : "en";
  document.documentElement.lang = language;
}

export const spoken = () => language;

// What a key says, with values put in as they are; where it differs by `n` there is a form for 0, 1, 2 and so on.
/** @param {string} key @param {Record<string, unknown> & { n?: number }} [values] */
export function t(key, values = {}) {
  const text = said[language][key] || "";
  const form = Array.isArray(text) ? text[Math.min(values.n || 0, text.length - 1)] : text;
  return form.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
}

// Why something was refused; the room says it in the page's language.
/** @param {{ sentence?: string }} refusal */
export const sorry = ({ sentence }) => sentence || t("unreachable");

// Where something stands that was sent to the room.
/** @param {{ refused?: { sentence?: string } }} entry */
export const way = ({ refused }) => (refused ? sorry(refused) : t("sending"));

let home = "en";
/** @type {Set<string>} */
let ours = new Set();

// Notes of what the room tells in which language its texts are: the seminar's own, and which are the program's.
/** @param {{ language: string, spoken: string[] }} told */
export function heed({ language: theirs, spoken: own }) {
  home = theirs;
  ours = new Set(own);
}

/** @type {Record<string, string[]>} */
const SMALL = {
  en: "the and of to is are was for with in on by what how we our you your that this not have has".split(" "),
  cy: "yn yr y ac wedi sydd eich ein mae nid ar gan gyda neu beth sut oes bod roedd o'r i'r a'r".split(" "),
};

// The likely language of a text, so that screen readers pronounce it rightly: of what people wrote by its small
// words, else the seminar's.
/** @param {string} text */
export function tongue(text) {
  if (ours.has(text)) return language;
  const words = text.toLowerCase().replace(/’/g, "'").match(/[\p{L}']+/gu) || [];
  const [english, welsh] = LANGUAGES.map(each => words.filter(word => SMALL[each].includes(word)).length);
  return english === welsh ? home : english > welsh ? "en" : "cy";
}
