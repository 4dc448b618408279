// Works out every cell of a book in several states, with the published scripts: node calculate.js data.json
"use strict";

const { readFileSync } = require("fs");
const { join } = require("path");
const { runInThisContext } = require("vm");

const { folder, book, states, oneCalculation } = JSON.parse(readFileSync(process.argv[2], "utf8"));
global.window = global;
for (const name of ["functions.js", "calculate.js"]) runInThisContext(readFileSync(join(folder, name), "utf8"), { filename: name });

/** What a cell shows, or the error value of a formula that shows one. */
function shown(calculation, sheet, address) {
  try {
    return calculation.cell(sheet, address);
  } catch (error) {
    if (error instanceof fillIn.FormulaError) return { error: error.message };
    throw error;
  }
}

let kept = null;

/** The calculation of a state: a new one, or the one before, which is told what has changed. */
function calculationOf({ answers, today }) {
  if (!kept || !oneCalculation) return (kept = new fillIn.Calculation(book, answers, today));
  const names = new Set([...Object.keys(kept.answers.cells), ...Object.keys(answers.cells)]);
  const before = { ...kept.answers.cells };
  kept.answers = answers;
  for (const name of names) if (before[name] !== answers.cells[name]) kept.changed(name);
  return kept;
}

const results = states.map((state) => {
  const calculation = calculationOf(state);
  return Object.fromEntries(book.sheets.map(({ name, formulas }) =>
    [name, Object.fromEntries(formulas.map(([address]) => [address, shown(calculation, name, address)]))]));
});
process.stdout.write(JSON.stringify(results));
