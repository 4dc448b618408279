"use strict";
window.fillIn = window.fillIn || {};

/* The values and the names of an .xlsx file, whichever program wrote it, as `carers_framework/answers/xlsx/`. */
(() => {
  const { descendants, textOf, relationId } = fillIn.xml;
  const { stripped, characters, plain } = fillIn.text;

  const CORE_PROPERTIES = "docProps/core.xml";
  const CUSTOM_PROPERTIES = "docProps/custom.xml";
  /* The most characters of what a name refers to: cells of one sheet, whose name has 31 at most. */
  const REFERENCE_LIMIT = 200;

  /* A sheet, in quotes with each apostrophe doubled or without quotes, and one cell or two corners: 'Joe''s'!$A$1:$B$2. */
  const REFERENCE = /^=?(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?[0-9]+)(?::(\$?[A-Za-z]{1,3}\$?[0-9]+))?$/;

  /** Return the values of an .xlsx or .ods file, as the program that saved it last calculated them. Raises UserError, with the
   * name of the file first, where it cannot be read.
   * @param {Uint8Array} bytes
   * @param {string} [file] its name
   * @param {EditionsData} [data] limits and messages
   * @returns {Promise<Values>} */
  async function read(bytes, file = "", data = fillIn.editions) {
    try {
      const opened = new fillIn.Package(bytes, data);
      const isOpenDocument = opened.has("content.xml") && !opened.has("[Content_Types].xml");
      return await (isOpenDocument ? fillIn.ods.read(opened, data) : valuesOf(opened, data));
    } catch (error) {
      throw error instanceof fillIn.UserError ? new fillIn.UserError(/** @type {any} */ (error).reason, file) : error;
    }
  }

  /** @param {any} opened the Package
   * @param {EditionsData} data
   * @returns {Promise<Values>} */
  async function valuesOf(opened, data) {
    const workbookPart = await opened.workbookPart();
    const relations = await opened.relations(workbookPart);
    const workbook = await opened.tree(workbookPart);
    /* Excel counts days from 1900, and old versions for the Mac from 1904. */
    const settings = descendants(workbook, "workbookPr")[0];
    const from1904 = ["1", "true"].includes(settings?.getAttribute("date1904") ?? "0");
    const parts = sheetParts(opened, workbook, relations);
    const reader = await sheetReader(opened, data, relations, from1904);
    const sheets = new Map();
    for (const [name, part] of parts) sheets.set(name, await reader.read(name, part));
    const around = new Map();
    for (const [name, part] of parts) around.set(name, await fillIn.beside(opened, part, name, sheets.get(name).links, data));
    const of = (/** @type {string} */ key) => new Map([...sheets].map(([name, sheet]) => [name, sheet[key]]));
    return {
      sheets: of("values"),
      formulas: of("formulas"),
      typedFormulas: of("typedFormulas"),
      errors: of("errors"),
      shown: of("shown"),
      remarks: [...around.values()].flatMap(({ remarks }) => remarks),
      drawn: new Map([...around].flatMap(([name, { drawn }]) => (drawn ? [[name, drawn]] : []))),
      locked: of("locked"),
      unlocked: of("unlocked"),
      defined: new Set(descendants(workbook, "definedName").map((/** @type {Element} */ element) =>
        (element.getAttribute("name") ?? "").toLowerCase())),
      names: namedAreas(workbook, [...parts.keys()], opened),
      properties: await properties(opened),
      from1904,
      saved: await saved(opened),
    };
  }

  /** @param {any} opened
   * @param {EditionsData} data
   * @param {Map<string, {kind: string, part: string}>} relations
   * @param {boolean} from1904 */
  async function sheetReader(opened, data, relations, from1904) {
    const partOfKind = async (/** @type {string} */ kind) => {
      /* A workbook without a text or a style has no such part. */
      const parts = [...relations.values()].filter((relation) => relation.kind.endsWith(`/${kind}`));
      const found = parts.find((relation) => opened.has(relation.part));
      return found ? opened.tree(found.part) : null;
    };
    const texts = await partOfKind("sharedStrings");
    const styles = await partOfKind("styles");
    return new fillIn.SheetReader(opened, data, from1904, texts, styles);
  }

  /** Return the part of each sheet by its name, without those that hold no cells, such as charts, or are missing. @param {any} opened
   * @param {Document} workbook
   * @param {Map<string, {kind: string, part: string}>} relations
   * @returns {Map<string, string>} */
  function sheetParts(opened, workbook, relations) {
    const parts = new Map();
    for (const element of descendants(workbook, "sheet")) {
      /* The attribute is `r:id`; `sheetId` is another number, by which nothing is found. */
      const relation = relations.get(relationId(element));
      if (relation && opened.has(relation.part) && relation.kind.endsWith("/worksheet")) parts.set(element.getAttribute("name") ?? "", relation.part);
    }
    return parts;
  }

  /** Return the cells of each name that refers to cells of one sheet, by the name in small letters.
   *
   * A name may be known on one sheet only. It counts where the workbook has no such name that leads anywhere, and no other
   * sheet has it: that is the copy of a sheet whose original was deleted.
   * @param {Document} workbook
   * @param {string[]} sheets their names
   * @param {any} opened */
  function namedAreas(workbook, sheets, opened) {
    const called = new Map(sheets.map((sheet) => [plain(sheet), sheet]));
    return chosenNames(descendants(workbook, "definedName").flatMap((/** @type {Element} */ element) => {
      const area = areaOf(stripped(textOf(element)), called, opened);
      if (!area) return [];
      return [{ name: (element.getAttribute("name") ?? "").toLowerCase(), area, isLocal: element.hasAttribute("localSheetId") }];
    }));
  }

  /** Return the cells that each name stands for. @param {{name: string, area: Area, isLocal: boolean}[]} found
   * @returns {Map<string, Area>} */
  function chosenNames(found) {
    const names = new Map();
    const local = new Map();
    for (const { name, area, isLocal } of found) {
      if (isLocal) local.set(name, [...(local.get(name) ?? []), area]);
      else names.set(name, area);
    }
    const alone = [...local].flatMap(([name, areas]) => (areas.length === 1 ? [[name, areas[0]]] : []));
    return new Map([.../** @type {[string, Area][]} */ (alone), ...names]);
  }

  /** Return the cells of a reference such as "'Start here'!$B$7:$B$12", or null where it is something else.
   * @param {string} reference
   * @param {Map<string, string>} called the names of sheets, by what matters of them
   * @param {any} opened */
  function areaOf(reference, called, opened) {
    const found = characters(reference) <= REFERENCE_LIMIT ? REFERENCE.exec(reference) : null;
    if (!found) return null;
    const [, quoted, bare, corner, otherCorner] = found;
    const corners = [corner, otherCorner ?? corner].map((address) => fillIn.cells.rowAndColumn(address.toUpperCase()));
    const [first, other] = corners;
    if (!first || !other) throw opened.refused("damaged_inside");
    /* Any two opposite corners will do, in either order. */
    const sheet = quoted === undefined ? bare : quoted.replaceAll("''", "'");
    return {
      sheet: called.get(plain(sheet)) ?? sheet,
      row: Math.min(first[0], other[0]),
      column: Math.min(first[1], other[1]),
      lastRow: Math.max(first[0], other[0]),
      lastColumn: Math.max(first[1], other[1]),
    };
  }

  /** Return the custom properties of a workbook, all of them as texts. @param {any} opened */
  async function properties(opened) {
    const found = new Map();
    const tree = await opened.treeIfWhole(CUSTOM_PROPERTIES);
    for (const element of tree ? descendants(tree, "property") : []) {
      const name = element.getAttribute("name");
      /* The value is in an element within, named after its type. */
      if (name !== null) found.set(name, stripped(element.textContent ?? ""));
    }
    return found;
  }

  /** Return the day on which the workbook was last saved, by the clock of the program that saved it, or null.
   * @param {any} opened */
  async function saved(opened) {
    const tree = await opened.treeIfWhole(CORE_PROPERTIES);
    if (!tree) return null;
    /* Its namespace is that of Dublin Core, unlike that of the properties around it. */
    const found = [...tree.getElementsByTagNameNS("*", "modified")].find((element) => element.namespaceURI);
    return fillIn.cells.dayIn(found ? textOf(found) : "");
  }

  Object.assign(fillIn, { xlsx: { read }, chosenNames });
})();
