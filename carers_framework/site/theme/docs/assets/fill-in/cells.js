"use strict";
window.fillIn = window.fillIn || {};

/* The values of the cells of a workbook, as `carers_framework/answers/xlsx/` reads them: what a cell holds, and which
   numbers are days. */
(() => {
  const { descendants, children, textOf } = fillIn.xml;
  const { stripped, characters, short } = fillIn.text;

  /* Excel's columns end at XFD and its rows at 1048576, so no address has more letters or digits than this. */
  const ADDRESS = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/;
  const NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
  const WHOLE = /^[ \t\r\n]*[+-]?[0-9]{1,9}[ \t\r\n]*$/;
  const ISO_DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

  /* Excel counts a 29 February 1900, which did not exist, so programs disagree about the numbers below 1 March. */
  const FIRST_SERIAL = 61;
  const MS_PER_DAY = 86_400_000;

  /** Return the row and the column of an address such as "B7" or "$B$7", from 1, or null.
   * @param {string} address
   * @returns {[number, number] | null} */
  function rowAndColumn(address) {
    const found = ADDRESS.exec(address);
    if (!found) return null;
    const column = [...found[1]].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
    return [Number(found[2]), column];
  }

  /** Return the address of a cell, such as "B7". @param {number} row
   * @param {number} column */
  function addressOf(row, column) {
    let letters = "";
    /* Letters count from 1 to 26, without a zero: after Z comes AA. */
    for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
      letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
    }
    return letters + row;
  }

  /** Return the number that a text is, or null. @param {string} text */
  function numberIn(text) {
    const line = stripped(text);
    const number = NUMBER.test(line) ? Number(line) : null;
    return number !== null && Number.isFinite(number) ? number : null;
  }

  /** Return the day at the start of an ISO 8601 text, with or without a time, or null. @param {string} text */
  function dayIn(text) {
    const found = ISO_DAY.exec(stripped(text).slice(0, 10));
    if (!found) return null;
    const time = new Date(`${found[0]}T00:00:00Z`);
    /* 30 February would become 1 March. */
    const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(found[0]) && found[1] !== "0000";
    return exists ? { date: found[0] } : null;
  }

  /** Return the day of a number in a workbook, or null where it is not an unambiguous day.
   * @param {number} number
   * @param {boolean} from1904 whether the workbook counts from 1904 */
  function dayOf(number, from1904) {
    const [start, first] = from1904 ? [Date.UTC(1904, 0, 1), 1] : [Date.UTC(1899, 11, 30), FIRST_SERIAL];
    if (!(number >= first)) return null;
    const time = new Date(start + Math.trunc(number) * MS_PER_DAY);
    /* A year has four digits, in Excel as in Python. */
    return time.getTime() < Date.UTC(10000, 0, 1) ? { date: time.toISOString().slice(0, 10) } : null;
  }

  /** Return the number of a day in a workbook. @param {Day} day
   * @param {boolean} from1904 */
  function numberOf({ date }, from1904) {
    const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
    return Math.round((Date.parse(`${date}T00:00:00Z`) - start) / MS_PER_DAY);
  }

  /** Return a text of a workbook with each `_xHHHH_` as the character that it is for (ECMA-376, ST_Xstring).
   * @param {string} text
   * @param {number} cellLimit the most characters in a cell */
  function unescaped(text, cellLimit) {
    /* A text that is still too long for a cell when every seven of its characters become one is refused anyway. */
    if (!text.includes("_x") || characters(text) > 7 * cellLimit) return text;
    const whole = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
    /* A character beyond U+FFFF is written as two halves. A half without the other could not be saved again. */
    return whole.replace(/\p{Cs}/gu, "\ufffd");
  }

  /** Reads the sheets of one workbook, and counts their characters. */
  class SheetReader {
    #package;
    #data;
    #from1904;
    /** @type {string[]} */
    #texts;
    #dates;
    #styles;
    #characters = 0;

    /** @param {any} opened the Package
     * @param {EditionsData} data limits
     * @param {boolean} from1904
     * @param {Document | null} texts the part of the texts that cells share
     * @param {Document | null} styles */
    constructor(opened, data, from1904, texts, styles) {
      this.#package = opened;
      this.#data = data;
      this.#from1904 = from1904;
      this.#texts = texts ? descendants(texts, "si").map((/** @type {Element} */ item) => this.#text(item)) : [];
      this.#dates = styles ? fillIn.styles.dates(styles, opened) : new Set();
      this.#styles = styles ? fillIn.styles.of(styles, data.without_text, opened) : { locked: new Set(), unlocked: new Set(), formats: new Map() };
    }

    /** Return a sheet: see `Values`, whose maps have these by sheet, and `links` with the cell and the id of each address.
     * Raises UserError where it is damaged, or holds longer texts than a workbook can.
     * @param {string} name what people call the sheet
     * @param {string} part */
    async read(name, part) {
      const tree = await this.#package.tree(part, name);
      const found = {
        values: new Map(), formulas: new Map(), typedFormulas: new Set(), errors: new Set(), shown: new Map(),
        locked: new Set(), unlocked: new Set(), shared: new Map(),
        links: descendants(tree, "hyperlink").map((/** @type {Element} */ element) =>
          [element.getAttribute("ref") ?? "", fillIn.xml.relationId(element)]),
      };
      for (const { place, cell } of this.#cells(tree)) this.#take(found, addressOf(...place), cell, name);
      return found;
    }

    /** Return each cell with its place. A row or a cell that does not say where it is comes after the one before.
     * @param {Document} tree */
    #cells(tree) {
      const found = /** @type {{place: [number, number], cell: Element}[]} */ ([]);
      let row = 0;
      for (const line of descendants(tree, "row")) {
        row = this.#package.whole(line.getAttribute("r") ?? String(row + 1));
        let column = 0;
        for (const cell of children(line, "c")) {
          const address = cell.getAttribute("r");
          const place = address ? rowAndColumn(address.toUpperCase()) : [row, column + 1];
          if (!place) throw this.#package.refused("damaged_inside");
          [row, column] = place;
          found.push({ place: [row, column], cell });
        }
      }
      return found;
    }

    /** Record what a cell holds, and what its style says of it. @param {any} found
     * @param {string} key its address
     * @param {Element} cell
     * @param {string} sheet */
    #take(found, key, cell, sheet) {
      const style = this.#style(cell);
      const value = this.#value(cell);
      const [formula] = children(cell, "f");
      const text = formula && this.#formula(formula, found, key);
      for (const counted of [value, text]) if (typeof counted === "string") this.#count(counted, sheet, key);
      /* A damaged file may have a cell twice. Then the last one counts. */
      for (const cells of [found.values, found.formulas, found.typedFormulas, found.errors, found.shown, found.locked, found.unlocked]) {
        cells.delete(key);
      }
      const isUnlocked = this.#styles.unlocked.has(style);
      if (isUnlocked) found.unlocked.add(key);
      if (formula) {
        found.formulas.set(key, text);
        if (!style || isUnlocked) found.typedFormulas.add(key);
      }
      if (value === null || value === "") return;
      found.values.set(key, value);
      if (this.#styles.locked.has(style)) found.locked.add(key);
      const seen = cell.getAttribute("t") === "e" ? "" : this.#shown(cell, value);
      if (cell.getAttribute("t") === "e") found.errors.add(key);
      else if (seen) found.shown.set(key, seen);
    }

    /** Return the formula of a cell. One that was filled down has its text only in its first cell. @param {Element} formula
     * @param {any} found
     * @param {string} key the address of the cell */
    #formula(formula, found, key) {
      const [text, number] = [stripped(textOf(formula)), formula.getAttribute("si")];
      if (formula.getAttribute("t") !== "shared" || number === null) return text;
      const place = rowAndColumn(key);
      if (text) found.shared.set(number, { text, place });
      const first = found.shared.get(number);
      return first ? fillIn.formulas.copied(first.text, first.place, place) : text;
    }

    /** Return what people see of a number, or nothing where it is what its text says. @param {Element} cell
     * @param {Answer} value */
    #shown(cell, value) {
      const code = this.#styles.formats.get(this.#style(cell));
      if (!code || typeof value === "string" || typeof value === "boolean") return "";
      /* Of a day with its time, only the day is the value. */
      const number = this.#stored(cell);
      return typeof number === "number" ? fillIn.seen.shown(number, code, this.#from1904) : "";
    }

    /** Return the value of a cell, with a date where its style shows one, or null where it is empty.
     * @param {Element} cell */
    #value(cell) {
      const value = this.#stored(cell);
      if (typeof value === "number" && this.#dates.has(this.#style(cell))) return dayOf(value, this.#from1904) ?? value;
      return value;
    }

    /** Return the value of a cell by its type (ECMA-376, 18.18.11), or null where it is empty.
     * @param {Element} cell
     * @returns {Answer | null} */
    #stored(cell) {
      const kind = cell.getAttribute("t") ?? "n";
      if (kind === "inlineStr") return children(cell, "is").map((/** @type {Element} */ item) => this.#text(item)).join("");
      const [holder] = children(cell, "v");
      const stored = holder ? textOf(holder) : "";
      if (!stored) return null;
      if (kind === "b") return stored === "1" || stored === "true";
      /* Some programs write a date as an ISO 8601 text; a time alone has no day. */
      if (["str", "d", "e"].includes(kind)) {
        return (kind === "d" ? dayIn(stored) : null) ?? unescaped(stored, this.#data.limits.cell);
      }
      /* Libraries write "NaN" and "Infinity", which no program takes for a number. */
      if (kind !== "s") return numberIn(stored) ?? unescaped(stored, this.#data.limits.cell);
      const text = this.#texts[this.#package.whole(stored)];
      if (text === undefined) throw this.#package.refused("damaged_inside");
      return text;
    }

    /** @param {Element} item */
    #text(item) {
      return itemText(item, this.#data.limits.cell);
    }

    /** Raise UserError for a text that no cell takes, or when all texts together are too long.
     * @param {string} text
     * @param {string} sheet
     * @param {string} address */
    #count(text, sheet, address) {
      const { cell, unpacked } = this.#data.limits;
      /* As Excel counts: a character beyond U+FFFF is two. */
      const { length } = text;
      if (length > cell) {
        throw this.#package.refused("cell_too_long", { limit: cell, place: `${short(sheet)}!${address}` });
      }
      /* The file may be small all the same: thousands of cells can share one long text. */
      this.#characters += length;
      if (this.#characters > unpacked) throw this.#package.refused("too_many_characters", { limit: unpacked });
    }

    /** Return the number of a cell's style. As in LibreOffice, a damaged one is that of an unformatted cell.
     * @param {Element} cell */
    #style(cell) {
      const style = cell.getAttribute("s") ?? "0";
      return WHOLE.test(style) ? Number(style) : 0;
    }
  }

  /** Return a text with all its differently formatted runs, but without the phonetic readings of East Asian texts.
   * @param {Element} item
   * @param {number} cellLimit the most characters in a cell */
  function itemText(item, cellLimit) {
    const parts = [item, ...children(item, "r")].flatMap((holder) => children(holder, "t"));
    return unescaped(parts.map(textOf).join(""), cellLimit);
  }

  Object.assign(fillIn, { SheetReader, cells: { WHOLE, rowAndColumn, addressOf, numberIn, dayIn, dayOf, numberOf, itemText, unescaped } });
})();
