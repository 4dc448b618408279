"use strict";
window.fillIn = window.fillIn || {};

/* What somebody typed in a workbook where no answer belongs, as `carers_framework/answers/unplaced.py`. */
(() => {
  const { folded, plain, stripped, formatted } = fillIn.text;
  const { addressOf, rowAndColumn } = fillIn.cells;

  /** Return whether a workbook has another form than today's: other fields, under other names. Some programs drop the
   * properties of a file, and some people delete names: either of the two marks is enough. @param {Values} values
   * @param {EditionsData} data */
  function isOlder({ properties, names }, { marks }) {
    return properties.get(marks.form) !== marks.form_now && !names.has(marks.form_name);
  }

  /** Cells of any sheets. */
  class CellSet {
    /** @type {Map<string, Set<string>>} */
    #sheets = new Map();

    /** @param {string} sheet
     * @param {string} cell */
    add(sheet, cell) {
      this.#sheets.set(sheet, (this.#sheets.get(sheet) ?? new Set()).add(cell));
    }

    /** @param {string} sheet
     * @param {string} cell */
    has(sheet, cell) {
      return this.#sheets.get(sheet)?.has(cell) ?? false;
    }
  }

  /** Return every value that is neither an answer, nor a formula's, nor one of the workbook's own texts.
   * @param {Values} values
   * @param {EditionsData} data
   * @param {EditionData} edition
   * @param {CellSet} read the cells of answers */
  function unplaced(values, data, edition, read) {
    const older = isOlder(values, data);
    /* A program that drops the protection of cells leaves all of them locked, which says nothing of their texts. */
    const locks = older || [...values.unlocked.values()].some((cells) => cells.size);
    const typed = whereTyped(values, edition, older, locks);
    const texts = new Set(edition.texts);
    const odd = fillIn.oddFormulas(values, edition);
    const found = [];
    for (const [sheet, cells] of values.sheets) {
      const formulas = values.formulas.get(sheet);
      const overOurs = new Set(odd.get(sheet));
      const added = new Set([...((locks && values.typedFormulas.get(sheet)) || []), ...overOurs]);
      for (const cell of new Set([...cells.keys(), ...[...added].sort(inOrder)])) {
        if (read.has(sheet, cell) || (formulas?.has(cell) && !added.has(cell))) continue;
        const text = textIn(values, data, sheet, cell);
        const isOwn = (locks && values.locked.get(sheet)?.has(cell)) || isOwnText(text, texts, data);
        /* An answer may be one of the workbook's own words, such as a score. Where people type, it is reported. */
        if (plain(text) && (!isOwn || typed.has(sheet, cell) || overOurs.has(cell))) found.push({ sheet, cell, text });
      }
    }
    return [...found, ...remarksIn(values, texts, data)];
  }

  /** Compare two addresses: first by their rows. @param {string} one
   * @param {string} other */
  function inOrder(one, other) {
    const [first, second] = [one, other].map((cell) => /** @type {[number, number]} */ (rowAndColumn(cell)));
    return first[0] - second[0] || first[1] - second[1];
  }

  /** Return what is in a cell, as people see it, with the formula that it is from. @param {Values} values
   * @param {EditionsData} data
   * @param {string} sheet
   * @param {string} cell */
  function textIn(values, { says }, sheet, cell) {
    const value = values.sheets.get(sheet)?.get(cell);
    const text = values.shown.get(sheet)?.get(cell) ?? (value === undefined ? "" : fillIn.textOf(value));
    const formula = values.formulas.get(sheet)?.get(cell);
    if (!formula) return text;
    return text ? formatted(says.formula_typed, { value: text, formula: `=${formula}` }) : `=${formula}`;
  }

  /** Return the comments, the texts of text boxes, and the links, but for those that are the workbook's own.
   * @param {Values} values
   * @param {Set<string>} texts
   * @param {EditionsData} data
   * @returns {Unplaced[]} */
  function remarksIn(values, texts, data) {
    return values.remarks.flatMap(({ sheet, cell, text, isLink }) => {
      const value = values.sheets.get(sheet)?.get(cell);
      const there = value === undefined ? "" : fillIn.textOf(value);
      const isOwn = values.locked.get(sheet)?.has(cell) || isOwnText(there, texts, data);
      /* A program makes a link of an address that somebody types: it says no more than the text. */
      const isTyped = text.replace(/\/$/, "").endsWith(stripped(there) || "\n");
      return isLink && (isOwn || isTyped) ? [] : [{ sheet, cell, text }];
    });
  }

  /** Return the cells of a workbook in which people could type, as far as it still tells.
   * @param {Values} values
   * @param {EditionData} edition
   * @param {boolean} older whether it has another form than today's
   * @param {boolean} locks whether its cells tell */
  function whereTyped(values, edition, older, locks) {
    if (older) return cellsIn(fillIn.formerAreas(values, edition));
    if (!locks) return lostCells(values, edition);
    return {
      has: (/** @type {string} */ sheet, /** @type {string} */ cell) => values.unlocked.get(sheet)?.has(cell) ?? false,
    };
  }

  /** Return the cells of single cells and columns, which may be a million rows long. @param {Area[]} areas */
  function cellsIn(areas) {
    const single = new CellSet();
    for (const area of areas) if (area.row === area.lastRow) single.add(area.sheet, addressOf(area.row, area.column));
    const columns = areas.filter((area) => area.row < area.lastRow);
    return {
      has(/** @type {string} */ sheet, /** @type {string} */ cell) {
        const [row, column] = rowAndColumn(cell);
        return single.has(sheet, cell) || columns.some((area) =>
          area.sheet === sheet && area.column === column && area.row <= row && row <= area.lastRow);
      },
    };
  }

  /** Return the cells whose names a workbook of today's form has lost. @param {Values} values
   * @param {EditionData} edition */
  function lostCells(values, edition) {
    const lost = new CellSet();
    for (const [sheet, names] of Object.entries(edition.areas)) {
      for (const [name, cell] of Object.entries(names)) if (!values.names.has(name)) lost.add(sheet, cell);
    }
    return lost;
  }

  /** Return whether a text is one that the workbook has when it is empty. What was reworded has the reminder to check its
   * answers behind its text, in a paragraph with a full stop. @param {string} text
   * @param {Set<string>} texts
   * @param {EditionsData} data */
  function isOwnText(text, texts, data) {
    const line = folded(text);
    const reminders = ["", ` ${data.marks.check}`, ` ${data.marks.check}.`];
    return reminders.some((end) => line.endsWith(end) && texts.has(line.slice(0, line.length - end.length)));
  }

  Object.assign(fillIn, { unplaced, isOlder, CellSet });
})();
