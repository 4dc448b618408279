"use strict";
window.fillIn = window.fillIn || {};

/* What the styles of a workbook say of its cells: which show a number as a date, and which are locked. */
(() => {
  const { descendants } = fillIn.xml;
  const { characters } = fillIn.text;

  /* The numbers of the date and time formats that every program knows (ECMA-376, 18.8.30), from the first to the last. */
  const BUILT_IN_FORMATS = [[14, 22], [27, 36], [45, 47], [50, 58]];

  /* A longer one could keep the regular expressions busy for minutes. */
  const FORMAT_LIMIT = 255;

  /* What shows as it is, and what is in square brackets: "day", \d, [Red], [$-809]. */
  const LITERAL = /"[^"]*"|\\[^\n]|\[[^\]]*\]/g;

  /** Return the styles of cells, in the order in which cells count them. @param {Document} styles */
  const cellStyles = (styles) => [...(descendants(styles, "cellXfs")[0]?.children ?? [])];

  /** Return the number formats of a workbook. No style can use one without a number. @param {Document} styles
   * @returns {Element[]} */
  const numberedFormats = (styles) =>
    descendants(styles, "numFmt").filter((/** @type {Element} */ element) => element.hasAttribute("numFmtId"));

  /** Return the numbers of the cell styles that show a number as a date. @param {Document} styles
   * @param {any} opened the Package */
  function dateStyles(styles, opened) {
    const custom = numberedFormats(styles).filter((/** @type {Element} */ element) =>
      showsADate(element.getAttribute("formatCode") ?? ""));
    const formats = new Set(
      custom.map((/** @type {Element} */ element) => opened.whole(element.getAttribute("numFmtId") ?? "")),
    );
    const used = cellStyles(styles).map((style) => opened.whole(style.getAttribute("numFmtId") ?? "0"));
    const isDate = (/** @type {number} */ format) =>
      formats.has(format) || BUILT_IN_FORMATS.some(([first, last]) => first <= format && format <= last);
    return new Set(used.flatMap((format, number) => (isDate(format) ? [number] : [])));
  }

  /** Return whether the code of a number format shows a number as a date or time. @param {string} code */
  function showsADate(code) {
    if (characters(code) > FORMAT_LIMIT) return false;
    const shown = code.replace(LITERAL, "");
    /* "General" shows the number itself, and letters behind it are a unit. */
    return /[dmyh]/i.test(shown) && !shown.toLowerCase().includes("general");
  }

  /** Return the numbers of the cell styles that are locked and made for a text, and of those that are not locked.
   * @param {Document} styles
   * @param {string[]} withoutText the names of the styles of locked cells that are empty or have a formula
   * @param {any} opened the Package */
  function stylesOf(styles, withoutText, opened) {
    const names = new Map(descendants(styles, "cellStyle").map((/** @type {Element} */ style) =>
      [style.getAttribute("xfId") ?? "", style.getAttribute("name") ?? ""]));
    const locked = new Set();
    const unlocked = new Set();
    cellStyles(styles).forEach((style, number) => {
      const [protection] = descendants(style, "protection");
      const name = names.get(style.getAttribute("xfId") ?? "") ?? "";
      /* A cell is locked unless its style says otherwise. */
      if (["0", "false"].includes(protection?.getAttribute("locked") ?? "1")) unlocked.add(number);
      /* The first is that of unformatted cells: anybody may have typed there. */
      else if (number && !withoutText.includes(name)) locked.add(number);
    });
    return { locked, unlocked, formats: formatsOf(styles, opened) };
  }

  /** Return the codes of the number formats by the numbers of the cell styles that have them. @param {Document} styles
   * @param {any} opened the Package
   * @returns {Map<number, string>} */
  function formatsOf(styles, opened) {
    const codes = new Map(fillIn.seen.BUILT_IN);
    for (const element of numberedFormats(styles)) {
      codes.set(opened.whole(element.getAttribute("numFmtId") ?? ""), element.getAttribute("formatCode") ?? "");
    }
    const used = cellStyles(styles).map((style) => codes.get(opened.whole(style.getAttribute("numFmtId") ?? "0")));
    return new Map(used.flatMap((code, style) => (code ? [[style, code]] : [])));
  }

  Object.assign(fillIn, { styles: { dates: dateStyles, of: stylesOf } });
})();
