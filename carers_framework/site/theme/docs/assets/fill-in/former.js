"use strict";
window.fillIn = window.fillIn || {};

/* The rows of a table that workbooks had before, put where each belongs now, as
   `carers_framework/answers/former_rows.py`: actions used to be in one table, with the section of each in a column. */
(() => {
  const { folded, plain } = fillIn.text;
  const { addressOf } = fillIn.cells;

  /** A value of a former row: the cell that it was in, and the name of the input where it belongs now. The section of a
   * row has no input any more, and so no name.
   * @typedef {{sheet: string, cell: string, value: Answer, name: string}} Moved */

  /** Return the values of former rows for which there is room, row by row.
   * @param {Values} values those of the workbook
   * @param {EditionData} edition what its edition asks for
   * @param {Set<string>} taken the names of inputs that have an answer already
   * @param {number} limit the most rows that are read
   * @returns {Moved[]} */
  function movedRows(values, edition, taken, limit) {
    const columns = formerColumns(values, edition);
    /* Today's plan has columns of some of these names, but none for the section. It is read cell by cell. */
    if (!columns.has("section")) return [];
    const free = freeRows(edition.former.rows, columns, taken);
    const sections = sectionsByTitle(values, edition);
    const areas = [...columns.values()];
    const first = Math.min(...areas.map((area) => area.row));
    const last = Math.min(Math.max(...areas.map((area) => area.lastRow)), first + limit - 1);
    const moved = [];
    for (let row = first; row <= last; row += 1) moved.push(...movedRow(values, sections, columns, free, row));
    return moved;
  }

  /** Return the values of one former row. Where they find room, its row of today is no longer free.
   * @param {Values} values
   * @param {Map<string, string>} sections
   * @param {Map<string, Area>} columns
   * @param {Map<string, Record<string, string>[]>} free
   * @param {number} row
   * @returns {Moved[]} */
  function movedRow(values, sections, columns, free, row) {
    const found = new Map();
    for (const [field, { sheet, column, ...area }] of columns) {
      const cell = addressOf(row, column);
      const value = area.row <= row && row <= area.lastRow ? values.sheets.get(sheet)?.get(cell) : undefined;
      if (value !== undefined) found.set(field, { sheet, cell, value });
    }
    const said = found.get("section");
    found.delete("section");
    const section = sections.get(plain(String(said?.value ?? ""))) ?? "";
    const rows = [free.get(section), free.get("")].find((candidates) => candidates?.length);
    const names = found.size ? rows?.shift() : undefined;
    if (!names) return [];
    const moved = [...found].map(([field, place]) => ({ ...place, name: names[field] }));
    /* The row says by its place which section it belongs to. */
    return section && rows === free.get(section) ? [...moved, { ...said, name: "" }] : moved;
  }

  /** Return the id of each section by its title, today's and the one at the top of its sheet: titles may have been corrected
   * since.
   * @param {Values} values
   * @param {EditionData} edition
   * @returns {Map<string, string>} */
  function sectionsByTitle(values, edition) {
    const sections = new Map(Object.entries(edition.former.sections).map(([title, id]) => [plain(title), id]));
    for (const id of Object.values(edition.former.sections)) {
      const area = values.names.get(`score_${id.replaceAll("-", "_")}`);
      const title = area && values.sheets.get(area.sheet)?.get("A1");
      if (typeof title === "string" && folded(title)) sections.set(plain(title), id);
    }
    return sections;
  }

  /** Return the rows without an answer, by section, as the names of their inputs by field.
   * @param {[string, Record<string, string>][]} rows of today's workbook, in order, each with its section
   * @param {Map<string, Area>} columns
   * @param {Set<string>} taken
   * @returns {Map<string, Record<string, string>[]>} */
  function freeRows(rows, columns, taken) {
    const free = new Map();
    for (const [section, inputs] of rows) {
      const names = Object.entries(inputs).filter(([field]) => columns.has(field));
      if (names.length && !names.some(([, name]) => taken.has(name))) {
        free.set(section, [...(free.get(section) ?? []), Object.fromEntries(names)]);
      }
    }
    return free;
  }

  /** Return the cells of an older workbook in which people could type, as far as its names still tell: those of the
   * former table, and each single cell whose name today's workbook does not have.
   * @param {Values} values
   * @param {EditionData} edition
   * @returns {Area[]} */
  function formerAreas(values, edition) {
    const known = new Set(Object.values(edition.areas).flatMap((names) => Object.keys(names)));
    const named = [...values.names].filter(([name, area]) => {
      /* A name for screen readers, such as TitleRegion1.A3.D9.2, is on a heading. No cell to type in has a full stop. */
      const isSingle = area.row === area.lastRow && area.column === area.lastColumn;
      return isSingle && !known.has(name) && !name.includes(".");
    });
    return [...formerColumns(values, edition).values(), ...named.map(([, area]) => area)];
  }

  /** Return the former columns that a workbook has, by the field that each is now.
   * @param {Values} values
   * @param {EditionData} edition
   * @returns {Map<string, Area>} */
  function formerColumns(values, edition) {
    const columns = new Map();
    for (const [field, names] of Object.entries(edition.former.columns)) {
      const areas = names.flatMap((name) => values.names.get(name) ?? []);
      const found = areas.find((area) => area.lastRow > area.row && values.sheets.has(area.sheet));
      if (found) columns.set(field, found);
    }
    return columns;
  }

  Object.assign(fillIn, { movedRows, formerAreas });
})();
