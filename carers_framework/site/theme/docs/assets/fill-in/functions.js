"use strict";
window.fillIn = window.fillIn || {};

/* Excel's operators and the worksheet functions that the workbook uses: those of carers_framework/workbook/functions.py,
   with the same results. A column of cells is an array, and an operator on a column gives a column. */
(() => {
  const MILLISECONDS = 86400000;
  /** The serial number of 1 January 1970, from which JavaScript counts. */
  const EPOCH = 25569;
  /** The serial numbers of 1 March 1900, before which programs disagree, and of the last day of 9999. */
  const [FIRST_DAY, LAST_DAY] = [61, 2958465];

  /** What has a larger number depends on the program and the system. */
  const LAST_CHARACTER = 127;

  /** A formula shows an error. The message is the error value, such as "#N/A". */
  class FormulaError extends Error {}

  /** @param {string} code @returns {never} */
  function fail(code) {
    throw new FormulaError(code);
  }

  /** @param {Value} value @returns {value is number} */
  const isNumber = (value) => typeof value === "number";

  /** Return a value as arithmetic takes it: an empty cell is 0, TRUE is 1, and a text is an error. @param {Value} value */
  function number(value) {
    return typeof value === "string" || Array.isArray(value) ? fail("#VALUE!") : Number(value);
  }

  /** @param {Value} value */
  const truth = (value) => Boolean(number(value));

  /** @param {Value} value @returns {Scalar[]} */
  const cellsOf = (value) => (Array.isArray(value) ? value : [value]);

  /** @param {Value} value @returns {Scalar[]} */
  const column = (value) => (Array.isArray(value) ? value : fail("#VALUE!"));

  /** Return a number with 15 significant digits, as Excel's General format has, and with the exponent of C's `%.15g`.
   * @param {number} value */
  function digits(value) {
    const [mantissa, exponent] = value.toExponential(14).split("e");
    const power = Number(exponent);
    if (power >= -4 && power < 15) return String(Number(value.toPrecision(15)));
    return `${Number(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }

  /** Return a value as `&` joins it to a text. @param {Value} value @returns {string} */
  function text(value) {
    if (value === null) return "";
    if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
    return isNumber(value) ? digits(value) : typeof value === "string" ? value : fail("#VALUE!");
  }

  /** Return the kind and the value by which two values are compared: numbers come before texts, and texts before truth
   * values. An empty cell takes the kind of the other.
   * @param {Scalar} value @param {Scalar} other @returns {[number, string | number | boolean]} */
  function order(value, other) {
    if (value === null) return typeof other === "string" ? [1, ""] : typeof other === "boolean" ? [2, false] : [0, 0];
    if (typeof value === "boolean") return [2, value];
    return typeof value === "string" ? [1, value.toLowerCase()] : [0, value];
  }

  /** Return the characters of a text so that they sort by code point: JavaScript sorts those beyond U+FFFF too early.
   * @param {string} value */
  const sortable = (value) =>
    value.replace(/[\ud800-\uffff]/g, (unit) =>
      String.fromCharCode(unit.charCodeAt(0) + (unit < "\ue000" ? 0x2000 : -0x800)));

  /** @param {Scalar} left @param {Scalar} right */
  function compare(left, right) {
    let [kind, first] = order(left, right);
    let [otherKind, second] = order(right, left);
    if (kind !== otherKind || first === second) return kind - otherKind;
    if (typeof first === "string") [first, second] = [sortable(first), sortable(String(second))];
    return first < second ? -1 : 1;
  }

  /** @param {Scalar} left @param {Scalar} right */
  function same(left, right) {
    const [kind, first] = order(left, right);
    const [otherKind, second] = order(right, left);
    return kind === otherKind && first === second;
  }

  /** @type {Record<string, (left: Scalar, right: Scalar) => Scalar>} */
  const OPERATORS = {
    "=": same,
    "<>": (left, right) => !same(left, right),
    "<": (left, right) => compare(left, right) < 0,
    "<=": (left, right) => compare(left, right) <= 0,
    ">": (left, right) => compare(left, right) > 0,
    ">=": (left, right) => compare(left, right) >= 0,
    "&": (left, right) => text(left) + text(right),
    "+": (left, right) => number(left) + number(right),
    "-": (left, right) => number(left) - number(right),
    "*": (left, right) => number(left) * number(right),
    "/": (left, right) => {
      const divisor = number(right) || fail("#DIV/0!");
      return number(left) / divisor;
    },
  };

  /** Return the result of an operator between two values; with a column, row by row.
   * @param {string} sign @param {Value} left @param {Value} right @returns {Value} */
  function operate(sign, left, right) {
    const apply = OPERATORS[sign];
    if (!Array.isArray(left)) {
      return Array.isArray(right) ? right.map((cell) => apply(left, cell)) : apply(left, right);
    }
    if (!Array.isArray(right)) return left.map((cell) => apply(cell, right));
    return left.length === right.length ? left.map((cell, row) => apply(cell, right[row])) : fail("#N/A");
  }

  /** Return the test by which MATCH finds a cell. In a text `*` is any characters, `?` is one, and `~` takes either
   * literally. @param {Value} wanted @returns {(cell: Scalar) => boolean} */
  function matcher(wanted) {
    if (typeof wanted !== "string") return (cell) => wanted !== null && cell === wanted;
    const source = wanted.toLowerCase().replace(/~([*?~])|([*?])|([^])/gu, (_, literal, wildcard, other) =>
      wildcard ? (wildcard === "*" ? ".*" : ".") : (literal || other).replace(/[.*+?^${}()|[\]\\/]/, "\\$&"));
    const pattern = new RegExp(`^(?:${source})$`, "su");
    return (cell) => typeof cell === "string" && pattern.test(cell.toLowerCase());
  }

  /** @param {Value} value @param {number} start @param {number} count Return a part of a text, from a position from 0. */
  const middle = (value, start, count) =>
    /* Half of a character may be left where a text is cut within it. */
    text(value).slice(start, start + count).replace(/\p{Surrogate}/gu, "\ufffd");

  /** Return the day of a serial number. @param {Value} serial */
  function day(serial) {
    const whole = Math.trunc(number(serial));
    return number(serial) >= FIRST_DAY && whole <= LAST_DAY ? new Date((whole - EPOCH) * MILLISECONDS) : fail("#NUM!");
  }

  /** The functions whose arguments are all worked out first. @type {Record<string, (...values: Value[]) => Value>} */
  const FUNCTIONS = {
    AND: (...values) => values.every(truth),
    CHAR: (code) => {
      const whole = Math.trunc(number(code));
      return whole >= 1 && whole <= LAST_CHARACTER ? String.fromCharCode(whole) : fail("#VALUE!");
    },
    DAY: (serial) => day(serial).getUTCDate(),
    INDEX: (cells, row) => {
      const found = column(cells);
      const place = Math.trunc(number(row));
      return place >= 1 && place <= found.length ? found[place - 1] : fail("#REF!");
    },
    INT: (value) => Math.floor(number(value)),
    ISNUMBER: isNumber,
    LARGE: (cells, place) => {
      const numbers = cellsOf(cells).filter(isNumber).sort((first, second) => second - first);
      const position = Math.trunc(number(place));
      return position >= 1 && position <= numbers.length ? numbers[position - 1] : fail("#NUM!");
    },
    LEFT: (value, count) => middle(value, 0, Math.trunc(number(count))),
    LEN: (value) => text(value).length,
    MATCH: (wanted, cells, kind) => {
      if (kind !== 0 && kind !== false) fail("#N/A");
      return column(cells).findIndex(matcher(wanted)) + 1 || fail("#N/A");
    },
    MAX: (...values) => {
      const numbers = values.flatMap(cellsOf).filter(isNumber);
      return numbers.length ? Math.max(...numbers) : 0;
    },
    MID: (value, start, count) => middle(value, Math.trunc(number(start)) - 1, Math.trunc(number(count))),
    MOD: (value, divisor) => {
      const by = number(divisor) || fail("#DIV/0!");
      const rest = number(value) % by;
      /* The sign is that of the divisor; JavaScript gives that of the value. */
      return rest && rest < 0 !== by < 0 ? rest + by : rest;
    },
    MONTH: (serial) => day(serial).getUTCMonth() + 1,
    NOT: (value) => !truth(value),
    OR: (...values) => values.some(truth),
    ROWS: (cells) => column(cells).length,
    SUMPRODUCT: (...columns) => {
      const numbers = columns.map((value) => cellsOf(value).map((cell) => (isNumber(cell) ? cell : 0)));
      const product = numbers.reduce((/** @type {Value} */ all, next) => operate("*", all, next), 1);
      return cellsOf(product).reduce((/** @type {number} */ sum, cell) => sum + number(cell), 0);
    },
    YEAR: (serial) => day(serial).getUTCFullYear(),
  };

  /** Return the result of a function or an operator. @param {string} called @param {Value[]} values @returns {Value} */
  function apply(called, values) {
    if (Object.hasOwn(FUNCTIONS, called)) return FUNCTIONS[called](...values);
    return values.length === 2 ? operate(called, values[0], values[1]) : operate("-", 0, values[0]);
  }

  /** Return the serial number of a day. @param {string} date as ISO 8601 writes it */
  const serial = (date) => Date.parse(date) / MILLISECONDS + EPOCH;

  Object.assign(window.fillIn, { FormulaError, apply, asText: text, fail, serial, truth });
})();
