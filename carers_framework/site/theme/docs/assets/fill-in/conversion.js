"use strict";
window.fillIn = window.fillIn || {};

/* A value in a workbook as the answer that its cell asks for, as `carers_framework/answers/conversion.py`. */
(() => {
  const { plain, plainWords, short, formatted } = fillIn.text;
  const { numberIn, dayOf, numberOf } = fillIn.cells;

  /* A whole number as people write a place in an order: 2nd, #2, (2), 2) */
  const PLACE = /^[#(]?([0-9]{1,9})(?:st|nd|rd|th)?[).]?$/;

  /** Return a value as an answer, and what is wrong with it or to know of it, or nothing. What does not fit is kept as
   * text.
   * @param {Answer} value what is in the cell
   * @param {Asked} asked what the cell asks for
   * @param {boolean} from1904 whether the workbook counts days from 1904
   * @param {EditionsData} data the messages, and the days that the workbook takes
   * @param {string} [seen] what people see in the cell, where it is not what the value is as text
   * @returns {[Answer, string]} */
  function toAnswer(value, asked, from1904, { says, marks }, seen = "") {
    const { label, kind, choices, low = 0, high = 0 } = asked;
    const text = seen || asText(value);
    const typed = { label, typed: short(text) };
    if (kind === "date") return asDay(value, text, from1904, typed, says, marks);
    if (kind === "number") {
      const number = wholeNumber(value);
      if (number !== null && low <= number && number <= high) return [number, ""];
      const place = Number(PLACE.exec(plain(text))?.[1] ?? NaN);
      if (low <= place && place <= high) return [place, formatted(says.read_as, { ...typed, answer: place })];
      return [text, formatted(says.not_a_number, { ...typed, low, high })];
    }
    if (!choices) return [text, ""];
    const choice = choiceIn(text, choices, asked.formerly ?? {});
    if (choice) return [choice, ""];
    const meant = meantBy(plainWords(text), choices, asked.alike ?? {});
    if (meant) return [meant, formatted(says.read_as, { ...typed, answer: meant })];
    return [text, formatted(says.not_a_choice, typed)];
  }

  /** Return a value, which people see as a text, as a day, and what is wrong with it or to know of it.
   * @param {Answer} value
   * @param {string} text
   * @param {boolean} from1904
   * @param {{label: string, typed: string}} typed
   * @param {EditionsData["says"]} says
   * @param {EditionsData["marks"]} marks
   * @returns {[Answer, string]} */
  function asDay(value, text, from1904, typed, says, marks) {
    if (typeof value === "string") {
      const read = fillIn.seen.dayTyped(value, marks);
      return read
        ? [read, formatted(says.read_as, { ...typed, answer: asText(read) })]
        : [value, formatted(says.not_a_date, typed)];
    }
    /* The style of the cell may have been lost, as when only values are pasted. The number is still a day. */
    const day = typeof value === "number" ? dayOf(value, from1904) : typeof value === "object" ? value : null;
    if (!day) return [text, formatted(says.not_a_date, typed)];
    const [first, last] = [marks.first_day, marks.last_day];
    if (first <= day.date && day.date <= last) return [day, ""];
    /* Who types 2027 in a cell for dates sees 19 July 1905, the day with that number. */
    const number = numberOf(day, from1904);
    if (Number(first.slice(0, 4)) <= number && number <= Number(last.slice(0, 4))) {
      return [String(number), formatted(says.a_year, { ...typed, typed: String(number) })];
    }
    const range = { first: asText({ date: first }), last: asText({ date: last }) };
    return [asText(day), formatted(says.not_in_range, { ...typed, typed: asText(day), ...range })];
  }

  /** Return the choice that other words for it can only mean, or nothing: "Half." and "“half”" have the same words as "Half".
   * @param {string} said
   * @param {string[]} choices
   * @param {Record<string, string>} alike */
  function meantBy(said, choices, alike) {
    if (Object.hasOwn(alike, said)) return alike[said];
    const same = choices.filter((choice) => said && plainWords(choice) === said);
    return same.length === 1 ? same[0] : "";
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

  /** Return the whole number that a value is, also where it was typed as text, or null. @param {Answer} value */
  function wholeNumber(value) {
    const number = typeof value === "string" ? numberIn(value) : typeof value === "number" ? value : null;
    return number !== null && Number.isInteger(number) ? number + 0 : null;
  }

  Object.assign(fillIn, { toAnswer, textOf: asText });
})();
