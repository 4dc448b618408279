// The types that several of the page's scripts share. Only `tsc` reads this file; it is not published.

/** A day, as ISO 8601 writes it: plain data, so that answers can be kept as JSON. */
interface Day {
  date: string;
}

/** What is filled in: a text, a number, a truth value or a day. */
type Answer = string | number | boolean | Day;

/** Answers by the names of their cells; in tables with many rows, by the name of the column and in the order of rows. */
interface Answers {
  cells: Record<string, Answer>;
  columns: Record<string, (Answer | null)[]>;
}

/** What a cell holds, for formulas: null is an empty cell, and a day is its serial number. */
type Scalar = string | number | boolean | null;

/** The value of a cell, or those of a column. */
type Value = Scalar | Scalar[];

/** A formula as data: a literal, `["name", n]`, `["row", column]`, or a function and its arguments. In a pattern, the
 * `n` of a name may be a number: the place, from 0, of the name among a formula's own names. */
type Expression = string | number | boolean | [string, ...Expression[]];

/** What an input of any edition asks for. A choice is one of `choices`, some of which were called otherwise `formerly`; where
 * it takes a score, `scores` has them; a number is whole, from `low` to `high`. */
interface Asked {
  label: string;
  kind?: "choice" | "number" | "date";
  choices?: string[];
  formerly?: Record<string, string>;
  /** The choices that other words can only mean. */
  alike?: Record<string, string>;
  scores?: string[];
  low?: number;
  high?: number;
}

/** Where an answer of an earlier edition goes: the name of the cell now, if it is another, or "" if nothing asks for it;
 * whether what it is about is worded differently now; and where it was, for people. */
interface AnswerPlace {
  to?: string;
  reworded?: true;
  was: string;
}

/** What reading a workbook of an edition needs to know. Kinds are numbers of `kinds`. */
interface EditionData {
  /** Every name, by sheet, with the address of its first cell. */
  areas: Record<string, Record<string, string>>;
  inputs: Record<string, number>;
  /** The number of the part that each input is about, in the order of `inputs`; 0 where it is about none. */
  parts: number[];
  columns: Record<string, number>;
  /** Names that inputs had before, by their names. */
  formerly: Record<string, string[]>;
  /** The columns that people fill in, by the names of the tables. */
  tables: Record<string, string[]>;
  /** The table of older workbooks in which each row named its section: what the column of each field was called, the ids of
   * sections by their titles, and the rows that each section has now, as the names of inputs by field. */
  former: {
    columns: Record<string, string[]>;
    sections: Record<string, string>;
    rows: [section: string, inputs: Record<string, string>][];
  };
  /** The cells that calculate alike: of each run down a column, its sheet, its first address, and how many they are. */
  alike: [sheet: string, cell: string, count: number][][];
  /** The fixed texts of all sheets, with white space folded. */
  texts: string[];
  /** Where each answer goes. The current edition has none: its answers stay where they are. */
  places?: Record<string, AnswerPlace>;
}

/** What reading workbooks, and carrying their answers forward, needs to know (carers_framework/online/editions.py). */
interface EditionsData {
  current: string;
  /** The ids of the editions, the oldest first. */
  order: string[];
  limits: Record<"file" | "unpacked" | "parts" | "tags" | "attributes" | "depth" | "cell" | "rows" | "names" | "many" | "own_texts", number>;
  /** Messages, with names in braces for what differs. */
  says: Record<string, string>;
  /** The properties and names by which a workbook is recognised, and the words that mark what was carried over. */
  marks: Record<
    "edition" | "edition_name" | "notice" | "run_on" | "form" | "form_now" | "form_name" | "check" | "aside" | "first_day" | "last_day", string
  >;
  /** The columns of the sheet of what was carried over. */
  carried: string[];
  /** The names of the styles of locked cells that are empty or have a formula. */
  without_text: string[];
  kinds: Asked[];
  editions: Record<string, EditionData>;
}

/** Cells of a sheet from the top left to the bottom right. Rows and columns count from 1. */
interface Area {
  sheet: string;
  row: number;
  column: number;
  lastRow: number;
  lastColumn: number;
}

/** What is in a workbook: values by sheet and address, the cells whose value a formula gave, those with a text that are not
 * for typing in, all for typing in, every name, also one whose cells are gone, the cells of each other name, its custom
 * properties, whether it counts days from 1904, and the day of the last save. */
interface Values {
  sheets: Map<string, Map<string, Answer>>;
  /** The texts of formulas; which of them are in cells that are not locked or not formatted. */
  formulas: Map<string, Map<string, string>>;
  typedFormulas: Map<string, Set<string>>;
  /** The cells that show an error, and what people see of numbers that their text does not say, such as "50%". */
  errors: Map<string, Set<string>>;
  shown: Map<string, Map<string, string>>;
  /** Comments, links and text boxes, and how many pictures and other objects a sheet has. */
  remarks: { sheet: string; cell: string; text: string; isLink: boolean }[];
  drawn: Map<string, number>;
  locked: Map<string, Set<string>>;
  unlocked: Map<string, Set<string>>;
  defined: Set<string>;
  names: Map<string, Area>;
  properties: Map<string, string>;
  from1904: boolean;
  saved: Day | null;
}

