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
  const ISO_DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

  /* The numbers of the date and time formats that every program knows (ECMA-376, 18.8.30), from the first to the last. */
  const BUILT_IN_FORMATS = [[14, 22], [27, 36], [45, 47], [50, 58]];

  /* A longer one could keep the regular expressions busy for minutes. */
  const FORMAT_LIMIT = 255;

  /* What shows as it is, and what is in square brackets: "day", \d, [Red], [$-809]. */
  const LITERAL = /"[^"]*"|\\[^\n]|\[[^\]]*\]/g;

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
      this.#dates = styles ? dateStyles(styles, opened) : new Set();
      this.#styles = styles ? stylesOf(styles, data.without_text) : { locked: new Set(), unlocked: new Set() };
    }

    /** Return the values of a sheet by their addresses, and the addresses of those that a formula gave, of those in locked
     * cells made for a text, and of all unlocked cells, empty ones too. Raises UserError where it is damaged, or holds
     * longer texts than a workbook can.
     * @param {string} name what people call the sheet
     * @param {string} part */
    async read(name, part) {
      const values = new Map();
      const formulas = new Set();
      const locked = new Set();
      const unlocked = new Set();
      for (const cell of descendants(await this.#package.tree(part), "c")) {
        const address = cell.getAttribute("r") ?? "";
        const place = rowAndColumn(address);
        if (!place) throw this.#package.refused("damaged_inside");
        const value = this.#value(cell);
        const key = addressOf(...place);
        if (typeof value === "string") this.#count(value, name, address);
        if (value !== null && value !== "") {
          values.set(key, value);
          if (children(cell, "f").length) formulas.add(key);
          /* A damaged file may have a cell twice. Then the last one counts. */
          if (this.#styles.locked.has(this.#style(cell))) locked.add(key);
          else locked.delete(key);
        }
        if (this.#styles.unlocked.has(this.#style(cell))) unlocked.add(key);
      }
      return { values, formulas, locked, unlocked };
    }

    /** Return the value of a cell, with a date where its style shows one, or null where it is empty.
     * @param {Element} cell */
    #value(cell) {
      const value = this.#stored(cell);
      if (typeof value === "number" && this.#dates.has(this.#style(cell))) return dayOf(value, this.#from1904) ?? value;
      return value;
    }

    /** Return the value of a cell by its type (ECMA-376, 18.18.11), or null where it is empty or an error.
     * @param {Element} cell
     * @returns {Answer | null} */
    #stored(cell) {
      const kind = cell.getAttribute("t") ?? "n";
      if (kind === "inlineStr") return children(cell, "is").map((/** @type {Element} */ item) => this.#text(item)).join("");
      const [holder] = children(cell, "v");
      const stored = holder ? textOf(holder) : "";
      if (!stored || kind === "e") return null;
      if (kind === "b") return stored === "1" || stored === "true";
      /* Some programs write a date as an ISO 8601 text; a time alone has no day. */
      if (kind === "str" || kind === "d") {
        return (kind === "d" ? dayIn(stored) : null) ?? unescaped(stored, this.#data.limits.cell);
      }
      const value = kind === "s" ? this.#texts[this.#package.whole(stored)] : numberIn(stored);
      if (value === undefined || value === null) throw this.#package.refused("damaged_inside");
      return value;
    }

    /** Return a text with all its differently formatted runs, but without the phonetic readings of East Asian texts.
     * @param {Element} item */
    #text(item) {
      const parts = [item, ...children(item, "r")].flatMap((holder) => children(holder, "t"));
      return unescaped(parts.map(textOf).join(""), this.#data.limits.cell);
    }

    /** Raise UserError for a text that no cell takes, or when all texts together are too long.
     * @param {string} text
     * @param {string} sheet
     * @param {string} address */
    #count(text, sheet, address) {
      const { cell, unpacked } = this.#data.limits;
      const length = characters(text);
      if (length > cell) {
        throw this.#package.refused("cell_too_long", { limit: cell, place: `${short(sheet)}!${address}` });
      }
      /* The file may be small all the same: thousands of cells can share one long text. */
      this.#characters += length;
      if (this.#characters > unpacked) throw this.#package.refused("too_many_characters", { limit: unpacked });
    }

    /** Return the number of a cell's style. @param {Element} cell */
    #style(cell) {
      return this.#package.whole(cell.getAttribute("s") ?? "0");
    }
  }

  /** Return the styles of cells, in the order in which cells count them. @param {Document} styles */
  const cellStyles = (styles) => [...(descendants(styles, "cellXfs")[0]?.children ?? [])];

  /** Return the numbers of the cell styles that show a number as a date. @param {Document} styles
   * @param {any} opened the Package */
  function dateStyles(styles, opened) {
    const custom = descendants(styles, "numFmt").filter((/** @type {Element} */ element) =>
      showsADate(element.getAttribute("formatCode") ?? ""));
    const formats = new Set(
      custom.map((/** @type {Element} */ element) => opened.whole(opened.attribute(element, "numFmtId"))),
    );
    const used = cellStyles(styles).map((style) => opened.whole(style.getAttribute("numFmtId") ?? "0"));
    const isDate = (/** @type {number} */ format) =>
      formats.has(format) || BUILT_IN_FORMATS.some(([first, last]) => first <= format && format <= last);
    return new Set(used.flatMap((format, number) => (isDate(format) ? [number] : [])));
  }

  /** Return whether the code of a number format shows a number as a date or time. @param {string} code */
  function showsADate(code) {
    if (characters(code) > FORMAT_LIMIT) return false;
    const shown = code.replace(LITERAL, "");
    /* "General" shows the number itself, and letters behind it are a unit. */
    return /[dmyh]/i.test(shown) && !shown.toLowerCase().includes("general");
  }

  /** Return the numbers of the cell styles that are locked and made for a text, and of those that are not locked.
   * @param {Document} styles
   * @param {string[]} withoutText the names of the styles of locked cells that are empty or have a formula */
  function stylesOf(styles, withoutText) {
    const names = new Map(descendants(styles, "cellStyle").map((/** @type {Element} */ style) =>
      [style.getAttribute("xfId") ?? "", style.getAttribute("name") ?? ""]));
    const locked = new Set();
    const unlocked = new Set();
    cellStyles(styles).forEach((style, number) => {
      const [protection] = descendants(style, "protection");
      const name = names.get(style.getAttribute("xfId") ?? "") ?? "";
      /* A cell is locked unless its style says otherwise. */
      if (["0", "false"].includes(protection?.getAttribute("locked") ?? "1")) unlocked.add(number);
      /* The first is that of unformatted cells: anybody may have typed there. */
      else if (number && !withoutText.includes(name)) locked.add(number);
    });
    return { locked, unlocked };
  }

  Object.assign(fillIn, { SheetReader, cells: { rowAndColumn, addressOf, numberIn, dayIn, dayOf, unescaped } });
})();
