// What the phone pages say by themselves, in English and in Welsh; the seminar's own texts stay as they are.
// Where a text has a bar, what stands before it is said of one.

const SAID = {
  skip: ["Skip to what the room sees", "Neidio at yr hyn y mae’r ystafell yn ei weld"],
  connected: ["Connected", "Wedi cysylltu"],
  offline: ["No connection. Trying again…", "Dim cysylltiad. Yn rhoi cynnig arall arni…"],
  sending: ["Sending…", "Wrthi’n anfon…"],
  back_online: ["Connected again", "Wedi cysylltu eto"],
  unreachable: ["The room cannot be reached. Trying again…", "Ni ellir cyrraedd yr ystafell. Yn rhoi cynnig arall arni…"],
  rehearsal: ["Rehearsal: nothing here counts", "Ymarfer: nid oes dim yma’n cyfrif"],
  step: ["Step {n} of {of}|Step {n} of {of}", "Cam {n} o {of}|Cam {n} o {of}"],
  back: ["Back", "Yn ôl"],
  on: ["Go on", "Ymlaen"],
  code: ["The code of the room", "Cod yr ystafell"],
  code_help: ["Five letters and digits; they stand on the projector.", "Pum llythyren a rhif; maent ar y sgrin fawr."],
  consent: ["Before you join", "Cyn ymuno"],
  agree_to: ["What do you agree to?", "Beth ydych chi’n cytuno iddo?"],
  take_part: ["I want to take part under these terms", "Rwyf am gymryd rhan ar y telerau hyn"],
  quote: ["My words may be quoted, without my name", "Cewch ddyfynnu fy ngeiriau, heb fy enw"],
  contact: ["I may be contacted after the seminar", "Cewch gysylltu â mi ar ôl y seminar"],
  must: ["You can only join if you agree to take part. Tick the first box.", "Dim ond os ydych yn cytuno i gymryd rhan y cewch ymuno. Ticiwch y blwch cyntaf."],
  about: ["About your organisation", "Am eich sefydliad"],
  about_help: ["This shows whether everybody has been heard. Groups of fewer than {n} people are never shown by themselves.", "Mae hyn yn dangos a gafodd pawb eu clywed. Ni ddangosir byth grŵp o lai na {n} o bobl ar ei ben ei hun."],
  sector: ["Which kind of organisation do you come from?", "O ba fath o sefydliad ydych chi’n dod?"],
  size: ["How large is it?", "Pa mor fawr ydyw?"],
  not_said: ["Rather not say", "Gwell gen i beidio â dweud"],
  name: ["Your name, as it stands on the list", "Eich enw, fel y mae ar y rhestr"],
  join: ["Join", "Ymuno"],
  welcome: ["You are in. This page follows the room by itself, also after your phone was locked.", "Rydych chi i mewn. Mae’r dudalen hon yn dilyn yr ystafell ei hun, hyd yn oed ar ôl i’ch ffôn gloi."],
  now: ["Now", "Nawr"],
  paused: ["paused", "wedi’i oedi"],
  left: ["left", "ar ôl"],
  look_up: ["Please look to the front.", "Edrychwch tua’r blaen, os gwelwch yn dda."],
  your_group: ["Your group", "Eich grŵp"],
  all_groups: ["All groups", "Pob grŵp"],
  which_group: ["Which group are you in?", "Ym mha grŵp ydych chi?"],
  my_group: ["I am in this one", "Rwyf yn hwn"],
  deal_me: ["Find me a group", "Dod o hyd i grŵp i mi"],
  your_answer: ["Your answer", "Eich ateb"],
  send: ["Send", "Anfon"],
  nothing: ["Nothing is written yet.", "Nid oes dim wedi’i ysgrifennu eto."],
  limit: ["{n} of {of} answers given|{n} of {of} answers given", "Rhoddwyd {n} o {of} ateb|Rhoddwyd {n} o {of} ateb"],
  full: ["Your answer is given. You can still change it.|All {n} answers are given. You can still change them.", "Rydych wedi rhoi eich ateb. Gallwch ei newid o hyd.|Rydych wedi rhoi pob un o’ch {n} ateb. Gallwch eu newid o hyd."],
  your_answers: ["Your answers", "Eich atebion"],
  received: ["Received", "Wedi dod i law"],
  held: ["Received. It is shown once the facilitator has let it through.", "Wedi dod i law. Caiff ei ddangos wedi i’r hwylusydd ei ryddhau."],
  put_away: ["Received. It is not shown on the wall.", "Wedi dod i law. Nid yw’n cael ei ddangos ar y wal."],
  saved: ["Saved on this phone, not sent yet", "Wedi’i gadw ar y ffôn hwn, heb ei anfon eto"],
  unsent: ["Not sent yet", "Heb ei anfon eto"],
  refused: ["Not received", "Heb ei dderbyn"],
  again: ["Try again", "Rhoi cynnig arall"],
  discard: ["Discard", "Taflu"],
  edit: ["Change", "Newid"],
  remove: ["Delete", "Dileu"],
  save: ["Save", "Cadw"],
  cancel: ["Cancel", "Canslo"],
  removed: ["Deleted.", "Wedi’i ddileu."],
  undo: ["Undo", "Dadwneud"],
  leftover: ["The question closed before you sent this. It is kept on this phone.", "Caeodd y cwestiwn cyn i chi anfon hwn. Mae wedi’i gadw ar y ffôn hwn."],
  wall: ["What people say", "Beth mae pobl yn ei ddweud"],
  wall_n: ["1 answer|{n} answers", "1 ateb|{n} ateb"],
  newest: ["the newest {n}", "y {n} diweddaraf"],
  upvote: ["I think so too", "Dwi’n meddwl hynny hefyd"],
  open: ["Voting is open", "Mae’r bleidlais ar agor"],
  draft: ["Voting has not begun", "Nid yw’r bleidlais wedi dechrau"],
  closed: ["Voting is closed. The results are sealed until they are revealed.", "Mae’r bleidlais wedi cau. Mae’r canlyniadau dan sêl nes iddynt gael eu datgelu."],
  revealed: ["Results", "Canlyniadau"],
  round: ["Round {n}", "Rownd {n}"],
  closes: ["Closes in", "Yn cau ymhen"],
  turnout: ["1 has voted|{n} have voted", "Mae 1 wedi pleidleisio|Mae {n} wedi pleidleisio"],
  turnout_of: ["1 of {of} has voted|{n} of {of} have voted", "Mae 1 o {of} wedi pleidleisio|Mae {n} o {of} wedi pleidleisio"],
  named: ["Your name is kept with your vote.", "Cedwir eich enw gyda’ch pleidlais."],
  pseudonymous: ["Your votes are linked to each other, but not to your name.", "Mae eich pleidleisiau wedi’u cysylltu â’i gilydd, ond nid â’ch enw."],
  sealed: ["When voting closes, nobody can find out who cast which vote.", "Pan fydd y bleidlais yn cau, ni all neb ganfod pwy a fwriodd ba bleidlais."],
  vote: ["Send my vote", "Anfon fy mhleidlais"],
  revote: ["Send my changed vote", "Anfon fy mhleidlais newydd"],
  vote_saved: ["Saved on this phone. Your vote is sent as soon as the room can be reached.", "Wedi’i chadw ar y ffôn hwn. Caiff eich pleidlais ei hanfon cyn gynted ag y gellir cyrraedd yr ystafell."],
  vote_received: ["Your vote has been received. You can change it until voting closes.", "Daeth eich pleidlais i law. Gallwch ei newid nes i’r bleidlais gau."],
  vote_counted: ["Your vote has been received and is counted.", "Daeth eich pleidlais i law ac mae’n cyfrif."],
  vote_missed: ["What you had marked was not sent before voting closed, so it was not counted.", "Ni anfonwyd yr hyn a farciwyd gennych cyn i’r bleidlais gau, felly ni chafodd ei gyfrif."],
  unmarked: ["Nothing is marked yet.", "Nid oes dim wedi’i farcio eto."],
  choose_one: ["Choose one.", "Dewiswch un."],
  approve: ["Choose as many as you like.", "Dewiswch gynifer ag y mynnwch."],
  approve_most: ["Choose one at most.|Choose up to {n}.", "Dewiswch un ar y mwyaf.|Dewiswch hyd at {n}."],
  too_many: ["{n} chosen, {of} at most. Take one away.", "Dewiswyd {n}, {of} ar y mwyaf. Tynnwch un i ffwrdd."],
  scale: ["0 is the lowest, {n} the highest. You may leave some out.", "0 yw’r isaf, {n} yr uchaf. Cewch adael rhai allan."],
  no_mark: ["No mark", "Dim marc"],
  dont_know: ["Don’t know", "Ddim yn gwybod"],
  levels: ["Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly agree", "Anghytuno’n gryf|Anghytuno|Ddim yn cytuno nac yn anghytuno|Cytuno|Cytuno’n gryf"],
  rank: ["Put up to {n} in order, the best first.", "Rhowch hyd at {n} mewn trefn, y gorau’n gyntaf."],
  rank_next: ["Rank next", "Rhoi nesaf"],
  unranked: ["not ranked", "heb le"],
  higher: ["Higher", "Yn uwch"],
  lower: ["Lower", "Yn is"],
  take_out: ["Take out", "Tynnu allan"],
  place: ["Place", "Lle"],
  dots: ["You have one dot to give.|You have {n} dots to give.", "Mae gennych un dot i’w roi.|Mae gennych {n} dot i’w rhoi."],
  dots_cap: ["At most {n} for one.", "{n} ar y mwyaf i un."],
  dots_left: ["1 dot left|{n} dots left", "1 dot ar ôl|{n} dot ar ôl"],
  more: ["One more", "Un yn fwy"],
  fewer: ["One fewer", "Un yn llai"],
  item_of: ["{n} of {of}", "{n} o {of}"],
  weight: ["weight {n}", "pwysau {n}"],
  next: ["Next", "Nesaf"],
  pairwise: ["Which of the two?", "Pa un o’r ddau?"],
  neither: ["Neither; go on", "Yr un o’r ddau; ymlaen"],
  compared: ["{n} of {of} pairs compared|{n} of {of} pairs compared", "Cymharwyd {n} pâr o {of}|Cymharwyd {n} pâr o {of}"],
  words: ["Give one answer.|Give up to {n} answers.", "Rhowch un ateb.|Rhowch hyd at {n} ateb."],
  word_n: ["Answer {n}", "Ateb {n}"],
  table: ["As a table", "Fel tabl"],
  chart: ["As a chart", "Fel siart"],
  people: ["People", "Pobl"],
  me: ["Your choices", "Eich dewisiadau"],
  language: ["Language", "Iaith"],
  changed: ["Your choices are saved.", "Mae eich dewisiadau wedi’u cadw."],
  next_person: ["Next person", "Y person nesaf"],
  next_help: ["Pass this phone on. What you sent stays counted; the phone forgets you, once all of it has been received.", "Rhowch y ffôn i rywun arall. Mae’r hyn a anfonwyd yn dal i gyfrif; bydd y ffôn yn eich anghofio, wedi i’r cyfan ddod i law."],
  why_code: ["", "Nid yw’r cod hwn yn gywir. Mae ar y sgrin fawr."],
  why_closed: ["", "Ni dderbyniwyd hyn. "],
  why_too_many: ["", "Roedd hynny’n ormod ar unwaith. Arhoswch eiliad."],
};

let welsh = 0;

export function speak(language) {
  welsh = language === "cy" ? 1 : 0;
  document.documentElement.lang = spoken();
}

export const spoken = () => (welsh ? "cy" : "en");

export const learn = more => Object.assign(SAID, more);

// What a key says; values are put in as they are.
export function t(key, values = {}) {
  const [one, many = one] = SAID[key][welsh].split("|");
  return (values.n === 1 ? one : many).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export const levels = () => SAID.levels[welsh].split("|");

// A label the room gives in English, in the page's language.
export function label(text) {
  const place = SAID.levels[0].split("|").indexOf(text);
  return place < 0 ? text : levels()[place];
}

// Why something was refused.
export function sorry({ reason, sentence }) {
  const own = welsh && SAID[`why_${reason}`] ? t(`why_${reason}`) : "";
  return reason === "closed" || !own ? own + (sentence || t("unreachable")) : own;
}

// The likely language of a seminar's text, so that screen readers pronounce it rightly.
export const tongue = text => (/(^|\s)(yn|yr|ac|wedi|sydd|eich)\s/i.test(text) ? "cy" : "en");
