// What the pages' modules hand each other. Read by the type check alone; no phone loads it.

/** What a note says: `NoteContent` of the application, as it stands on the wire. */
export type Content = typeof import("../notes/content.js").NOTHING;

export interface Note extends Content {
  id: string;
  recorded_at: string;
}

export interface Version extends Note {
  revision: string;
  at: string;
  gone: boolean;
}

/** A note as the room tells it. */
export interface Line {
  note: Note & { position: number };
  revision: string;
  versions: { note: Note; revision: string; at: string; gone: boolean }[];
  pictured: boolean;
}

/** A note of the room's, with the versions that nobody has reconciled. */
export interface Told extends Note {
  position: number;
  revision: string;
  versions: Version[];
  pictured: boolean;
}

/** A note as the list shows it; `head` is the revision or change that its author sees. */
export interface Shown extends Note {
  position?: number;
  versions?: Version[];
  pictured?: boolean;
  head: string;
  status: "received" | "saved" | "unsent" | "refused";
  refused?: Refusal;
  fresh?: boolean;
}

export type Method = "POST" | "PUT" | "DELETE";

/** One act on a note, kept until the room has it; without a `form` it is of the first one. */
export interface Entry {
  change: string;
  method: Method;
  seen: string | string[] | null;
  of?: string[];
  note: Note;
  seminar: string;
  tab: string;
  at: number;
  form?: number;
  refused?: Refusal;
  thrown?: boolean;
}

export interface Refusal {
  reason: string;
  sentence?: string;
}

/** `status` is 0 where the room could not be reached, `wait` how long it asks to be left alone, in ms; `counts` is what
 * an earlier ballot was sent under, which counts in the place of a later one. */
export interface Answer {
  ok: boolean;
  status: number;
  // deno-lint-ignore no-explicit-any
  said: any;
  wait: number;
  counts?: string;
}

/** What a participant did, until the room has it. */
export interface Sending {
  key: string;
  kind: "ballot" | "answer" | "withdraw" | "upvote" | "speak" | "group" | "me";
  stamp?: string;
  before?: string[];
  refused?: Refusal;
  id?: string;
  question_id?: string;
  wording?: string;
  words?: string | string[];
  marks?: [string, number][];
  round_id?: string;
  response_id?: string;
  on?: boolean;
  create?: boolean;
  edited?: boolean;
  was?: string[];
  list?: string;
  counts?: string;
  about?: Record<string, unknown>;
}

export interface Question {
  id: string;
  wording: string;
}

/** An element as the pages make it: what is set on it depends on its kind, which its name alone tells. */
// deno-lint-ignore no-explicit-any
export type Made = any;

/** What is set on an element that is made, by name. */
// deno-lint-ignore no-explicit-any
export type Props = Record<string, any>;

/** What stands in an element: nothing for what is false, and lists for what stands in them. */
// deno-lint-ignore no-explicit-any
export type Kid = any;

export interface Segment {
  title: string;
  paused: boolean;
  ends_at: string;
}

export interface GroupShown {
  id: string;
  title: string;
  place: string;
  topic: string;
}

export interface Item {
  id: string;
  text: string;
}

/** Something to judge: each judgement has its mark, its name, and what it asks for in words. */
export interface Dealt extends Item {
  about: string;
  judgements: [number, string, string][];
}

/** The poll that is before the room. */
export interface Poll {
  round_id: string;
  poll_id: string;
  number: number;
  state: string;
  method: string;
  how: string;
  deals: boolean;
  takes_nothing: boolean;
  title: string;
  wording: string;
  items: Item[];
  criteria: (Item & { weight: number })[];
  most: number;
  budget: number;
  rate_max: number;
  agree_labels: string[];
  shuffle: boolean;
  secrecy: string;
  archived: string;
  may_abstain: boolean;
  for_whom: string;
  listed: boolean;
  cast: number;
  present: number;
  closes_at: string | null;
}

/** What stands on a ballot that is being filled in. */
export interface Marking {
  marks: Record<string, number>;
  words: string[];
  abstains?: boolean;
}

export interface Ballot {
  round_id: string;
  marks: [string, number][];
  words: string[];
}

export interface Bar {
  label: string;
  figure: string;
  parts: { label: string; people: number; share: number; level: number }[];
  group: string;
  aside: string;
  newest: boolean;
}

export interface Chart {
  form: string;
  title: string;
  bars: Bar[];
  base: string;
  text: string;
}

export interface Results {
  chart: Chart;
  verdict: string;
  turnout: string;
  rule: string;
  ties: string;
}

