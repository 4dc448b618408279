"use strict";
window.fillIn = window.fillIn || {};

/* Texts for people, and the one kind of error that they are shown, as `carers_framework/base` has them. */
(() => {
  /* What Python counts as white space. `\s` differs: it has the byte order mark, and not the separators from 1C to 1F. */
  const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const ALL_SPACES = new RegExp(SPACES, "g");
  const AROUND = new RegExp(`^${SPACES.source}|${SPACES.source}$`, "g");

  const MOST_SHOWN = 60;

  /** Return a text without white space around it. @param {string} text */
  const stripped = (text) => text.replace(AROUND, "");

  /** Return a text with every run of white space as one space. @param {string} text */
  const folded = (text) => stripped(text.replace(ALL_SPACES, " "));

  const ALIKE = /** @type {[RegExp, string][]} */ ([
    [/[‘’‚‛ʹʼʻˈ´`′＇]/g, "'"], [/[‐‑‒–—―−﹘﹣－]/g, "-"], [/[“”„‟″＂]/g, '"'],
    /* Nobody sees these: soft hyphens, zero-width spaces and joiners, byte order marks. */
    [/[\u00ad\u200b\u200c\u200d\u2060\ufeff]/g, ""],
  ]);

  /** Return a text without what does not matter where two are compared: capitals, the spaces around it, and the kinds of
   * apostrophe, hyphen and space. Python folds capitals letter by letter like this, but keeps the dotless i, whose capital
   * is that of i. @param {string} text */
  function plain(text) {
    const small = (/** @type {string} */ letter) => (letter === "ı" ? letter : letter.toUpperCase().toLowerCase());
    const alike = ALIKE.reduce((changed, [kind, usual]) => changed.replace(kind, usual), text);
    return Array.from(folded(alike), small).join("");
  }

  /** Return a text as `plain` does, without anything but letters and digits: "B. (amber)" is "b amber".
   * @param {string} text */
  const plainWords = (text) => folded(plain(text).replace(/[^\p{L}\p{N}]+/gu, " "));

  /** Return how a message writes a character that cannot be printed. @param {string} character */
  function escaped(character) {
    const number = /** @type {number} */ (character.codePointAt(0));
    const hex = (/** @type {number} */ length) => number.toString(16).padStart(length, "0");
    if (number <= 0xff) return `\\x${hex(2)}`;
    return number <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`;
  }

  /** Return a text on one line, with unprintable characters written out: `\x07`, `\u202e`. @param {string} text */
  const oneLine = (text) => folded(text).replace(/[\p{C}\p{Z}]/gu, (found) => (found === " " ? found : escaped(found)));

  /** Return how many characters a text has; two halves of a surrogate pair are one. @param {string} text */
  const characters = (text) => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g) ?? []).length;

  /** Return a text as a message shows it: on one line and at most 60 characters long.
   * @param {string} text
   * @param {boolean} [quote] whether to put it in quotation marks */
  function short(text, quote = false) {
    /* It may be as long as the file, so no more of it is folded than can be shown. */
    const whole = [...text.slice(0, 8 * MOST_SHOWN)].slice(0, 4 * MOST_SHOWN).join("");
    const line = [...folded(whole)];
    const shown = oneLine(line.length <= MOST_SHOWN ? line.join("") : `${line.slice(0, MOST_SHOWN - 3).join("")}...`);
    return quote ? `'${shown}'` : shown;
  }

  /** Return a pattern with values in place of the names in braces. `{limit:,}` asks for commas: 20,000,000.
   * @param {string} pattern
   * @param {Record<string, string | number>} values */
  const formatted = (pattern, values) =>
    pattern.replace(/\{(\w+)(:,)?\}/g, (_, key, commas) =>
      commas ? values[key].toLocaleString("en-GB") : String(values[key]));

  /** A mistake that people can correct. Its message is one line: the file, if there is one, the reason, and what to do. */
  class UserError extends Error {
    /** @param {string} reason
     * @param {string} [file] */
    constructor(reason, file = "") {
      super(oneLine(file ? `${file}: ${reason}` : reason));
      this.name = "UserError";
      /** The line without the name of the file. */
      this.reason = oneLine(reason);
    }
  }

  Object.assign(fillIn, { UserError, text: { stripped, folded, plain, plainWords, oneLine, characters, short, formatted } });
})();
