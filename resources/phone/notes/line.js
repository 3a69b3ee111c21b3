// What a typed line says, as the application reads it: a mark and a blank in front give the kind, #word is a tag.

// Kind: the sign it is shown with, the mark it is typed with, the letter that chooses it together with Alt.
/** @type {Record<string, string[]>} */
export const KINDS = {
  point: ["–", "-", "P"],
  quote: ["“", '"', "Q"],
  disagreement: ["!", "!", "D"],
  minority: ["~", "~", "M"],
  question_back: ["?", "?", "B"],
  action: [">", ">", "A"],
};

// What parts words, the same as in the application.
// deno-lint-ignore no-control-regex
const BLANK = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const TAG = /(^| )#([\p{L}\p{Nl}\p{No}][\p{L}\p{N}_-]*)/gu;
const LAST_TAG = /(?:^| )#([\p{L}\p{Nl}\p{No}][\p{L}\p{N}_-]*)$/u;
const QUOTED = ['""', "“”", "«»"];

/** @param {string} mark */
const kindOf = mark => Object.keys(KINDS).find(kind => KINDS[kind][1] === mark);

/** @param {string} words @returns {[string, boolean]} */
function unquoted(words) {
  const inner = words.slice(1, -1);
  const wrapped = QUOTED.some(([open, close]) =>
    words.length > 2 && words[0] === open && words.endsWith(close) && !inner.includes(open) && !inner.includes(close));
  return [wrapped ? inner.replace(/^ | $/g, "") : words, wrapped];
}

/** @param {string} text */
const wordsIn = text => text.split(BLANK).filter(Boolean);

/** What a typed line says; `kind` is "" where none is typed. @param {string} typed */
export function readLine(typed) {
  let line = wordsIn(typed).join(" ");
  const mark = line.split(" ", 1)[0];
  const kind = kindOf(mark);
  if (kind) line = line.slice(mark.length + 1);
  const closing = [];
  for (let last; (last = LAST_TAG.exec(line)); line = line.slice(0, last.index)) closing.unshift(last[1].toLowerCase());
  const inside = [...line.matchAll(TAG)].map(each => each[2].toLowerCase());
  const [words, quoted] = unquoted(line.replace(TAG, "$1$2"));
  return { words, kind: kind || (quoted ? "quote" : ""), tags: [...new Set([...inside, ...closing])] };
}

// A note as a line to be edited: its words and its tags.
/** @param {{ words: string, tags: string[] }} note */
export const writeLine = ({ words, tags }) => [words, ...tags.map(tag => `#${tag}`)].join(" ");

// A note as a line that is read as just this note, its kind with it.
/** @param {{ words: string, tags: string[], kind: string }} note */
export const wholeLine = note => `${KINDS[note.kind][1]} ${writeLine(note)}`;

/** @param {string} text */
export const countWords = text => wordsIn(text).length;
