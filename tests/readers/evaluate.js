// Works out the formulas of a workbook from their data, as a script in a page would: node evaluate.js data.json
"use strict";

const { names, cells: formulas, today } = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
const known = new Map();

const isNumber = (value) => typeof value === "number";

/** An empty cell is 0, and TRUE is 1; a text is an error, as anything thrown here is. */
function number(value) {
  if (value === null) return 0;
  if (typeof value === "string" || Array.isArray(value)) throw new Error("#VALUE!");
  return Number(value);
}

const text = (value) =>
  value === null ? "" : typeof value === "boolean" ? String(value).toUpperCase() : isNumber(value) ? String(Number(value.toPrecision(15))) : value;

/** Numbers come before texts, and texts before truth values. An empty cell takes the kind of the other. */
function order(value, other) {
  if (value === null) return typeof other === "string" ? [1, ""] : typeof other === "boolean" ? [2, false] : [0, 0];
  if (typeof value === "boolean") return [2, value];
  return typeof value === "string" ? [1, value.toLowerCase()] : [0, value];
}

function compare(left, right) {
  const [kind, one] = order(left, right);
  const [otherKind, other] = order(right, left);
  return kind - otherKind || (one < other ? -1 : one > other ? 1 : 0);
}

const OPERATORS = {
  "=": (left, right) => compare(left, right) === 0,
  "<>": (left, right) => compare(left, right) !== 0,
  "<": (left, right) => compare(left, right) < 0,
  "<=": (left, right) => compare(left, right) <= 0,
  ">": (left, right) => compare(left, right) > 0,
  ">=": (left, right) => compare(left, right) >= 0,
  "&": (left, right) => text(left) + text(right),
  "+": (left, right) => number(left) + number(right),
  "-": (left, right) => number(left) - number(right),
  "*": (left, right) => number(left) * number(right),
  "/": (left, right) => {
    if (!number(right)) throw new Error("#DIV/0!");
    return number(left) / number(right);
  },
};

const cells = (value) => (Array.isArray(value) ? value : [value]);

function operate(sign, left, right) {
  if (!Array.isArray(left) && !Array.isArray(right)) return OPERATORS[sign](left, right);
  const height = Math.max(cells(left).length, cells(right).length);
  const at = (value, row) => (Array.isArray(value) ? value[row] : value);
  return Array.from({ length: height }, (_, row) => OPERATORS[sign](at(left, row), at(right, row)));
}

function matches(wanted, cell) {
  if (typeof wanted !== "string" || typeof cell !== "string") return wanted !== null && wanted === cell;
  const pattern = wanted.toLowerCase().replace(/~([*?~])|([*?])|([^])/g, (_, literal, wildcard, other) =>
    wildcard ? (wildcard === "*" ? ".*" : ".") : (literal || other).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^(?:${pattern})$`, "s").test(cell.toLowerCase());
}

/** A date's serial number as a day in UTC: 25569 is 1 January 1970. */
const day = (serial) => new Date((Math.floor(number(serial)) - 25569) * 86400000);

const FUNCTIONS = {
  CHAR: (code) => String.fromCharCode(code),
  DAY: (serial) => day(serial).getUTCDate(),
  INT: (value) => Math.floor(number(value)),
  LARGE: (column, place) => {
    const numbers = cells(column).filter(isNumber).sort((a, b) => b - a);
    if (place < 1 || place > numbers.length) throw new Error("#NUM!");
    return numbers[place - 1];
  },
  LEFT: (value, count) => text(value).slice(0, count),
  LEN: (value) => text(value).length,
  MID: (value, start, count) => text(value).slice(start - 1, start - 1 + count),
  MOD: (value, divisor) => number(value) - divisor * Math.floor(number(value) / divisor),
  MONTH: (serial) => day(serial).getUTCMonth() + 1,
  NOT: (value) => !number(value),
  OR: (...values) => values.some((value) => Boolean(number(value))),
  YEAR: (serial) => day(serial).getUTCFullYear(),
  AND: (...values) => values.every((value) => Boolean(number(value))),
  INDEX: (column, row) => {
    if (row < 1 || row > column.length) throw new Error("#REF!");
    return column[row - 1];
  },
  ISNUMBER: isNumber,
  MATCH: (wanted, column) => {
    const place = column.findIndex((cell) => matches(wanted, cell));
    if (place < 0) throw new Error("#N/A");
    return place + 1;
  },
  MAX: (...values) => Math.max(...values.flatMap(cells).filter(isNumber)),
  ROWS: (column) => column.length,
  SUMPRODUCT: (column) => cells(column).reduce((sum, cell) => sum + (isNumber(cell) ? cell : 0), 0),
};

function evaluate(expression, row) {
  if (!Array.isArray(expression)) return expression;
  const [name, ...rest] = expression;
  if (name === "name") return valueOf(rest[0]);
  if (name === "row") return valueOf(rest[0])[row];
  if (name === "IF") return evaluate(number(evaluate(rest[0], row)) ? rest[1] : rest[2], row);
  if (name === "TODAY") return today;
  if (name === "IFERROR") {
    try {
      return evaluate(rest[0], row);
    } catch {
      return evaluate(rest[1], row);
    }
  }
  const values = rest.map((one) => evaluate(one, row));
  if (name in FUNCTIONS) return FUNCTIONS[name](...values);
  return values.length === 2 ? operate(name, ...values) : operate("-", 0, values[0]);
}

function valueOf(name) {
  if (!known.has(name)) {
    const cell = (described, row) => ("formula" in described ? evaluate(described.formula, row) : described.value);
    known.set(name, Array.isArray(names[name]) ? names[name].map(cell) : cell(names[name], 0));
  }
  return known.get(name);
}

const shown = Object.entries(formulas).map(([address, { formula, row }]) => [address, evaluate(formula, row)]);
process.stdout.write(JSON.stringify(Object.fromEntries(shown)));