export interface Card {
  id: string;
  words: string;
  sector: string;
  starred: boolean;
  upvotes: number;
}

export interface Wall {
  question_id: string;
  total: number;
  cards: Card[];
  words: { text: string; people: number }[];
}

export type Asked = Question & { moderated: boolean; one_word: boolean; help: string; limit: number };

/** One of a person's own answers, as it is listed. */
export interface Row {
  id: string;
  question_id: string;
  wording: string;
  words: string;
  says?: string;
  status: string;
  refused?: Refusal;
}

export interface SeatActs {
  create(question: Question, words: string): void;
  say(row: Row, words: string, was: string): void;
  withdraw(row: Row): void;
  again(id: string): void;
  discard(id: string): void;
}

/** What the room says of itself at the door. */
export interface Door {
  title: string;
  subtitle: string;
  organiser: string;
  place: string;
  consent: Record<string, string>;
  terms: Record<string, string[]>;
  sectors: string[];
  sizes: string[];
  names: boolean;
  room_threshold: number;
}

/** A vote, for the facilitator's phone. */
export interface PollLine {
  act: "" | "open" | "close" | "declare" | "reveal";
  again: boolean;
  why: string;
  id: string;
  round_id: string;
  title: string;
  state: string;
  cast: number;
}

/** What is asked now, and where in the day. */
export interface Where {
  groups: Group[];
  here: Group;
  questions: Question[];
  question: string;
  segment: Segment | null;
  go(group: string): void;
  step(by: number): void;
}

/** What a note in the list is shown with. */
export interface View {
  sectors: string[];
  sizes: string[];
  groups: Group[];
  questions: Question[];
  zone: string;
}

/** What can be done to a note in the list. */
export interface NoteActs {
  change(note: Shown, more: Partial<Shown>): void;
  remove(note: Shown): void;
  settle(note: Shown, version: Shown | Version): void;
  again(id: string): void;
  discard(id: string): void;
  keepEdit(id: string, draft: Draft | null): void;
  goOn(): void;
}

/** What an asked-for change to a note is: see `asksFor`. */
export interface Wish {
  kind?: string;
  sector?: string;
  turn?: string;
  link?: boolean;
  question?: number;
  group?: number;
}

/** Where a page goes when its host is gone, and the ticket that lets it in there. */
export interface Onward {
  address: string;
  ticket: string;
}

/** What the room tells every phone. */
export interface State {
  version: number;
  epoch: string;
  now: string;
  scene: string;
  heading: { title: string; line: string; lines: string[]; page: string } | null;
  message: string;
  rehearsal: boolean;
  language: string;
  spoken: string[];
  screen: string[];
  segment: Segment | null;
  questions: Asked[];
  poll: Poll | null;
  results: Results | null;
  groups: { title: string; groups: GroupShown[]; seating: number } | null;
  speakers: Speakers | null;
  wall: Wall | null;
}

/** What the room has of this person. */
export interface Mine {
  responses: { id: string; question_id: string; words: string; hidden: boolean }[];
  ballot: Ballot | null;
  upvoted: string[];
  group: GroupShown | null;
  admitted: string;
  held: string;
  speaks: Speaker | null;
  dealt: Dealt[];
}

/** One's place on the speakers' list: "" for none. */
export interface Speaker {
  ticket: string;
  name: string;
}

export interface Speakers {
  id: string;
  order: string[];
  called: string;
  rule: string;
}

export interface Group {
  id: string;
  title: string;
  place: string;
  topic: string;
  segment_title: string;
  questions: Question[];
  running: boolean;
  hearing: { sector: string; people: number }[];
}

/** The seminar as a note-taker is shown it. */
export interface Desk {
  version: number;
  now: string;
  seminar: string;
  device: string;
  title: string;
  rehearsal: boolean;
  sectors: string[];
  sizes: string[];
  time_zone: string;
  epoch: string;
  segment: Segment | null;
  message: string;
  groups: Group[];
  erased: string[];
  photographs: boolean;
}

/** The draft of a line, and what is said about it. */
export interface Draft {
  line: string;
  values: Partial<Content>;
  at?: number;
  tab?: string;
  left?: number;
  from?: string;
}

/** Something shown: its node, and how it takes new properties in. */
export interface Part {
  node: HTMLElement;
  // deno-lint-ignore no-explicit-any
  update(props: any): void;
}

// deno-lint-ignore no-explicit-any
export type Wanted = [string, (props: any) => Part, any];

declare global {
  interface Element {
    parts?: Map<string, Part>;
  }
}
