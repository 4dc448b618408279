"use strict";
window.fillIn = window.fillIn || {};

/* Writes answers into the parts of the empty workbook: each into its cell, what every formula shows, and the heights of
   rows. All else stays as it is. What comes out is what carers_framework/writing makes of the same answers, byte by byte,
   but for the time of saving. openpyxl wrote the parts, so their XML has a known shape; a test fails where it changes. */
(() => {
  const { Calculation, Heights, asText, carriedOver, serial } = window.fillIn;

  /** A cell: its letters, its row, its style and its content. */
  const CELL = /<c r="([A-Z]+)(\d+)"( s="\d+")?[^>]*?(?:\/>|>(.*?)<\/c>)/gs;
  const ROW = /(<row r="(\d+)" ht=")[^"]*/g;
  const FORMULA = /^<f>.*?<\/f>/s;
  const SAVED_AT = /(<dcterms:modified[^>]*>)[^<]*/;
  const PROPERTIES = "docProps/core.xml";

  /** What XML cannot hold, and the underscore of a text that itself looks like an escape. */
  const TO_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]/g;
  /** What Python takes for white space around a text. */
  const EDGES = /^[\s\x1c-\x1f\x85]|[\s\x1c-\x1f\x85]$/;

  /** Return a text as XML has it: `_xHHHH_` for a character that XML cannot hold (ECMA-376, ST_Xstring).
   * @param {string} text */
  const escaped = (text) =>
    text
      .replace(TO_ESCAPE, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;");

  /** Return what follows the style of an answer's cell. A text stays a text, even one that begins with an equals sign.
   * @param {Answer} answer */
  function answered(answer) {
    if (typeof answer === "string") {
      if (!answer) return ' t="inlineStr" />';
      const text = escaped(answer);
      return ` t="inlineStr"><is><t${EDGES.test(text) ? ' xml:space="preserve"' : ""}>${text}</t></is></c>`;
    }
    if (typeof answer === "boolean") return ` t="b"><v>${Number(answer)}</v></c>`;
    return ` t="n"><v>${typeof answer === "number" ? answer : serial(answer.date)}</v></c>`;
  }

  /** Return what follows the style of a formula's cell.
   * @param {string} formula
   * @param {Scalar} value */
  function shown(formula, value) {
    if (typeof value === "number") return `>${formula}<v>${value}</v></c>`;
    if (typeof value === "boolean") return ` t="b">${formula}<v>${Number(value)}</v></c>`;
    return ` t="str">${formula}${value ? `<v>${escaped(value)}</v>` : "<v />"}</c>`;
  }

  /** Return an answer as the height of its row depends on it. @param {Answer | null} answer */
  const typed = (answer) => (answer && typeof answer === "object" ? answer.date : asText(answer));

  /** Writes the sheets of one workbook. */
  class Writer {
    /** @param {Book} book
     * @param {Answers} answers
     * @param {string} today
     * @param {Reminders} reminders how texts get their reminders, by sheet and address */
    constructor(book, answers, today, reminders) {
      this.book = book;
      this.answers = answers;
      this.calculation = new Calculation(book, answers, today);
      this.heights = new Heights(book.heights);
      this.reminders = reminders;
    }

    /** Return the XML of a sheet with everything in it.
     * @param {string} xml
     * @param {SheetData} sheet */
    sheet(xml, sheet) {
      const { name } = sheet;
      const inputs = new Map(sheet.inputs.map((input) => [input[0], input]));
      const formulas = new Map(sheet.formulas.map((formula) => [formula[0], formula]));
      const rows = { ...sheet.rows };
      /** @param {string} letters
       * @param {string} row
       * @param {number} style
       * @param {string} text */
      const raise = (letters, row, style, text) => {
        if (row in rows) rows[row] = Math.max(rows[row], this.needed(sheet, letters, style, text));
      };
      const ways = this.reminders[name] ?? {};
      for (const [address, height] of sheet.asks) {
        const row = address.replace(/\D+/, "");
        if (address in ways && row in rows) rows[row] = Math.max(rows[row], height);
      }
      const filled = xml.replace(CELL, (cell, letters, row, style = "", content = "") => {
        const address = letters + row;
        const start = `<c r="${address}"${style}`;
        const input = inputs.get(address);
        if (input) {
          const answer = this.answer(sheet, input, Number(row));
          raise(letters, row, input[1], typed(answer));
          return answer === null ? cell : start + answered(answer);
        }
        const formula = formulas.get(address);
        if (formula) {
          const value = this.calculation.cell(name, address);
          raise(letters, row, formula[1], asText(value));
          return start + shown(content.match(FORMULA)?.[0] ?? "", value);
        }
        return address in ways ? `${start} t="inlineStr">${reworded(content, ways[address])}</c>` : cell;
      });
      return filled.replace(ROW, (whole, before, row) => (row in rows ? before + this.heights.ofRow(rows[row]) : whole));
    }

    /** Return the answer in a cell, or null.
     * @param {SheetData} sheet
     * @param {InputData} input
     * @param {number} row
     * @returns {Answer | null} */
    answer(sheet, [, , name], row) {
      const column = sheet.columns[name];
      const { cells, columns } = this.answers;
      return (column ? columns[name]?.[row - column[1]] : cells[name]) ?? null;
    }

    /** Return the height that a cell needs.
     * @param {SheetData} sheet
     * @param {string} letters
     * @param {number} style
     * @param {string} text */
    needed({ widths }, letters, style, text) {
      const column = [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0);
      return this.heights.needed(text, this.book.styles[style], widths[column - 1]);
    }
  }

  /** Return the XML of a text with its reminder. @param {string} content
   * @param {Way} way */
  const reworded = (content, [first, last, before, after]) =>
    before + content.slice(first, content.length - last) + after;

  /** Return the parts of the empty workbook, which `fillIn.empty` has packed. @returns {Promise<Map<string, Uint8Array>>} */
  async function emptyParts() {
    const packed = Uint8Array.from(atob(String(window.fillIn.empty)), (character) => character.charCodeAt(0));
    const archive = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return window.fillIn.zip.read(new Uint8Array(await new Response(archive).arrayBuffer()));
  }

  /** Return a filled-in workbook as the content of an .xlsx file.
   * @param {Book} book
   * @param {Map<string, Uint8Array>} parts those that `emptyParts` gives
   * @param {Answers} answers
   * @param {string} today as ISO 8601 writes it, the day from which dates are past or to come
   * @returns {Promise<Uint8Array>} */
  async function workbook(book, parts, answers, today) {
    /** @type {Whole} */
    const whole = carriedOver(book, parts, answers);
    const writer = new Writer(whole.book, answers, today, whole.reminders);
    /** @param {string} name
     * @param {(xml: string) => string} change */
    const replace = (name, change) => {
      const xml = new TextDecoder().decode(whole.parts.get(name));
      whole.parts.set(name, new TextEncoder().encode(change(xml)));
    };
    whole.book.sheets.forEach((sheet, place) =>
      replace(`xl/worksheets/sheet${place + 1}.xml`, (xml) => writer.sheet(xml, sheet)));
    const now = new Date().toISOString().replace(/\.\d+/, "");
    replace(PROPERTIES, (xml) => xml.replace(SAVED_AT, (_, tag) => tag + now));
    return window.fillIn.zip.write(whole.parts);
  }

  /** The most bytes of each part of a file name: systems allow 255 in all. */
  const MOST_BYTES = 110;

  /** Return a name for the file: whose it is, what it is, and of which day. Every system takes it.
   * @param {Book} book
   * @param {Answers} answers
   * @param {string} today */
  function fileName(book, answers, today) {
    const area = answers.cells[book.area];
    /* Without full stops: Windows takes "con.x" for a device, whatever follows. */
    const whose = typeof area === "string" ? area.replaceAll(".", " ") : "";
    return `${[whose, book.file, today].map(safe).filter(Boolean).join(" ")}.xlsx`;
  }

  /** Return a text without what some system does not take in a file name, or shows as nothing, and cut where it is long.
   * @param {string} text */
  function safe(text) {
    const plain = text.replace(/[\p{C}\s]+/gu, " ").replace(/[<>:"/\\|?*%]/g, "-");
    const characters = [...plain.replace(/^[ .~-]+/, "")];
    while (new TextEncoder().encode(characters.join("")).length > MOST_BYTES) characters.pop();
    return characters.join("").replace(/[ .]+$/, "");
  }

  Object.assign(window.fillIn, { emptyParts, workbook, fileName });
})();
