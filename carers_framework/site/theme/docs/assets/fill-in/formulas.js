"use strict";
window.fillIn = window.fillIn || {};

/* Formulas as texts, as `carers_framework/workbook/formula_text.py`, and those that somebody typed over ours, as
   `carers_framework/answers/odd_formulas.py`. */
(() => {
  const { rowAndColumn, addressOf } = fillIn.cells;

  const [LAST_ROW, LAST_COLUMN] = [1_048_576, 16_384];

  const LETTER = "A-Za-z_\\\\\\x80-\\u{10ffff}";
  /* A text or a sheet in quotes; a cell; a name, or a function with its parenthesis: LOG10( is not a cell. */
  const SYMBOL = new RegExp(
    "(?<text>\"(?:[^\"]|\"\")*\")|'(?:[^']|'')*'"
    + "|(?<cell>(?<fixedColumn>\\$?)(?<letters>[A-Za-z]{1,3})(?<fixedRow>\\$?)(?<number>[0-9]{1,7})"
    + `(?![${LETTER}0-9.?\\(]))`
    + `|(?<word>[${LETTER}][${LETTER}0-9.?]*)(?<call>\\(?)`,
    "gu",
  );

  /** Return a formula with each symbol changed. @param {string} formula
   * @param {(symbol: string, groups: Record<string, string | undefined>) => string} changed */
  const withSymbols = (formula, changed) =>
    formula.replace(SYMBOL, (symbol, ...rest) => changed(symbol, rest[rest.length - 1]));

  /** Return a formula as it is once its cell was copied: what has no dollar sign moves along. @param {string} formula
   * @param {[number, number]} start its row and column
   * @param {[number, number]} end those of the copy */
  function copied(formula, start, end) {
    return withSymbols(formula, (symbol, { cell, fixedColumn, fixedRow }) => {
      if (!cell) return symbol;
      let [row, column] = /** @type {[number, number]} */ (rowAndColumn(cell.toUpperCase()));
      if (!fixedRow) row += end[0] - start[0];
      if (!fixedColumn) column += end[1] - start[1];
      /* Nothing is beyond the edges of the sheet. */
      if (row < 1 || row > LAST_ROW || column < 1 || column > LAST_COLUMN) return "#REF!";
      return `${fixedColumn}${addressOf(0, column).slice(0, -1)}${fixedRow}${row}`;
    });
  }

  /** Return a formula of a cell in a row without what differs between cells that calculate alike: the texts and names in it,
   * and its own row in the addresses of others. @param {string} formula
   * @param {number} row */
  function shape(formula, row) {
    return withSymbols(formula, (symbol, { text, cell, letters, fixedRow, number, word, call }) => {
      if (cell) return `${letters}[${fixedRow ? number : Number(number) - row}]`;
      if (text) return '""';
      return word && !call ? "name" : symbol;
    });
  }

  /** Return the cells with a formula that is unlike most of its kind, by their sheets. Where rows were inserted, or names are
   * gone, nothing says which cell is which. Such a sheet is left out.
   * @param {Values} values
   * @param {EditionData} edition
   * @returns {Map<string, string[]>} */
  function oddFormulas(values, edition) {
    const isMoved = (/** @type {string} */ sheet) => Object.entries(edition.areas[sheet] ?? {}).some(([name, cell]) => {
      const area = values.names.get(name);
      return !area || area.sheet !== sheet || addressOf(area.row, area.column) !== cell;
    });
    const unmoved = new Set([...values.sheets.keys()].filter((sheet) => !isMoved(sheet)));
    const odd = new Map();
    for (const kind of edition.alike) {
      const cells = kind.filter(([sheet]) => unmoved.has(sheet)).flatMap(cellsOf);
      for (const [sheet, cell] of oddOnes(values, cells)) {
        odd.set(sheet, [...(odd.get(sheet) ?? []), cell]);
      }
    }
    return odd;
  }

  /** Return the sheet and the address of each cell of a run. @param {[string, string, number]} run
   * @returns {[string, string][]} */
  function cellsOf([sheet, first, count]) {
    const [row, column] = /** @type {[number, number]} */ (rowAndColumn(first));
    return Array.from({ length: count }, (_, down) => [sheet, addressOf(row + down, column)]);
  }

  /** Return the cells of a kind that have a formula unlike that of most. @param {Values} values
   * @param {[string, string][]} kind */
  function oddOnes(values, kind) {
    const shapes = kind.flatMap((at) => {
      const formula = values.formulas.get(at[0])?.get(at[1]);
      return formula ? [{ at, shape: shape(formula, /** @type {[number, number]} */ (rowAndColumn(at[1]))[0]) }] : [];
    });
    const times = (/** @type {string} */ wanted) => shapes.filter((found) => found.shape === wanted).length;
    const usual = shapes.map((found) => found.shape).find((found) => times(found) > 1 && 2 * times(found) > shapes.length);
    return usual === undefined ? [] : shapes.filter((found) => found.shape !== usual).map(({ at }) => at);
  }

  Object.assign(fillIn, { formulas: { copied }, oddFormulas });
})();
