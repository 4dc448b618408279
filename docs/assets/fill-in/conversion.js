"use strict";
window.fillIn = window.fillIn || {};

/* A value in a workbook as the answer that its cell asks for, as `carers_framework/answers/conversion.py`. */
(() => {
  const { folded, formatted } = fillIn.text;
  const { numberIn, dayOf } = fillIn.cells;

  /** Return a value as an answer, and what is wrong with it, or nothing. What does not fit is kept as text.
   * @param {Answer} value what is in the cell
   * @param {Asked} asked what the cell asks for
   * @param {boolean} from1904 whether the workbook counts days from 1904
   * @param {Record<string, string>} says the messages
   * @returns {[Answer, string]} */
  function toAnswer(value, asked, from1904, says) {
    const { label, kind, choices, low = 0, high = 0 } = asked;
    if (kind === "date") {
      const day = dayIn(value, from1904);
      return day ? [day, ""] : [asText(value), formatted(says.not_a_date, { label })];
    }
    if (kind === "number") {
      const number = wholeNumber(value);
      if (number !== null && low <= number && number <= high) return [number, ""];
      return [asText(value), formatted(says.not_a_number, { label, low, high })];
    }
    const text = asText(value);
    if (!choices) return [text, ""];
    const choice = choiceIn(text, choices, asked.formerly ?? {});
    return choice ? [choice, ""] : [text, formatted(says.not_a_choice, { label })];
  }

  /** Return the choice that a text is, or was called before, or nothing.
   * @param {string} text
   * @param {string[]} choices
   * @param {Record<string, string>} formerly what they are called now, by what they were called before */
  function choiceIn(text, choices, formerly) {
    const wanted = plain(text);
    const former = Object.keys(formerly).findLast((choice) => plain(choice) === wanted);
    return choices.findLast((choice) => plain(choice) === wanted) ?? (former === undefined ? "" : formerly[former]);
  }

  /** Return a text without what does not matter in a list of a spreadsheet program: capitals, the spaces around it, and
   * the kind of apostrophe. Python folds capitals letter by letter like this, but keeps the dotless i, whose capital is that
   * of i. @param {string} text */
  function plain(text) {
    const small = (/** @type {string} */ letter) => (letter === "ı" ? letter : letter.toUpperCase().toLowerCase());
    return Array.from(folded(text), small).join("").replaceAll("'", "’");
  }

  /** Return a value as people see it in its cell. @param {Answer} value */
  function asText(value) {
    if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
    if (typeof value === "number") return numberAsText(value);
    return typeof value === "string" ? value : value.date.split("-").reverse().join("/");
  }

  /** Return a number as Python writes it. @param {number} number */
  function numberAsText(number) {
    const size = Math.abs(number);
    const isWhole = Number.isInteger(number);
    /* Beyond 15 digits a number no longer holds every whole number, so it is shown as what it is. */
    if (isWhole && size < 1e15) return String(number);
    if (1e-4 <= size && size < 1e16) return isWhole ? `${number}.0` : String(number);
    /* An exponent has at least two digits: 1e-05. */
    return number.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }

  /** Return the day that a value is, or null. The style of the cell may have been lost, as when only values are pasted:
   * a number is still a day. @param {Answer} value
   * @param {boolean} from1904 */
  function dayIn(value, from1904) {
    if (typeof value === "number") return dayOf(value, from1904);
    return typeof value === "object" ? value : null;
  }

  /** Return the whole number that a value is, also where it was typed as text, or null. @param {Answer} value */
  function wholeNumber(value) {
    const number = typeof value === "string" ? numberIn(value) : typeof value === "number" ? value : null;
    return number !== null && Number.isInteger(number) ? number + 0 : null;
  }

  Object.assign(fillIn, { toAnswer, textOf: asText });
})();
