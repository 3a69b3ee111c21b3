// What the pages' modules hand each other. Read by the type check alone; no phone loads it.

/** What a note says: `NoteContent` of the application, as it stands on the wire. */
export type Content = typeof import("../notes_content.js").NOTHING;

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
}

/** A note of the room's, with the versions that nobody has reconciled. */
export interface Told extends Note {
  position: number;
  revision: string;
  versions: Version[];
}

/** A note as the list shows it; `head` is the revision or change that its author sees. */
export interface Shown extends Note {
  position?: number;
  versions?: Version[];
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

/** `status` is 0 where the room could not be reached, `wait` how long it asks to be left alone, in ms. */
export interface Answer {
  ok: boolean;
  status: number;
  // deno-lint-ignore no-explicit-any
  said: any;
  wait: number;
}

/** What a participant did, until the room has it. */
export interface Sending {
  key: string;
  kind: "ballot" | "answer" | "withdraw" | "upvote";
  stamp?: string;
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
}

export interface Question {
  id: string;
  wording: string;
}

/** What the room tells every phone. */
export interface State {
  version: number;
  language: string;
  spoken: string[];
  now: string;
  scene: string;
  heading: { title: string; line: string } | null;
  message: string;
  rehearsal: boolean;
  segment: { title: string; paused: boolean; ends_at: string } | null;
  questions: (Question & { moderated: boolean; one_word: boolean; help: string; limit: number })[];
  // deno-lint-ignore no-explicit-any
  poll: any;
  // deno-lint-ignore no-explicit-any
  results: any;
  // deno-lint-ignore no-explicit-any
  groups: any;
  // deno-lint-ignore no-explicit-any
  wall: any;
}

/** What the room has of this person. */
export interface Mine {
  responses: { id: string; question_id: string; words: string; hidden: boolean }[];
  ballot: { round_id: string; marks: [string, number][]; words: string[] } | null;
  upvoted: string[];
  // deno-lint-ignore no-explicit-any
  group: any;
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
  segment: { title: string; paused: boolean; ends_at: string } | null;
  message: string;
  groups: Group[];
}

/** The draft of a line, and what is said about it. */
export interface Draft {
  line: string;
  values: Partial<Content>;
  at?: number;
  tab?: string;
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
