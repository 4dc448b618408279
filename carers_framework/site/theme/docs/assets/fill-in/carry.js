"use strict";
window.fillIn = window.fillIn || {};

/* The answers of an earlier edition's workbook, carried forward to the current edition, as
   `carers_framework/answers/carry_forward.py`. Python has decided where each answer goes; nothing that somebody typed is
   left out. */
(() => {
  /** A row of the sheet of what was carried over. `name` is that of the cell where the answer is now.
   * @typedef {{what: string, where: string, text: string, name: string | null}} Note */

  /** Return the answers of a workbook in their places in the current edition, and how many were carried, are to be
   * checked, and were kept aside.
   * @param {ReadBack} back what `readBack` found
   * @param {EditionsData} data where answers go: `fillIn.editions`
   * @returns {Carried} */
  function carryForward(back, data) {
    const carried = Object.entries(back.answers.cells).map(([name, answer]) => carriedAnswer(name, answer, back.edition, data));
    const placed = carried.filter(({ target }) => target);
    const note = (/** @type {any} */ { place, answer, target }) => ({
      what: target ? data.marks.check : data.marks.aside,
      where: place.was,
      text: fillIn.textOf(answer),
      name: target || null,
    });
    const toCheck = placed.filter(({ place }) => place?.reworded).map(note);
    const aside = [...carried.filter(({ target }) => !target).map(note), ...unplacedNotes(back, data)];
    const cells = Object.fromEntries(placed.map(({ target, answer }) => [target, answer]));
    return {
      answers: {
        cells,
        /* Those to check come first: they are the rows that somebody has to do something about. */
        columns: withNotes(back.answers.columns, [...toCheck, ...aside], data.carried),
      },
      carried: Object.keys(cells).length,
      toCheck: toCheck.length,
      aside: aside.length,
    };
  }

  /** Return an answer with where it goes, or nothing, and its place in the old workbook.
   * @param {string} name
   * @param {Answer} answer
   * @param {string} edition
   * @param {EditionsData} data */
  function carriedAnswer(name, answer, edition, data) {
    /* In the same edition even an answer that does not fit stays where somebody put it. */
    if (edition === data.current) return { answer, target: name };
    const place = data.editions[edition].places?.[name];
    const target = place?.to ?? name;
    const kind = data.editions[data.current].inputs[target];
    return { answer, target: kind !== undefined && takes(data.kinds[kind], answer) ? target : "", place };
  }

  /** Return whether a cell of the current edition takes an answer. @param {Asked} asked what the cell asks for
   * @param {Answer} answer */
  function takes({ kind, choices, scores, low = 0, high = 0 }, answer) {
    /* Small letters count as capitals. */
    if (scores) return scores.includes(String(answer).toUpperCase());
    if (choices) return choices.some((choice) => choice === answer);
    return kind !== "number" || (typeof answer === "number" && low <= answer && answer <= high);
  }

  /** Return a note for everything that had no place in the old workbook either. @param {ReadBack} back
   * @param {EditionsData} data
   * @returns {Note[]} */
  function unplacedNotes(back, data) {
    const edition = fillIn.text.formatted(data.says.edition, { edition: back.edition });
    return back.unplaced.map(({ sheet, cell, text }) => ({
      what: data.marks.aside,
      where: `${edition}, ${fillIn.text.short(sheet)}, ${cell}`,
      text,
      name: null,
    }));
  }

  /** Return the columns of the sheet Carried over: the rows that the old workbook had, and below them the notes.
   * @param {Answers["columns"]} columns
   * @param {Note[]} notes
   * @param {string[]} names of these columns
   * @returns {Answers["columns"]} */
  function withNotes(columns, notes, names) {
    const old = names.map((name) => columns[name] ?? []);
    const height = Math.max(...old.map((column) => column.length));
    const rows = notes.map(({ what, where, text, name }) => [what, where, text, name]);
    const long = old.map((column, place) => {
      const gap = Array(height - column.length).fill(null);
      return trimmed([...column, ...gap, ...rows.map((row) => row[place])]);
    });
    return Object.fromEntries(names.flatMap((name, place) => (long[place].length ? [[name, long[place]]] : [])));
  }

  /** Return a column without the empty cells at its end. @param {(Answer | null)[]} column */
  const trimmed = (column) => column.slice(0, column.findLastIndex((value) => value !== null) + 1);

  Object.assign(fillIn, { carryForward });
})();