/** A text that somebody typed where no answer belongs, or whose name is gone. */
interface Unplaced {
  sheet: string;
  cell: string;
  text: string;
}

/** What a filled-in workbook holds. `notice` is the line at the top of every sheet of a worked example, and `saved` the day
 * of the last save, such as "2026-11-30". */
interface ReadBack {
  edition: string;
  answers: Answers;
  unplaced: Unplaced[];
  problems: string[];
  notice: string;
  saved: string | null;
}

/** Answers in their places in the current edition, and how many were carried, are to be checked, and were kept aside. */
interface Carried {
  answers: Answers;
  carried: number;
  toCheck: number;
  aside: number;
}

/** An input: its address, the number of its style, and its name, or in a table with many rows that of the column. What
 * it takes is on the page. */
type InputData = [address: string, style: number, name: string];

/** A formula: its address, the number of its style, its name or "", the number of its pattern, and its own names. */
type FormulaData = [address: string, style: number, name: string, pattern: number, ...names: string[]];

/** A fixed text or number that a name refers to, alone or in a column: its address, its name or "", and its value. */
type FixedData = [address: string, name: string, value: string | number];

/** A sheet with everything that is not the same in every workbook, or that names refer to. */
interface SheetData {
  name: string;
  /** The widths of its columns, as Excel counts them. */
  widths: number[];
  inputs: InputData[];
  formulas: FormulaData[];
  fixed: FixedData[];
  /** The named columns of its tables: the letters of the column, and its first and last row. */
  columns: Record<string, [letters: string, first: number, last: number]>;
  /** Rows that are as high as their content: the least height in points, in which their fixed texts are seen. */
  rows: Record<string, number>;
  asks: AsksData[];
}

/** A text that gets a reminder when an answer to it was given to other words: its address, the height in points that it
 * needs then, and the names of the inputs. */
type AsksData = [address: string, height: number, ...names: string[]];

/** How the XML of a text becomes that of the text with its reminder: how many characters go at its beginning and at its
 * end, and what comes before and after the rest. */
type Way = [first: number, last: number, before: string, after: string];

/** Ways, by sheet and address. */
type Reminders = Record<string, Record<string, Way>>;

/** What a workbook is saved with: its sheets, the parts to write them into, and the reminders that it has. */
interface Whole {
  book: Book;
  parts: Map<string, Uint8Array>;
  reminders: Reminders;
}

/** What is different in a workbook that was carried forward. A sheet that is not is given by its place in the book. */
interface CarriedData {
  sheets: (SheetData | number)[];
  /** The sheet of what was carried over, and the number of its table. */
  name: string;
  table: number;
  /** The columns with what to do and with the name of the cell, and the words for an answer to be checked. */
  what: string;
  where: string;
  check: string;
}

/** How high rows are (carers_framework/writing/heights.py). */
interface HeightData {
  /** Characters by their width, in thousandths of the size of the font. */
  widths: Record<string, string>;
  other: number;
  wide: number;
  wideFrom: number;
  bold: number;
  pixelsPerPoint: number;
  pixelsPerUnit: number;
  padding: number;
  allowance: number;
  line: number;
  around: number;
  highest: number;
}

/** A style, as far as the height of a row depends on it: the size in points, whether bold, whether a text runs on. */
type StyleData = [size: number, bold: 0 | 1, runsOn: 0 | 1];

/** The workbook of the current edition. */
interface Book {
  edition: string;
  /** What its files are called. */
  file: string;
  /** The name of the input with the name of the area. */
  area: string;
  patterns: Expression[];
  styles: StyleData[];
  sheets: SheetData[];
  heights: HeightData;
  carried: CarriedData;
}

/** The file that answers were last saved in: its name, and the time in milliseconds since 1970. */
interface Saved {
  name: string;
  at: number;
}

/** What the page holds at a moment, as a draft keeps it. */
interface DraftState {
  area: string;
  answers: Answers;
  /** The names of what has changed since the answers were last saved in a file. */
  unsaved: string[];
  saved: Saved | null;
}

/** A draft in the browser's storage, at its key. `changed` is the time of the last change; `from` is the draft that it went
 * on with, or "". */
interface Draft extends DraftState {
  format: number;
  id: string;
  from: string;
  edition: string;
  changed: number;
  key: string;
}

/** A file, to compare with drafts: what was read from it, the day on which a program says that it saved it, or null, and
 * its time on the disk. */
interface OpenedFile {
  edition: string;
  area: string;
  answers: Answers;
  saved: string | null;
  modified: number;
}

/** How a draft relates to a file. */
type Relation = "newer" | "older" | "same" | "otherEdition";

/** What the scripts offer each other. Each adds its own. */
interface FillIn {
  book?: Book;
  /** The empty workbook, and what a carried-forward one has more, packed: see `emptyParts` in save.js. */
  empty?: string;
  /** Made by zip.js. */
  zip?: any;
  [offered: string]: any;
}

interface Window {
  fillIn: FillIn;
}

declare var fillIn: FillIn;
