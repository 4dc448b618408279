"use strict";
window.fillIn = window.fillIn || {};

/* The answers in a filled-in workbook, whatever program saved it last, as `carers_framework/answers/read_back.py`. They
   are found by the names of their cells. An answer whose name is gone is not guessed at, but listed with its cell. */
(() => {
  const { folded, formatted, short } = fillIn.text;
  const { addressOf, rowAndColumn } = fillIn.cells;

  /** Return every answer in a workbook. Raises UserError where it is not of a known edition.
   * @param {Values} values what `xlsx.read` found in it
   * @param {EditionsData} data what each edition asks for: `fillIn.editions`
   * @param {string} [file] its name, for the message of an error
   * @returns {ReadBack} */
  function readBack(values, data, file = "") {
    const edition = editionOf(values, data, file);
    const reader = new AnswerReader(values, data, data.editions[edition]);
    const answers = reader.answers();
    return {
      edition,
      answers,
      unplaced: unplaced(values, data, data.editions[edition], reader.read),
      problems: [...reader.problems, ...unevenTables(values, data, data.editions[edition])],
      notice: values.properties.get(data.marks.notice) ?? "",
      saved: values.saved?.date ?? null,
    };
  }

  /** Return the id of the edition of a workbook. @param {Values} values
   * @param {EditionsData} data
   * @param {string} file */
  function editionOf(values, data, file) {
    const refused = (/** @type {string} */ key, /** @type {Record<string, string>} */ shown = {}) =>
      new fillIn.UserError(formatted(data.says[key], shown), file);
    /* Some programs drop custom properties when they save, so the id is also on the first sheet. */
    const edition = values.properties.get(data.marks.edition) || editionOnSheet(values, data);
    if (!edition) throw refused("of_another_kind");
    if (!Object.hasOwn(data.editions, edition)) {
      throw refused("unknown_edition", { edition: short(edition, true), known: data.order.join(", ") });
    }
    if (!Object.keys(data.editions[edition].inputs).some((name) => values.names.has(name))) throw refused("no_names");
    return edition;
  }

  /** Return the id of the edition in the cell that is named for it, or nothing. @param {Values} values
   * @param {EditionsData} data */
  function editionOnSheet(values, data) {
    const area = values.names.get(data.marks.edition_name);
    const value = area && values.sheets.get(area.sheet)?.get(addressOf(area.row, area.column));
    return value === undefined ? "" : fillIn.textOf(value);
  }

  /** Return whether a workbook has another form than today's: other fields, under other names. Some programs drop the
   * properties of a file, and some people delete names: either of the two marks is enough. @param {Values} values
   * @param {EditionsData} data */
  function isOlder({ properties, names }, { marks }) {
    return properties.get(marks.form) !== marks.form_now && !names.has(marks.form_name);
  }

  /** Reads answers by their names, and collects one line for each problem with them. */
  class AnswerReader {
    #values;
    #data;
    #edition;
    /** @type {string[]} */
    #missing = [];
    /** @type {string[]} */
    problems = [];
    /** The cells in which an answer was found, by sheet. */
    read = new CellSet();

    /** @param {Values} values
     * @param {EditionsData} data
     * @param {EditionData} edition the data of the workbook's edition */
    constructor(values, data, edition) {
      this.#values = values;
      this.#data = data;
      this.#edition = edition;
    }

    /** Return the answers that are there. @returns {Answers} */
    answers() {
      const { inputs, columns } = this.#edition;
      const found = Object.keys(inputs).map((name) => /** @type {const} */ ([name, this.#cell(name)]));
      const cells = found.flatMap(([name, answer]) => (answer === null ? [] : [/** @type {const} */ ([name, answer])]));
      const long = Object.keys(columns).map((name) => /** @type {const} */ ([name, this.#column(name)]));
      const tables = long.filter(([, column]) => column.length);
      if (isOlder(this.#values, this.#data)) {
        /* What it calls otherwise is not missing. */
        cells.push(...this.#formerRows(new Set(cells.map(([name]) => name))));
      } else {
        this.problems.push(...missingNames(this.#missing, this.#values, this.#data, this.#edition));
      }
      return { cells: Object.fromEntries(cells), columns: Object.fromEntries(tables) };
    }

    /** Return the answer in the cell of a name, or of a name that it had before, or null. @param {string} name */
    #cell(name) {
      const { names } = this.#values;
      const formerly = this.#edition.formerly[name] ?? [];
      const former = formerly.find((candidate) => names.has(candidate)) ?? name;
      const area = this.#area(name, names.has(name) ? name : former);
      /* A column of an older workbook: its rows are found elsewhere. */
      if (!area || (!names.has(name) && area.lastRow > area.row)) return null;
      return this.#answer(area.sheet, area.row, area.column, this.#edition.inputs[name]);
    }

    /** Return the answers in the rows of a table that older workbooks have, by the names of their cells now.
     * @param {Set<string>} taken
     * @returns {[string, Answer][]} */
    #formerRows(taken) {
      const cells = /** @type {[string, Answer][]} */ ([]);
      for (const { sheet, cell, value, name } of fillIn.movedRows(
        this.#values, this.#edition, taken, this.#data.limits.rows,
      )) {
        this.read.add(sheet, cell);
        if (name) cells.push([name, this.#converted(value, sheet, cell, this.#edition.inputs[name])]);
      }
      return cells;
    }

    /** Return the answers in a column of a table, without the empty cells at its end. @param {string} name */
    #column(name) {
      const area = this.#area(name);
      if (!area) return [];
      const limit = this.#data.limits.rows;
      if (area.lastRow - area.row >= limit) {
        this.problems.push(formatted(this.#data.says.too_many_rows, { name, limit }));
      }
      const answers = [];
      for (let row = area.row; row <= Math.min(area.lastRow, area.row + limit - 1); row += 1) {
        answers.push(this.#answer(area.sheet, row, area.column, this.#edition.columns[name]));
      }
      return answers.slice(0, answers.findLastIndex((answer) => answer !== null) + 1);
    }

    /** Return the cells of a name, or null where the name or its sheet is gone.
     * @param {string} name
     * @param {string} [called] what it is called in this workbook */
    #area(name, called = name) {
      const area = this.#values.names.get(called);
      if (area && this.#values.sheets.has(area.sheet)) return area;
      this.#missing.push(name);
      return null;
    }

    /** Return the answer in a cell, or null where the cell is empty.
     * @param {string} sheet
     * @param {number} row
     * @param {number} column
     * @param {number} kind the number of what the cell asks for */
    #answer(sheet, row, column, kind) {
      const cell = addressOf(row, column);
      const value = this.#values.sheets.get(sheet)?.get(cell);
      if (value === undefined) return null;
      this.read.add(sheet, cell);
      return this.#converted(value, sheet, cell, kind);
    }

    /** Return a value as an answer, and record what is wrong with it, if anything is.
     * @param {Answer} value
     * @param {string} sheet
     * @param {string} cell
     * @param {number} kind */
    #converted(value, sheet, cell, kind) {
      const asked = this.#data.kinds[kind];
      const [answer, problem] = fillIn.toAnswer(value, asked, this.#values.from1904, this.#data.says);
      if (problem) this.problems.push(`${short(sheet)}!${cell}: ${problem}`);
      return answer;
    }
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

  /** Return a line for each sheet on which names were lost, or that is missing as a whole.
   * @param {string[]} names
   * @param {Values} values
   * @param {EditionsData} data
   * @param {EditionData} edition */
  function missingNames(names, values, data, edition) {
    const lost = fillIn.lostNames(values, edition);
    const missing = new Set(names.filter((name) => !data.carried.includes(name) && lost.has(name)));
    const lines = [];
    for (const [sheet, cells] of Object.entries(edition.areas)) {
      const found = Object.keys(cells).filter((name) => missing.has(name));
      const inputs = Object.keys(cells).filter((name) => Object.hasOwn(edition.inputs, name));
      if (found.length) lines.push(missingLine(sheet, found, !values.sheets.has(sheet) && found.length === inputs.length, data));
    }
    return lines;
  }

  /** Return the line about what is missing of a sheet. A sheet that was only renamed still has its names.
   * @param {string} sheet
   * @param {string[]} names
   * @param {boolean} isWhole whether all of it is missing
   * @param {EditionsData} data */
  function missingLine(sheet, names, isWhole, { says, limits }) {
    if (isWhole) return formatted(says.sheet_missing, { sheet });
    const count = names.length === 1 ? says.one_name : formatted(says.many_names, { count: names.length });
    const shown = names.slice(0, limits.names).join(", ") + (names.length > limits.names ? " …" : "");
    return formatted(says.names_missing, { count, sheet, shown });
  }

  /** Return a line for each table whose columns no longer begin in the same row: answers may be beside wrong ones.
   * @param {Values} values
   * @param {EditionsData} data
   * @param {EditionData} edition */
  function unevenTables(values, data, edition) {
    const uneven = Object.entries(edition.tables).filter(([, names]) => {
      const areas = names.flatMap((name) => values.names.get(name) ?? []);
      return areas.some((area) => area.sheet !== areas[0].sheet || area.row !== areas[0].row);
    });
    return uneven.map(([table]) => formatted(data.says.uneven_table, { table }));
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
    const found = [];
    for (const [sheet, cells] of values.sheets) {
      for (const [cell, value] of cells) {
        if (values.formulas.get(sheet)?.has(cell) || read.has(sheet, cell)) continue;
        const text = fillIn.textOf(value);
        const isOwn = (locks && values.locked.get(sheet)?.has(cell)) || isOwnText(text, texts, data);
        /* An answer may be one of the workbook's own words, such as a score. Where people type, it is reported. */
        if (!isOwn || typed.has(sheet, cell)) found.push({ sheet, cell, text });
      }
    }
    return found;
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

  Object.assign(fillIn, { readBack });
})();
