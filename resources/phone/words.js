// What the pages say by themselves: the room has it in a file for each language, made of the program's catalogue.

const PAGE_OF = { "/notes": "notes", "/remote": "remote" };
const LANGUAGES = ["en", "cy"];

const said = { en: {}, cy: {} };
let language = "en";

// Gets the words of this page in all languages, so that they can be changed without the room; asks until they come.
export async function learn() {
  const own = PAGE_OF[location.pathname];
  for (let tries = 0; ; tries += 1) {
    try {
      const files = await Promise.all(LANGUAGES.map(each => fetch(`/static/words.${each}.json`).then(answer => answer.json())));
      files.forEach((pages, at) => Object.assign(said[LANGUAGES[at]], pages.phone, pages[own]));
      return;
    } catch {
      await new Promise(done => setTimeout(done, Math.min(2000, 250 * 2 ** tries)));
    }
  }
}

export function speak(wanted) {
  language = LANGUAGES.includes(wanted) ? wanted : "en";
  document.documentElement.lang = language;
}

export const spoken = () => language;

// What a key says, with values put in as they are; where it differs by `n` there is a form for 0, 1, 2 and so on.
export function t(key, values = {}) {
  const text = said[language][key] || "";
  const form = Array.isArray(text) ? text[Math.min(values.n, text.length - 1)] : text;
  return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// Why something was refused; the room says it in the page's language.
export const sorry = ({ sentence }) => sentence || t("unreachable");

// The likely language of a seminar's text, so that screen readers pronounce it rightly.
export const tongue = text => (/(^|\s)(yn|yr|ac|wedi|sydd|eich)\s/i.test(text) ? "cy" : "en");
