// What this phone keeps for itself; where the browser keeps nothing, it lasts as long as the page.

const PREFIX = "facilitator:";
const page = new Map();
const inPage = {
  getItem: name => page.get(name),
  setItem: (name, text) => page.set(name, text),
  removeItem: name => page.delete(name),
};

function storage() {
  try {
    localStorage.setItem(`${PREFIX}try`, "");
    localStorage.removeItem(`${PREFIX}try`);
    return localStorage;
  } catch {
    return inPage;
  }
}

const place = storage();
export const lasting = place !== inPage;

export const get = (name, otherwise) => JSON.parse(place.getItem(PREFIX + name) || "null") || otherwise;
export const set = (name, value) => place.setItem(PREFIX + name, JSON.stringify(value));
export const drop = name => place.removeItem(PREFIX + name);

export const names = start =>
  (lasting ? Object.keys(place) : [...page.keys()])
    .filter(name => name.startsWith(PREFIX + start))
    .map(name => name.slice(PREFIX.length));

// Forgets the person, for the next one; a note-taker's notes are nobody's to forget.
export const forget = () => names("").filter(name => !/^(lang|code|desk:.*)$/.test(name)).forEach(drop);
