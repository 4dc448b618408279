"use strict";
window.fillIn = window.fillIn || {};

/* The values and the names of an OpenDocument spreadsheet (.ods), as `carers_framework/answers/ods/`. Rows and cells that
   are alike are written once, with how often they repeat. */
(() => {
  const { textOf } = fillIn.xml;
  const { addressOf, rowAndColumn, dayIn, numberIn } = fillIn.cells;
  const { plain, stripped, short, formatted } = fillIn.text;

  const of = (/** @type {string} */ what) => `urn:oasis:names:tc:opendocument:xmlns:${what}:1.0`;
  const [OFFICE, TABLE, TEXT, STYLE, DRAW, META] = ["office", "table", "text", "style", "drawing", "meta"].map(of);
  const LINKS = "http://www.w3.org/1999/xlink";
  const LIBREOFFICE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0";
  const MANIFEST = "META-INF/manifest.xml";

  /* Up to so many, empty cells that are alike are counted. Below and beside a form they go on to the end of the sheet. */
  const [FEW_ROWS, FEW_COLUMNS] = [1_000, 100];

  /* $'Joe''s'.$A$1:.$B$2: a full stop after the sheet, which a second corner may leave out. */
  const SHEET = "\\$?(?:'((?:[^']|'')+)'|([^.'$]+))";
  const CORNER = "\\$?[A-Z]{1,3}\\$?[0-9]{1,7}";
  const REFERENCE = new RegExp(`^${SHEET}\\.(${CORNER})(?::(?:${SHEET})?\\.?(${CORNER}))?$`);
  const DURATION = /^PT([0-9]+)H([0-9]+)M([0-9]+)(?:[.,][0-9]+)?S$/;

  const within = (/** @type {Element | Document} */ element, /** @type {string} */ space, /** @type {string} */ name) =>
    [...element.getElementsByTagNameNS(space, name)];
  const inside = (/** @type {Element} */ element, /** @type {string} */ space, /** @type {string} */ name) =>
    [...element.children].filter((child) => child.namespaceURI === space && child.localName === name);
  const table = (/** @type {Element} */ element, /** @type {string} */ name) => element.getAttributeNS(TABLE, name) ?? "";

  /** Return the values of an open file. @param {any} opened the Package
   * @param {EditionsData} data
   * @returns {Promise<Values>} */
  async function read(opened, data) {
    if (opened.has(MANIFEST)) {
      const parts = [...(await opened.tree(MANIFEST)).getElementsByTagName("*")];
      if (parts.some(({ localName }) => localName === "encryption-data")) throw opened.refused("password");
    }
    const content = await opened.tree("content.xml");
    const [spreadsheet] = within(content, OFFICE, "spreadsheet");
    if (!spreadsheet) throw opened.refused("other_open_document");
    const common = opened.has("styles.xml") ? [await opened.tree("styles.xml")] : [];
    const reader = new Reader(opened, data, new fillIn.OpenStyles([...common, content], data.without_text));
    const sheets = new Map(inside(spreadsheet, TABLE, "table").map((sheet) => [table(sheet, "name"), reader.sheet(sheet)]));
    const meta = await opened.treeIfWhole("meta.xml");
    const all = (/** @type {string} */ key) => new Map([...sheets].map(([name, sheet]) => [name, sheet[key]]));
    const ranges = within(spreadsheet, TABLE, "named-range");
    return {
      sheets: all("values"),
      formulas: all("formulas"),
      typedFormulas: all("typedFormulas"),
      errors: all("errors"),
      shown: all("shown"),
      remarks: [...sheets.values()].flatMap(({ remarks }) => remarks),
      drawn: new Map([...sheets].flatMap(([name, { drawn }]) => (drawn ? [[name, drawn]] : []))),
      locked: all("locked"),
      unlocked: all("unlocked"),
      defined: new Set(ranges.map((item) => table(item, "name").toLowerCase())),
      names: namesIn(ranges, [...sheets.keys()]),
      properties: new Map(meta ? within(meta, META, "user-defined").map((item) =>
        [item.getAttributeNS(META, "name") ?? "", stripped(item.textContent ?? "")]) : []),
      from1904: false,
      saved: meta ? savedOn(meta) : null,
    };
  }

  /** Return the day of the last save, or null. @param {Document} meta */
  function savedOn(meta) {
    const found = [...meta.getElementsByTagName("*")].find(({ localName }) => localName === "date");
    return dayIn(found ? textOf(found) : "");
  }

  /** Return the cells of each name, by the name in small letters. @param {Element[]} ranges
   * @param {string[]} sheets */
  function namesIn(ranges, sheets) {
    const called = new Map(sheets.map((sheet) => [plain(sheet), sheet]));
    return fillIn.chosenNames(ranges.flatMap((item) => {
      const area = areaOf(table(item, "cell-range-address"), called);
      const isLocal = item.parentElement?.parentElement?.localName === "table";
      return area ? [{ name: table(item, "name").toLowerCase(), area, isLocal }] : [];
    }));
  }

  /** @param {string} reference
   * @param {Map<string, string>} called */
  function areaOf(reference, called) {
    const found = REFERENCE.exec(reference);
    if (!found) return null;
    const corners = [found[3], found[6] ?? found[3]].map((corner) => /** @type {[number, number]} */ (rowAndColumn(corner)));
    const [rows, columns] = [0, 1].map((place) => corners.map((corner) => corner[place]));
    const sheet = found[1] === undefined ? found[2] : found[1].replaceAll("''", "'");
    return {
      sheet: called.get(plain(sheet)) ?? sheet,
      row: Math.min(...rows), column: Math.min(...columns), lastRow: Math.max(...rows), lastColumn: Math.max(...columns),
    };
  }

  /** Reads the sheets of one workbook, and counts their cells and characters. */
  class Reader {
    #package;
    #data;
    #styles;
    #cells = 0;
    #characters = 0;

    /** @param {any} opened the Package
     * @param {EditionsData} data limits
     * @param {any} styles the OpenStyles */
    constructor(opened, data, styles) {
      this.#package = opened;
      this.#data = data;
      this.#styles = styles;
    }

    /** Return the sheet in a table, as `Values` has it. @param {Element} element
     * @returns {any} */
    sheet(element) {
      const found = {
        name: table(element, "name"), values: new Map(), formulas: new Map(), typedFormulas: new Set(), errors: new Set(),
        shown: new Map(), locked: new Set(), unlocked: new Set(), remarks: [], drawn: 0,
      };
      const columns = this.#columnStyles(element);
      let row = 1;
      for (const line of rowsIn(element)) {
        const times = this.#times(line, "rows");
        let column = 1;
        for (const cell of line.children) {
          if (cell.namespaceURI !== TABLE || !["table-cell", "covered-table-cell"].includes(cell.localName)) continue;
          const width = this.#times(cell, "columns");
          const own = table(cell, "style-name") || table(line, "default-cell-style-name");
          const style = own || columns.find(([first, last]) => first <= column && column <= last)?.[2] || "";
          this.#take(found, cell, style, { row, column, times, width });
          column += width;
        }
        row += times;
      }
      for (const shapes of inside(element, TABLE, "shapes")) this.#draw(found, shapes, "A1");
      return found;
    }

    /** Return the first and the last of some columns, and the style of their cells that have no other.
     * @param {Element} element
     * @returns {[number, number, string][]} */
    #columnStyles(element) {
      let column = 1;
      return within(element, TABLE, "table-column").map((item) => {
        const first = column;
        column += this.#times(item, "columns");
        return [first, column - 1, table(item, "default-cell-style-name")];
      });
    }

    /** Return how often a row, a column or a cell repeats. @param {Element} element @param {string} what */
    #times(element, what) {
      return Math.max(1, this.#package.whole(element.getAttributeNS(TABLE, `number-${what}-repeated`) ?? "1"));
    }

    /** Record what some cells hold, which are all alike, and what their style says of them. @param {any} found
     * @param {Element} cell
     * @param {string} style
     * @param {{row: number, column: number, times: number, width: number}} area */
    #take(found, cell, style, area) {
      const isUnlocked = this.#styles.isUnlocked(style);
      const isPlain = [...cell.attributes].every(({ namespaceURI, localName }) =>
        namespaceURI === TABLE && ["style-name", "number-columns-repeated"].includes(localName));
      if (!cell.children.length && isPlain) {
        if (isUnlocked && area.times <= FEW_ROWS && area.width <= FEW_COLUMNS) {
          for (const key of addresses(area)) found.unlocked.add(key);
        }
        return;
      }
      const { value, seen } = this.#value(cell);
      const formula = cell.getAttributeNS(TABLE, "formula");
      const remarks = this.#remarks(cell);
      const first = addressOf(area.row, area.column);
      this.#draw(found, cell, first);
      if ((value === null || value === "") && formula === null && !remarks.length) return;
      this.#count(area.times * area.width, `${short(found.name)}!${first}`, value);
      const isError = cell.getAttributeNS(LIBREOFFICE, "value-type") === "error";
      for (const key of addresses(area)) {
        for (const remark of remarks) found.remarks.push({ sheet: found.name, cell: key, ...remark });
        if (isUnlocked) found.unlocked.add(key);
        if (formula !== null) {
          /* The formula comes after the name of its language: "of:=1+1". */
          const at = formula.indexOf("=");
          found.formulas.set(key, (at < 0 ? "" : stripped(formula.slice(at + 1))) || formula);
          if (isUnlocked || !this.#styles.isFormatted(style)) found.typedFormulas.add(key);
        }
        if (value === null || value === "") continue;
        found.values.set(key, value);
        if (!isUnlocked && this.#styles.isForText(style)) found.locked.add(key);
        if (isError) found.errors.add(key);
        else if (seen) found.shown.set(key, seen);
      }
    }

    /** Return the value of a cell, and what people see of it where its text does not say it. @param {Element} cell
     * @returns {{value: Answer | null, seen: string}} */
    #value(cell) {
      const seen = inside(cell, TEXT, "p").map((paragraph) => this.#line(paragraph)).join("\n");
      const kind = cell.getAttributeNS(OFFICE, "value-type") ?? "";
      const isNumber = ["float", "percentage", "currency"].includes(kind);
      const stored = cell.getAttributeNS(OFFICE, `${isNumber ? "" : `${kind}-`}value`) ?? "";
      if (isNumber) {
        const value = numberIn(stored);
        /* LibreOffice writes "nan" where a library wrote it before. */
        if (value === null) return { value: seen || stored || null, seen: "" };
        return { value, seen: kind === "float" ? "" : seen };
      }
      if (kind === "boolean") return { value: stored === "true", seen: "" };
      if (kind === "date") {
        const day = dayIn(stored);
        /* Midnight is what a day without a time looks like. */
        return { value: day ?? seen, seen: day && /T.*[1-9]/.test(stored) ? seen : "" };
      }
      if (kind === "time") {
        const [hours, minutes, seconds] = (DURATION.exec(stored) ?? ["", "0", "0", "0"]).slice(1).map(Number);
        return { value: hours / 24 + minutes / 1_440 + seconds / 86_400, seen };
      }
      /* An error has no value, but shows its name. */
      return { value: seen || stored || null, seen: "" };
    }

    /** Return the text of a paragraph. Several spaces, tabs and line breaks are elements.
     * @param {Element} paragraph
     * @returns {string} */
    #line(paragraph) {
      return [...paragraph.childNodes].map((node) => {
        if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) return node.nodeValue ?? "";
        if (!(node instanceof Element)) return "";
        if (node.localName === "s") {
          return " ".repeat(Math.max(0, Math.min(this.#package.whole(node.getAttributeNS(TEXT, "c") ?? "1"), this.#data.limits.cell)));
        }
        if (node.localName === "tab") return "\t";
        if (node.localName === "line-break") return "\n";
        return ["span", "a", "p", "ruby", "ruby-base"].includes(node.localName) ? this.#line(node) : "";
      }).join("");
    }

    /** Return the comments of a cell and the addresses behind its text. @param {Element} cell */
    #remarks(cell) {
      const { says } = this.#data;
      const comments = inside(cell, OFFICE, "annotation").flatMap((comment) => {
        const text = stripped(within(comment, TEXT, "p").map((paragraph) => this.#line(paragraph)).join("\n"));
        return text ? [{ text: formatted(says.comment, { text }), isLink: false }] : [];
      });
      const links = inside(cell, TEXT, "p").flatMap((paragraph) => within(paragraph, TEXT, "a")).flatMap((link) => {
        const text = link.getAttributeNS(LINKS, "href") ?? "";
        /* "#" leads to a place in the same file. */
        return text && !text.startsWith("#") ? [{ text: formatted(says.link, { text }), isLink: true }] : [];
      });
      return [...comments, ...links];
    }

    /** Count the pictures and other objects in a cell or on a sheet, but not the charts. @param {any} found
     * @param {Element} holder
     * @param {string} cell */
    #draw(found, holder, cell) {
      for (const element of holder.children) {
        if (!element.namespaceURI?.startsWith(DRAW)) continue;
        if ([element, ...element.getElementsByTagName("*")].some(({ localName }) => localName === "object")) continue;
        found.drawn += 1;
        const text = stripped(within(element, TEXT, "p").map((paragraph) => this.#line(paragraph)).join("\n"));
        if (text) found.remarks.push({ sheet: found.name, cell, text: formatted(this.#data.says.text_box, { text }), isLink: false });
      }
    }

    /** Raise UserError for a text that no cell takes, or when there is too much of all together. @param {number} cells
     * @param {string} place
     * @param {Answer | null} value */
    #count(cells, place, value) {
      const { cell, tags, unpacked } = this.#data.limits;
      const length = typeof value === "string" ? value.length : 0;
      if (length > cell) throw this.#package.refused("cell_too_long", { limit: cell, place });
      this.#cells += cells;
      this.#characters += length * cells;
      if (this.#cells > tags) throw this.#package.refused("too_many_tags", { limit: tags, part: place });
      if (this.#characters > unpacked) throw this.#package.refused("too_many_characters", { limit: unpacked });
    }
  }

  /** Return the rows of a table, also those in groups. @param {Element} element
   * @returns {Element[]} */
  function rowsIn(element) {
    const GROUPS = ["table-row-group", "table-rows", "table-header-rows"];
    return [...element.children].filter(({ namespaceURI }) => namespaceURI === TABLE).flatMap((child) => {
      if (child.localName === "table-row") return [child];
      return GROUPS.includes(child.localName) ? rowsIn(child) : [];
    });
  }

  /** Yield the addresses of cells. @param {{row: number, column: number, times: number, width: number}} area */
  function* addresses({ row, column, times, width }) {
    for (let down = 0; down < times; down += 1) {
      for (let right = 0; right < width; right += 1) yield addressOf(row + down, column + right);
    }
  }

  Object.assign(fillIn, { ods: { read } });
})();
