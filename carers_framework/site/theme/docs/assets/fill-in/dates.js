"use strict";
window.fillIn = window.fillIn || {};

/* Days as people type them and as the page says them. A day is text as ISO 8601 writes it. */
{
  /** The earliest day on which all programs agree about its number in a workbook. */
  const EARLIEST = "1900-03-01";

  /* 31/03/2027, 31.3.27, 31-3-2027, 31 March 2027. The year may have two figures. */
  const TYPED = /^(\d{1,2})(?:st|nd|rd|th)?[\s/.,-]+(\d{1,2}|[a-z]{3,})[\s/.,-]+(\d{4}|\d{2})$/i;
  const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

  const monthNames = Array.from({ length: 12 }, (_, month) =>
    new Date(Date.UTC(2000, month, 1)).toLocaleDateString("en-GB", { month: "long", timeZone: "UTC" }).toLowerCase());

  /** @param {number} number @param {number} digits */
  const padded = (number, digits) => String(number).padStart(digits, "0");

  /** Return the number of a month, from 1, that is typed as a number or as the beginning of its name, or 0.
   * @param {string} text */
  function monthOf(text) {
    if (/^\d/.test(text)) return Number(text);
    return monthNames.findIndex((name) => name.startsWith(text.toLowerCase())) + 1;
  }

  /** @param {number} year @param {number} month @param {number} day */
  function existing(year, month, day) {
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return "";
    const iso = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
    return iso < EARLIEST ? "" : iso;
  }

  fillIn.dates = {
    /** Return the day that a text is, or "" where it is none.
     * @param {string} text */
    parse(text) {
      const typed = TYPED.exec(text.trim());
      if (typed) {
        const year = typed[3].length === 2 ? 2000 + Number(typed[3]) : Number(typed[3]);
        return existing(year, monthOf(typed[2]), Number(typed[1]));
      }
      const iso = ISO.exec(text.trim());
      return iso ? existing(Number(iso[1]), Number(iso[2]), Number(iso[3])) : "";
    },

    /** @param {string} iso */
    inFigures: (iso) => iso.split("-").reverse().join("/"),

    /** @param {string} iso */
    inWords: (iso) => new Date(`${iso}T00:00:00Z`).toLocaleDateString(
      "en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }),

    /** Return today, where the reader is. */
    today() {
      const now = new Date();
      return `${padded(now.getFullYear(), 4)}-${padded(now.getMonth() + 1, 2)}-${padded(now.getDate(), 2)}`;
    },

    /** Return the time of day, now or of a time in milliseconds: "14:32". @param {number} [at] */
    time: (at = Date.now()) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }),
  };
}
