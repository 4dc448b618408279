"use strict";
window.fillIn = window.fillIn || {};

/* Works out what the formulas of the workbook show, from their data: the rules are those of
   carers_framework/workbook/calculation.py, which works out what Python stores in a workbook. */
(() => {
  const { FormulaError, apply, fail, serial, truth } = window.fillIn;

  /** @typedef {{sheet: string, row: number, input?: string, place?: number, formula?: FormulaData, fixed?: Scalar}} Cell
   * `place` is the row, from 0, of an input that is found by its column. */
  /** @typedef {{first: number, cells: string[]}} Column The first row, and the keys of the cells in it. */

  /** Return an answer as a cell holds it. @param {Answer | null | undefined} answer @returns {Scalar} */
  const stored = (answer) => (answer && typeof answer === "object" ? serial(answer.date) : answer ?? null);

  /** Return whether the value of an expression depends on the row that it is in. @param {Expression} expression @returns {boolean} */
  const asksForRow = (expression) =>
    Array.isArray(expression) && (expression[0] === "row" || expression.some(asksForRow));

  /** Return a text that two calls share if they say the same. @param {Expression} expression @param {string[]} names */
  const keyOf = (expression, names) =>
    JSON.stringify(expression, (_, part) => (Array.isArray(part) && part[0] === "name" ? ["name", names[part[1]]] : part));

  /** Every cell of a book that is not empty or fixed in all workbooks, by sheet and address, and every name.
   * @param {Book} book */
  function indexed(book) {
    /** @type {Map<string, Cell>} */
    const cells = new Map();
    /** @type {Map<string, string | Column>} */
    const names = new Map();
    for (const { name: sheet, inputs, formulas, fixed, columns } of book.sheets) {
      /** @param {string} address @param {string} name @param {object} holds */
      const add = (address, name, holds) => {
        cells.set(`${sheet}!${address}`, { sheet, row: Number(address.replace(/\D+/, "")), ...holds });
        if (name && !(Object.hasOwn(columns, name))) names.set(name, `${sheet}!${address}`);
      };
      for (const [address, , name] of inputs) {
        const above = Object.hasOwn(columns, name) && columns[name];
        add(address, name, { input: name, ...(above && { place: Number(address.replace(/\D+/, "")) - above[1] }) });
      }
      for (const formula of formulas) add(formula[0], formula[2], { formula });
      for (const [address, name, value] of fixed) add(address, name, { fixed: value });
      for (const [name, [letters, first, last]] of Object.entries(columns)) {
        const keys = Array.from({ length: last - first + 1 }, (_, place) => `${sheet}!${letters}${first + place}`);
        names.set(name, { first, cells: keys });
      }
    }
    return { cells, names };
  }

  /** Works out cells when they are asked for, and each once. After a change, only what depends on it again. */
  class Calculation {
    /** @param {Book} book @param {Answers} answers @param {string} today as ISO 8601 writes it */
    constructor(book, answers, today) {
      this.book = book;
      this.answers = answers;
      this.today = serial(today);
      this.index = indexed(book);
      /** @type {Map<string, Value | FormulaError>} */
      this.known = new Map();
      /** By key, what was worked out from it. @type {Map<string, Set<string>>} */
      this.readers = new Map();
      /** The keys of what is being worked out, the innermost last. @type {string[]} */
      this.asking = [];
    }

    /** Return what an input or a formula shows, or null for an empty input. Throws a FormulaError as Python does.
     * @param {string} sheet the name of the sheet @param {string} address such as "B7" */
    cell(sheet, address) {
      const value = this.value(`${sheet}!${address}`);
      /* A formula never leaves its cell empty: what it shows is at least an empty text. */
      return value === null && this.index.cells.get(`${sheet}!${address}`)?.formula ? "" : value;
    }

    /** Return the value of the cell or column that a name refers to. @param {string} name @returns {Value} */
    named(name) {
      const found = this.index.names.get(name);
      if (found === undefined) throw new Error(`unknown name ${name}`);
      if (typeof found === "string") return this.value(found);
      /* Many formulas count the same column. */
      return this.once(`=${name}`, () => found.cells.map((key) => this.value(key)));
    }

    /** Forget what depends on an input, after its answer has changed. @param {string} name @param {number} [place] the row, from 0, in a column */
    changed(name, place) {
      const found = this.index.names.get(name);
      if (found) this.forget(typeof found === "string" ? found : found.cells[place ?? 0]);
    }

    /** @param {string} key */
    forget(key) {
      this.known.delete(key);
      const readers = this.readers.get(key);
      this.readers.delete(key);
      readers?.forEach((reader) => this.forget(reader));
    }

    /** Return the value of a cell, worked out once. @param {string} key @returns {Scalar} */
    value(key) {
      return /** @type {Scalar} */ (this.once(key, () => this.hold(this.index.cells.get(key))));
    }

    /** Return what is known by a key, or work it out, and record what was asked for on the way.
     * @param {string} key @param {() => Value} work @returns {Value} */
    once(key, work) {
      const asker = this.asking.at(-1);
      if (asker !== undefined) {
        const readers = this.readers.get(key);
        if (readers) readers.add(asker);
        else this.readers.set(key, new Set([asker]));
      }
      let value = this.known.get(key);
      if (value === undefined) {
        this.asking.push(key);
        try {
          value = work();
        } catch (error) {
          if (!(error instanceof FormulaError)) throw error;
          value = error;
        } finally {
          this.asking.pop();
        }
        this.known.set(key, value);
      }
      if (value instanceof FormulaError) throw value;
      return value;
    }

    /** @param {Cell | undefined} cell @returns {Scalar} */
    hold(cell) {
      if (!cell) return null;
      if (cell.input !== undefined) {
        const { cells, columns } = this.answers;
        return stored(cell.place === undefined ? cells[cell.input] : columns[cell.input]?.[cell.place]);
      }
      if (!cell.formula) return cell.fixed ?? null;
      const [, , , pattern, ...names] = cell.formula;
      const value = this.evaluate(this.book.patterns[pattern], names, cell.row);
      return Array.isArray(value) ? fail("#VALUE!") : value;
    }

    /** Return the value of an expression. @param {Expression} expression @param {string[]} names those that its pattern
     * leaves open @param {number} row of the sheet, for `[@column]` @returns {Value} */
    evaluate(expression, names, row) {
      if (!Array.isArray(expression)) return expression;
      const [called, first, second, third] = expression;
      switch (called) {
        case "name":
          return this.named(typeof first === "number" ? names[first] : String(first));
        case "row": {
          const found = /** @type {Column} */ (this.index.names.get(String(first)));
          return this.value(found.cells[row - found.first]);
        }
        case "IF":
          /* The other branch may be an error. */
          return this.evaluate(truth(this.evaluate(first, names, row)) ? second : third, names, row);
        case "IFERROR":
          try {
            return this.evaluate(first, names, row);
          } catch (error) {
            if (!(error instanceof FormulaError)) throw error;
            return this.evaluate(second, names, row);
          }
        case "TODAY":
          return this.today;
        case "SUMPRODUCT":
          /* Many cells count the same cells, and each time would take as long as the first. */
          if (!asksForRow(expression)) return this.once(keyOf(expression, names), () => this.applied(expression, names, row));
      }
      return this.applied(expression, names, row);
    }

    /** Return the result of a function whose arguments are all worked out. @param {Expression[]} call
     * @param {string[]} names @param {number} row */
    applied([called, ...given], names, row) {
      return apply(String(called), given.map((argument) => this.evaluate(argument, names, row)));
    }
  }

  window.fillIn.Calculation = Calculation;
})();
