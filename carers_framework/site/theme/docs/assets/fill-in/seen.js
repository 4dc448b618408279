"use strict";
window.fillIn = window.fillIn || {};

/* Days as people type them and numbers as their cells show them, as `base/dates.py` and
   `answers/xlsx/number_formats.py`. */
(() => {
  const { plain, characters } = fillIn.text;

  const MONTHS = "january february march april may june july august september october november december".split(" ");
  const WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?(?:the )?";
  const MONTH = "([a-z]{3,9})\\.?";
  const ORDINAL = "([0-9]{1,2})(?:st|nd|rd|th)?";
  const YEAR = "'?([0-9]{4}|[0-9]{2})";
  const TIME = "(?:(?:,? |t)[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\\.[0-9]+)?)?(?: ?[ap]m)?z?)?";
  const whole = (/** @type {string} */ pattern) => new RegExp(`^(?:${pattern})$`);

  /* 14/5/27, 14. 5. 2027, 14-05-27: the day comes first, as in Britain. */
  const IN_FIGURES = whole(`${WEEKDAY}([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\\2 ?${YEAR}${TIME}`);
  /* 14th of May 2027, 14-May-27, Friday 14 May, 2027 */
  const DAY_FIRST = whole(`${WEEKDAY}${ORDINAL}(?: of)?[ /.-]*${MONTH},?[ /.-]*${YEAR}${TIME}`);
  /* May 14, 2027: the name of the month tells which is which. */
  const MONTH_FIRST = whole(`${WEEKDAY}${MONTH} ${ORDINAL},? ${YEAR}${TIME}`);
  /* 2027-05-14, 2027/5/14, 2027.5.14: nobody begins with the year and goes on with the day. */
  const YEAR_FIRST = whole(`([0-9]{4}) ?([/.-]) ?([0-9]{1,2}) ?\\2 ?([0-9]{1,2})${TIME}`);
  const LONGEST = 60;

  /** Return the day that somebody typed as a text, or null where it is not clearly one of those that the workbook takes.
   * @param {string} text
   * @param {{first_day: string, last_day: string}} marks */
  function dayTyped(text, marks) {
    if (characters(text) > LONGEST) return null;
    /* A full stop ends what people take for a sentence. */
    const line = plain(text).replace(/\.$/, "");
    const month = (/** @type {string} */ name) => MONTHS.findIndex((known) => known.startsWith(name)) + 1;
    let found = IN_FIGURES.exec(line);
    if (found) return existing(found[4], Number(found[3]), found[1], marks);
    found = DAY_FIRST.exec(line);
    if (found) return existing(found[3], month(found[2]), found[1], marks);
    found = MONTH_FIRST.exec(line);
    if (found) return existing(found[3], month(found[1]), found[2], marks);
    found = YEAR_FIRST.exec(line);
    return found && existing(found[1], Number(found[3]), found[4], marks);
  }

  /** Return a day, or null where there is no such day, or it is not one that the workbook takes.
   * @param {string} year
   * @param {number} month
   * @param {string} day
   * @param {{first_day: string, last_day: string}} marks */
  function existing(year, month, day, marks) {
    const padded = (/** @type {string | number} */ number) => String(number).padStart(2, "0");
    const found = fillIn.cells.dayIn(`${year.length === 2 ? "20" : ""}${year}-${padded(month)}-${padded(day)}`);
    return found && marks.first_day <= found.date && found.date <= marks.last_day ? found : null;
  }

  /* Formats that every program knows by their number (ECMA-376, 18.8.30), where they show more than the number. */
  const BUILT_IN = /** @type {[number, string][]} */ ([
    [9, "0%"], [10, "0.00%"], [18, "h:mm"], [19, "h:mm:ss"], [20, "h:mm"], [21, "h:mm:ss"], [22, "d/m/yyyy h:mm"],
    [45, "mm:ss"], [46, "[h]:mm:ss"], [47, "mm:ss"],
  ]);
  const FORMAT_LIMIT = 255;
  const LARGEST = 1e15;
  const MOST_PLACES = 9;

  /* Quoted text, an escaped character, a space as wide as a character, a filling one, brackets, or any other character. */
  const TOKEN = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|./gsu;
  const CURRENCY = /^\[\$([^-\]]+)(?:-[^\]]*)?\]$/;
  const ELAPSED = /^\[(h+|m+|s+)\]$/i;

  /** Return a number as a format shows it, or nothing where it shows no more than the number itself.
   * @param {number} number
   * @param {string} code of the format, such as "0%"
   * @param {boolean} from1904 */
  function shown(number, code, from1904) {
    if (!code || characters(code) > FORMAT_LIMIT || Math.abs(number) >= LARGEST) return "";
    if (code.toLowerCase().includes("general")) return "";
    const all = /** @type {string[]} */ (code.match(TOKEN) ?? []);
    /* A semicolon begins the format of negative numbers. */
    const tokens = all.includes(";") ? all.slice(0, all.indexOf(";")) : all;
    const letters = tokens.filter((token) => characters(token) === 1).join("").toLowerCase();
    const elapsed = tokens.some((token) => ELAPSED.test(token));
    if (elapsed || /[ymdhs]/.test(letters)) return moment(number, letters, from1904, elapsed);
    const sign = number < 0 ? "-" : "";
    const rest = letters.includes(".") ? letters.slice(letters.indexOf(".") + 1) : "";
    const places = Math.min((rest.match(/[0#?]/g) ?? []).length, MOST_PLACES);
    if (letters.includes("%")) return `${sign}${(Math.abs(number) * 100).toFixed(places)}%`;
    const currency = currencyIn(tokens);
    return currency ? `${sign}${currency}${grouped(Math.abs(number).toFixed(places))}` : "";
  }

  /** Return the sign of the currency in a format, or nothing. @param {string[]} tokens */
  function currencyIn(tokens) {
    const coded = tokens.map((token) => CURRENCY.exec(token)?.[1]).find((sign) => sign !== undefined);
    if (coded) return coded.replace(/^\\+|\\+$/g, "");
    const bare = tokens.map((token) => token.replace(/^["\\]+|["\\]+$/g, ""));
    return bare.find((token) => ["£", "€", "$"].includes(token)) ?? "";
  }

  /** Return a number as a time, or a day with its time; nothing for a day alone. @param {number} number
   * @param {string} letters
   * @param {boolean} from1904
   * @param {boolean} elapsed */
  function moment(number, letters, from1904, elapsed) {
    const hasTime = elapsed || /[hs]/.test(letters);
    if (!hasTime || number < 0) return "";
    const seconds = Math.floor((number - (elapsed ? 0 : Math.floor(number))) * 86_400 + 0.5);
    const padded = (/** @type {number} */ part) => String(part).padStart(2, "0");
    const hours = `${padded(Math.floor(seconds / 3600))}:${padded(Math.floor((seconds % 3600) / 60))}`;
    const time = hours + (letters.includes("s") ? `:${padded(seconds % 60)}` : "");
    if (elapsed || !/[yd]/.test(letters)) return time;
    const day = fillIn.cells.dayOf(number, from1904);
    /* Midnight is what a day without a time looks like. */
    return day && seconds ? `${day.date.split("-").reverse().join("/")} ${time}` : "";
  }

  /** Return the digits of a number with commas between thousands. @param {string} digits */
  function grouped(digits) {
    const [before, after] = digits.split(".");
    const commas = before.replace(/\B(?=(?:\d{3})+$)/g, ",");
    return after === undefined ? commas : `${commas}.${after}`;
  }

  Object.assign(fillIn, { seen: { dayTyped, shown, BUILT_IN } });
})();
