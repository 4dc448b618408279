"use strict";
window.fillIn = window.fillIn || {};

/* The workbook of answers that were carried forward: it has one more sheet, with a row for each note, and reminders
   behind texts that were reworded. The published parts have that sheet with few rows; here it gets as many as it needs. */
(() => {
  const FOLDER = "carried/";
  const CHANGES = `${FOLDER}changes.json`;

  const decode = (/** @type {Uint8Array | undefined} */ part) => new TextDecoder().decode(part);
  const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);

  /** Return the book, the parts and the reminders of the workbook in which answers are saved.
   * @param {Book} book
   * @param {Map<string, Uint8Array>} parts
   * @param {Answers} answers
   * @returns {Whole} */
  function carriedOver(book, parts, answers) {
    const plain = new Map([...parts].filter(([name]) => !name.startsWith(FOLDER)));
    const sheets = book.carried.sheets.map((sheet) => (typeof sheet === "number" ? book.sheets[sheet] : sheet));
    const place = sheets.findIndex(({ name }) => name === book.carried.name);
    const added = sheets[place];
    const count = Math.max(...Object.keys(added.columns).map((name) => answers.columns[name]?.length ?? 0));
    if (!count) return { book, parts: plain, reminders: {} };
    const changes = JSON.parse(decode(parts.get(CHANGES)));
    const whole = withFolder(plain, parts, changes.same);
    const [, first, last] = Object.values(added.columns)[0];
    const rows = { first, last, wanted: first + count - 1 };
    sheets[place] = withRows(added, rows);
    stretch(whole, `xl/worksheets/sheet${place + 1}.xml`, (xml) => withReferences(repeated(xml, rows), rows));
    stretch(whole, `xl/tables/table${book.carried.table}.xml`, (xml) => withReferences(xml, rows));
    stretch(whole, "xl/workbook.xml", (xml) => withNames(xml, book.carried.name, rows));
    const reminders = reminding(sheets, changes.reminders, toCheck(book, answers));
    return { book: { ...book, sheets }, parts: whole, reminders };
  }

  /** @typedef {{first: number, last: number, wanted: number}} Rows The first and the last row in the published parts, and
   * the last in this workbook. */

  /** Return the parts with those that only such a workbook has.
   * @param {Map<string, Uint8Array>} plain
   * @param {Map<string, Uint8Array>} parts
   * @param {Record<string, string>} same the parts that are the same as others of the plain workbook */
  function withFolder(plain, parts, same) {
    const whole = new Map(plain);
    for (const [name, part] of parts) {
      if (name.startsWith(FOLDER) && name !== CHANGES) whole.set(name.slice(FOLDER.length), part);
    }
    for (const [name, other] of Object.entries(same)) whole.set(name, /** @type {Uint8Array} */ (plain.get(other)));
    return whole;
  }

  /** @param {Map<string, Uint8Array>} parts
   * @param {string} name
   * @param {(xml: string) => string} change */
  function stretch(parts, name, change) {
    parts.set(name, encode(change(decode(parts.get(name)))));
  }

  /** Return a sheet's data with as many rows as are wanted, each like the first.
   * @param {SheetData} sheet
   * @param {Rows} rows
   * @returns {SheetData} */
  function withRows(sheet, { first, wanted }) {
    const numbers = Array.from({ length: wanted - first + 1 }, (_, place) => first + place);
    const inputs = sheet.inputs.filter(([address]) => Number(address.replace(/\D+/, "")) === first);
    return {
      ...sheet,
      inputs: numbers.flatMap((row) =>
        inputs.map(([address, ...others]) => /** @type {InputData} */ ([address.replace(/\d+/, String(row)), ...others]))),
      columns: Object.fromEntries(Object.entries(sheet.columns).map(([name, [letters]]) => [name, [letters, first, wanted]])),
      rows: { ...sheet.rows, ...Object.fromEntries(numbers.map((row) => [row, sheet.rows[first]])) },
    };
  }

  /** Return a sheet's XML in which the first row is there as often as wanted.
   * @param {string} xml
   * @param {Rows} rows */
  function repeated(xml, { first, last, wanted }) {
    const start = xml.indexOf(`<row r="${first}"`);
    const row = xml.slice(start, xml.indexOf(`<row r="${first + 1}"`));
    const end = xml.indexOf("</row>", xml.indexOf(`<row r="${last}"`)) + "</row>".length;
    const written = Array.from({ length: wanted - first + 1 }, (_, place) =>
      row.replace(/ r="([A-Z]*)\d+"/g, (_, letters) => ` r="${letters}${first + place}"`));
    return xml.slice(0, start) + written.join("") + xml.slice(end);
  }

  /** Return an area as Excel writes it: a single cell by its own address. @param {string} area */
  const short = (area) => area.replace(/^([^:]+):\1$/, "$1");

  /** Return XML in which each reference that ended in the last row ends in the last one wanted.
   * @param {string} xml
   * @param {Rows} rows */
  const withReferences = (xml, { last, wanted }) =>
    xml.replace(/(ref=")([A-Z]+\d+:[A-Z]+)(\d+)(?=")/g, (whole, before, area, row) =>
      Number(row) === last ? before + short(area + wanted) : whole);

  /** Return the XML of the workbook in which the names of a sheet's cells refer to all rows. The name by which screen
   * readers find a table has its last cell in it.
   * @param {string} xml
   * @param {string} sheet
   * @param {Rows} rows */
  function withNames(xml, sheet, { last, wanted }) {
    const region = new RegExp(`^(name="TitleRegion\\d+\\.[A-Z]+\\d+\\.[A-Z]+)${last}(?=\\.)`);
    const corner = new RegExp(`(:\\$[A-Z]+\\$)${last}$`);
    /* Not `$1`, which a figure may follow. */
    const moved = (/** @type {string} */ _, /** @type {string} */ before) => before + wanted;
    return xml.replace(/(<definedName )([^>]*>)([^!<]*!)([^<]*)/g, (whole, tag, attributes, where, area) =>
      where.replace(/^'|'?!$/g, "").replaceAll("''", "'") === sheet
        ? tag + attributes.replace(region, moved) + where + short(area.replace(corner, moved))
        : whole);
  }

  /** Return the names of the answers that are to be checked. @param {Book} book
   * @param {Answers} answers */
  function toCheck({ carried }, { columns }) {
    const whats = columns[carried.what] ?? [];
    return new Set((columns[carried.where] ?? []).filter((_, row) => whats[row] === carried.check));
  }

  /** Return how those texts get their reminders that have an answer to be checked.
   * @param {SheetData[]} sheets
   * @param {Reminders} every
   * @param {Set<Answer | null>} names
   * @returns {Reminders} */
  function reminding(sheets, every, names) {
    /** @type {Reminders} */
    const found = {};
    for (const { name, asks } of sheets) {
      const asked = asks.filter(([, , ...about]) => about.some((input) => names.has(input)));
      found[name] = Object.fromEntries(asked.map(([address]) => [address, every[name][address]]));
    }
    return found;
  }

  window.fillIn.carriedOver = carriedOver;
})();
