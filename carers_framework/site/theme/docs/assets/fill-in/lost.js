"use strict";
window.fillIn = window.fillIn || {};

/* Names that a workbook has lost, as `carers_framework/answers/missing.py`. A workbook from an earlier printing of its
   edition never had the names of what was added since, and has no cell for them either. */
(() => {
  const { rowAndColumn, addressOf } = fillIn.cells;

  /** Return the names that a workbook had and that lead nowhere now, as something that tells whether it has one.
   * @param {Values} values
   * @param {EditionData} edition */
  function lostNames(values, edition) {
    const parts = new Map(Object.keys(edition.inputs).map((name, place) => [name, edition.parts[place]]));
    const there = new Set([...parts].flatMap(([name, part]) => (values.names.has(name) ? [part] : [])));
    const withUnnamed = new Set([...values.sheets.keys()].filter((sheet) => hasUnnamed(sheet, values, edition)));
    const called = sheetsNow(values, edition);
    return {
      has(/** @type {string} */ name) {
        /* A deleted row or sheet leaves the name behind. */
        if (values.defined.has(name)) return true;
        /* Deleting names one by one leaves others of the same part. What has none was added after the printing. */
        const part = parts.get(name);
        if (part && !there.has(part)) return false;
        /* A deleted name leaves its cell behind, in which people type, unless its sheet was deleted with it. */
        const sheet = called.get(name);
        return withUnnamed.has(sheet) || !values.sheets.has(sheet);
      },
    };
  }

  /** Return for each name what its sheet is called in the workbook, by the other names on it. People rename sheets.
   * @param {Values} values
   * @param {EditionData} edition */
  function sheetsNow(values, edition) {
    const called = new Map();
    for (const [sheet, names] of Object.entries(edition.areas)) {
      const known = Object.keys(names).filter((name) => values.names.has(name)).pop();
      const now = known === undefined ? sheet : values.names.get(known)?.sheet;
      for (const name of Object.keys(names)) called.set(name, now);
    }
    return called;
  }

  /** Return whether a sheet has cells to type in that no name leads to.
   * @param {string} sheet
   * @param {Values} values
   * @param {EditionData} edition */
  function hasUnnamed(sheet, values, edition) {
    const here = [...values.names].filter(([, area]) => area.sheet === sheet);
    const named = new Set(here.map(([, area]) => addressOf(area.row, area.column)));
    /* Few names are of more than a cell: a file of somebody's making could have thousands, each over all cells. */
    const wide = here.flatMap(([name, area]) => (Object.hasOwn(edition.columns, name) ? [area] : []));
    return [...(values.unlocked.get(sheet) ?? [])].some((cell) => {
      const [row, column] = rowAndColumn(cell);
      const isIn = (/** @type {Area} */ area) =>
        area.row <= row && row <= area.lastRow && area.column <= column && column <= area.lastColumn;
      return !named.has(cell) && !wide.some(isIn);
    });
  }

  Object.assign(fillIn, { lostNames });
})();
