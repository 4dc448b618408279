"use strict";
window.fillIn = window.fillIn || {};

/* The answers in a filled-in workbook, whatever program saved it last, as `carers_framework/answers/read_back.py`. They
   are found by the names of their cells. An answer whose name is gone is not guessed at, but listed with its cell. */
(() => {
  const { folded, plain, stripped, formatted, short } = fillIn.text;
  const { addressOf } = fillIn.cells;

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
      unplaced: fillIn.unplaced(values, data, data.editions[edition], reader.read),
      problems: [...reader.problems, ...unevenTables(values, data, data.editions[edition]), ...drawnLines(values, data)],
      notice: noticeIn(values, data, data.editions[edition]),
      saved: values.saved?.date ?? null,
    };
  }

  /** Return the id of the edition of a workbook. @param {Values} values
   * @param {EditionsData} data
   * @param {string} file */
  function editionOf(values, data, file) {
    const refused = (/** @type {string} */ key, /** @type {Record<string, string>} */ shown = {}) =>
      new fillIn.UserError(formatted(data.says[key], shown), file);
    /* Some programs drop custom properties when they save, and document libraries rewrite them: the sheets come first. */
    const said = [editionOnSheet(values, data), values.properties.get(data.marks.edition) ?? ""].filter(Boolean);
    const edition = said.find((id) => Object.hasOwn(data.editions, id));
    if (edition === undefined && said.length) {
      throw refused("unknown_edition", { edition: short(said[0], true), known: data.order.join(", ") });
    }
    if (edition === undefined) throw refused(hasOwnTexts(values, data) ? "no_names" : "of_another_kind");
    if (!Object.keys(data.editions[edition].inputs).some((name) => values.names.has(name))) throw refused("no_names");
    return edition;
  }

  /** Return the line that a worked example has in its properties and beside the title of every sheet, or nothing. Some programs
   * drop the properties of a file. @param {Values} values
   * @param {EditionsData} data
   * @param {EditionData} edition */
  function noticeIn(values, { marks }, edition) {
    const named = Object.values(edition.areas).flatMap((names) => Object.keys(names)).map((name) => values.names.get(name)?.sheet);
    const sheets = new Set(named.filter((sheet) => sheet !== undefined && values.sheets.has(sheet)));
    const lines = new Set([...sheets].map((sheet) => {
      const title = fillIn.textOf(values.sheets.get(/** @type {string} */ (sheet))?.get("A1") ?? "");
      const at = title.lastIndexOf(marks.run_on);
      return at < 0 ? "" : stripped(title.slice(at + marks.run_on.length));
    }));
    const [line] = lines;
    /* Beside other titles is the step that a sheet is for. Several may have the same, but not the first sheet. */
    const isWhole = sheets.size > 1 && sheets.has(values.names.get(marks.edition_name)?.sheet);
    return values.properties.get(marks.notice) || (isWhole && lines.size === 1 ? line : "");
  }

  /** Return whether a workbook without names has so many of an edition's texts that it was once one of ours. @param {Values} values
   * @param {EditionsData} data */
  function hasOwnTexts(values, data) {
    const names = Object.values(data.editions).flatMap(({ inputs }) => Object.keys(inputs));
    if (names.some((name) => values.names.has(name))) return false;
    const texts = new Set([...values.sheets.values()].flatMap((cells) => [...cells.values()])
      .flatMap((value) => (typeof value === "string" ? [folded(value)] : [])));
    return Object.values(data.editions).some((edition) =>
      edition.texts.filter((text) => texts.has(text)).length >= data.limits.own_texts);
  }

  /** Return the id of the edition in the cell that is named for it, or nothing. @param {Values} values
   * @param {EditionsData} data */
  function editionOnSheet(values, data) {
    const area = values.names.get(data.marks.edition_name);
    const value = area && values.sheets.get(area.sheet)?.get(addressOf(area.row, area.column));
    return value === undefined ? "" : stripped(fillIn.textOf(value));
  }

  /** Reads answers by their names, and collects one line for each problem with them. */
  class AnswerReader {
    #values;
    #data;
    #edition;
    /** @type {string[]} */
    #missing = [];
    /** How many names of each sheet lead to texts of the form. @type {Map<string, number>} */
    #astray = new Map();
    #texts;
    /** @type {string[]} */
    problems = [];
    /** The cells in which an answer was found, by sheet. */
    read = new fillIn.CellSet();

    /** @param {Values} values
     * @param {EditionsData} data
     * @param {EditionData} edition the data of the workbook's edition */
    constructor(values, data, edition) {
      this.#values = values;
      this.#data = data;
      this.#edition = edition;
      this.#texts = new Set(edition.texts);
    }

    /** Return the answers that are there. @returns {Answers} */
    answers() {
      const { inputs, columns } = this.#edition;
      const found = Object.keys(inputs).map((name) => /** @type {const} */ ([name, this.#cell(name)]));
      const cells = found.flatMap(([name, answer]) => (answer === null ? [] : [/** @type {const} */ ([name, answer])]));
      const long = Object.keys(columns).map((name) => /** @type {const} */ ([name, this.#column(name)]));
      const tables = long.filter(([, column]) => column.length);
      if (fillIn.isOlder(this.#values, this.#data)) {
        /* What it calls otherwise is not missing. */
        cells.push(...this.#formerRows(new Set(cells.map(([name]) => name))));
      } else {
        this.problems.push(...missingNames(this.#missing, this.#values, this.#data, this.#edition));
      }
      /* Some libraries insert a row and leave the names where they were. */
      for (const [sheet, count] of this.#astray) {
        this.problems.push(formatted(this.#data.says.led_astray, { count, sheet: short(sheet) }));
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
      if (this.#isOurs(area, name)) {
        this.#astray.set(area.sheet, (this.#astray.get(area.sheet) ?? 0) + 1);
        return null;
      }
      return this.#answer(area.sheet, area.row, area.column, this.#edition.inputs[name]);
    }

    /** Return whether a cell is not for typing in, and has a text of the form: its name leads to a wrong cell.
     * @param {Area} area
     * @param {string} name */
    #isOurs({ sheet, row, column }, name) {
      const cell = addressOf(row, column);
      const value = this.#values.sheets.get(sheet)?.get(cell);
      /* Some programs lock all cells, and then these say nothing. */
      if (!this.#values.unlocked.get(sheet)?.size) return false;
      if (value === undefined || !this.#values.locked.get(sheet)?.has(cell)) return false;
      const text = folded(fillIn.textOf(value));
      /* A group may lock what it has agreed, and a choice can be a text of the form, too. */
      return this.#texts.has(text) && !this.#data.kinds[this.#edition.inputs[name]].choices?.includes(text);
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
      const value = this.#values.sheets.get(sheet)?.get(cell) ?? null;
      const hasFormula = Boolean(this.#values.formulas.get(sheet)?.has(cell));
      if (value === null && !hasFormula) return null;
      this.read.add(sheet, cell);
      /* Nothing but spaces is empty, too. */
      if (!hasFormula && typeof value === "string" && !plain(value)) return null;
      return this.#converted(value, sheet, cell, kind);
    }

    /** Return a value as an answer, and record what is wrong with it or to know of it. A formula without a proper value is
     * kept as its text: `-carers lead` became one, and shows `#NAME?`.
     * @param {Answer | null} value
     * @param {string} sheet
     * @param {string} cell
     * @param {number} kind */
    #converted(value, sheet, cell, kind) {
      const asked = this.#data.kinds[kind];
      const { says } = this.#data;
      const note = (/** @type {string} */ problem) => {
        if (problem) this.problems.push(`${short(sheet)}!${cell}: ${problem}`);
      };
      const formula = this.#values.formulas.get(sheet)?.get(cell);
      const isError = this.#values.errors.get(sheet)?.has(cell);
      const shown = { label: asked.label, formula: short(`=${formula || "…"}`) };
      if (formula && (value === null || isError)) {
        note(formatted(says.formula_only, shown));
        return `=${formula}`;
      }
      if (value === null || isError) {
        const text = value === null ? "" : fillIn.textOf(value);
        note(formatted(says.shows_error, { label: asked.label, typed: text || says.nothing }));
        return text;
      }
      const seen = this.#values.shown.get(sheet)?.get(cell) ?? "";
      const [answer, problem] = fillIn.toAnswer(value, asked, this.#values.from1904, this.#data, seen);
      note(problem || (formula === undefined ? "" : formatted(says.formula, shown)));
      return answer;
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

  /** Return a line for each sheet with pictures, text boxes or other objects, which hold no answers. @param {Values} values
   * @param {EditionsData} data */
  function drawnLines({ drawn }, { says }) {
    return [...drawn].map(([sheet, count]) =>
      formatted(count === 1 ? says.one_picture : says.many_pictures, { count, sheet: short(sheet) }));
  }

  /** Return answers as they are read once they are in a file: nothing but spaces is empty, and a date as a text is a day.
   * @param {Answers} answers
   * @param {EditionsData} data
   * @returns {Answers} */
  function asRead({ cells, columns }, data) {
    const edition = data.editions[data.current];
    const read = (/** @type {Answer | null} */ answer, /** @type {number} */ kind) => {
      if (answer === null || (typeof answer === "string" && !plain(answer))) return null;
      return fillIn.toAnswer(answer, data.kinds[kind], false, data)[0];
    };
    const single = Object.entries(cells).flatMap(([name, answer]) => {
      const found = read(answer, edition.inputs[name]);
      return found === null ? [] : [[name, found]];
    });
    const long = Object.entries(columns).flatMap(([name, column]) => {
      const found = column.map((answer) => read(answer, edition.columns[name]));
      const trimmed = found.slice(0, found.findLastIndex((answer) => answer !== null) + 1);
      return trimmed.length ? [[name, trimmed]] : [];
    });
    return { cells: Object.fromEntries(single), columns: Object.fromEntries(long) };
  }

  Object.assign(fillIn, { readBack, asRead });
})();
