"use strict";
window.fillIn = window.fillIn || {};

/* The parts of an .xlsx file that anybody may have sent, and their XML, as `carers_framework/answers/xlsx/package.py`.
   Nothing is taken on trust: sizes are limited before anything is unpacked, and document types are refused. */
(() => {
  /* The older container format, in which Excel also puts encrypted workbooks. */
  const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const DIRECTORY_ENTRY = [0x50, 0x4b, 0x01, 0x02];
  const TYPES = "[content_types].xml";
  const ROOT_RELATIONS = "_rels/.rels";
  const DECLARED_PREFIXES = "http://www.w3.org/2000/xmlns/";

  /* Cells and rows with nothing but a format. Somebody who formats whole columns makes hundreds of thousands. */
  const EMPTY_CELL = /<(?:\w+:)?c(?: [^<>]*)?\/>|<((?:\w+:)?)c(?: [^<>]*)?><\/\1c>/g;
  const EMPTY_ROW = /<(?:\w+:)?row(?: [^<>]*)?\/>|<((?:\w+:)?)row(?: [^<>]*)?>\s*<\/\1row>/g;
  /* A cell or row that does not say where it is comes after the one before, which has to stay. */
  const WITHOUT_PLACE = /<(?:\w+:)?(?:c|row)(?![^<>]* r=)[ />]/;

  /* What a sheet has behind its cells and is not read. Copying cells about splits rules into tens of thousands. */
  const RULES = /<((?:\w+:)?(?:mergeCells|conditionalFormatting|dataValidations))[ >]/g;
  const RULES_LIMIT = 6;
  const READ = /<(?:\w+:)?(?:row|c|hyperlink)[ />]/;

  /* The format allows these two (ECMA-376, part 2, 8.1.4), and ASCII is a part of one. */
  const IN_BYTES = new Set(["utf-8", "utf8", "ascii", "us-ascii"]);
  /* Some libraries write these all the same, and LibreOffice reads them. Browsers read ISO-8859-1 as Windows-1252. */
  const WESTERN = new Set(["iso-8859-1", "latin1", "windows-1252", "cp1252"]);
  const WITHOUT_CHARACTER = /[\x81\x8d\x8f\x90\x9d]/g;
  const IN_WORDS = new Set(["utf-16", "utf16", "utf-16le", "utf-16be"]);
  const DECLARED = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']*)/;

  /** The parts of one .xlsx file. It counts what it unpacks, and stops at the limits. */
  class Package {
    #bytes;
    #data;
    #parts;
    #unpacked = 0;
    #tags = 0;
    #attributes = 0;

    /** Raises UserError where the file is too large, damaged, protected by a password, or not an .xlsx file.
     * @param {Uint8Array} bytes
     * @param {EditionsData} data the limits, and what is said when they are passed */
    constructor(bytes, data) {
      this.#bytes = bytes;
      this.#data = data;
      const { limits } = data;
      if (bytes.length > limits.file) throw this.refused("too_large", { limit: limits.file });
      if (OLE.every((byte, place) => bytes[place] === byte)) throw this.refused("password_or_old_format");
      if (count(bytes, DIRECTORY_ENTRY) > limits.parts) throw this.refused("too_many_parts", { limit: limits.parts });
      /** @type {Map<string, any>} */
      this.#parts = new Map(this.#tried(() => fillIn.zip.entries(bytes)).map((/** @type {any} */ part) => [partName(part.name), part]));
    }

    /** Return the error that says why the file is refused.
     * @param {string} key of the message
     * @param {Record<string, string | number>} [values] for what is in braces in it */
    refused(key, values = {}) {
      return new fillIn.UserError(fillIn.text.formatted(this.#data.says[key], values));
    }

    /** @param {string} part */
    has(part) {
      return this.#parts.has(partName(part));
    }

    /** Return the XML of a part. Raises UserError where it is missing, too large, or not XML, or has a document type.
     * @param {string} part
     * @param {string} [shownAs] what people call it
     * @returns {Promise<Document>} */
    async tree(part, shownAs = "") {
      const text = this.#decoded(await this.#unpack(partName(part), shownAs));
      const found = this.#documentTypeIn(text);
      if (found) throw this.refused(found);
      const tree = new DOMParser().parseFromString(text, "text/xml");
      if (tree.getElementsByTagNameNS("*", "parsererror").length) throw this.refused("damaged_inside");
      if (depth(tree.documentElement, this.#data.limits.depth) > this.#data.limits.depth) {
        throw this.refused("damaged_inside");
      }
      return tree;
    }

    /** Return the XML of a part that a file can do without, or null where it is missing or damaged. @param {string} part
     * @returns {Promise<Document | null>} */
    async treeIfWhole(part) {
      if (!this.has(part)) return null;
      return this.tree(part).catch((/** @type {any} */ error) => {
        if (error.reason !== this.refused("damaged_inside").reason) throw error;
        return null;
      });
    }

    /** Return the path of the part that holds the workbook. Raises UserError where there is none. */
    async workbookPart() {
      if (!this.has(TYPES)) throw this.refused("not_a_workbook");
      const types = await this.tree(TYPES);
      const part = (await this.#mainPart()) || overridden(types);
      const kind = part ? typeOf(part, types) : "";
      if (kind.includes("macroenabled")) throw this.refused("macros");
      /* A workbook to make others from is a workbook all the same. */
      if (!/spreadsheetml\.(?:sheet|template)\.main\+xml$/.test(kind)) throw this.refused("other_office_file");
      return part;
    }

    /** Return the path of the part with which programs begin, or nothing where the file does not say. */
    async #mainPart() {
      const relations = this.has(ROOT_RELATIONS) ? await this.relations("") : new Map();
      return [...relations.values()].find(({ kind }) => kind.endsWith("/officeDocument"))?.part ?? "";
    }

    /** Return the parts that a part refers to, by the id of the reference.
     * One to something outside the file has an address instead.
     * @param {string} part
     * @returns {Promise<Map<string, {kind: string, part: string, address: string}>>} */
    async relations(part) {
      const place = part.lastIndexOf("/") + 1;
      const [folder, name] = [part.slice(0, place), part.slice(place)];
      const own = `${folder}_rels/${name}.rels`;
      const found = new Map();
      if (!this.has(own)) return found;
      for (const element of descendants(await this.tree(own), "Relationship")) {
        const [id, kind, target] = ["Id", "Type", "Target"].map((wanted) => element.getAttribute(wanted) ?? "");
        /* What is outside the file, such as the target of a link, is not opened. */
        const isOutside = element.getAttribute("TargetMode") === "External";
        found.set(id, { kind, part: isOutside ? "" : path(folder, target.replaceAll("\\", "/")), address: isOutside ? target : "" });
      }
      return found;
    }

    /** Return a text with all its differently formatted runs. @param {Element} item */
    textIn(item) {
      return fillIn.cells.itemText(item, this.#data.limits.cell);
    }

    /** Return a whole number that is written in the file. @param {string} text */
    whole(text) {
      if (!fillIn.cells.WHOLE.test(text)) throw this.refused("damaged_inside");
      return Number(text);
    }

    /** Return what a function makes of the archive, or raise UserError for what is wrong with it.
     * @template T
     * @param {() => T} made
     * @returns {T} */
    #tried(made) {
      try {
        return made();
      } catch (error) {
        throw error instanceof fillIn.zip.ZipError ? this.refused(/** @type {any} */ (error).key) : error;
      }
    }

    /** Return the content of a part. @param {string} part
     * @param {string} shownAs
     * @returns {Promise<Uint8Array>} */
    async #unpack(part, shownAs) {
      const { limits } = this.#data;
      const name = fillIn.text.short(shownAs || part);
      const entry = this.#parts.get(part);
      if (!entry) throw this.refused("damaged_inside");
      this.#tried(() => fillIn.zip.checkMethod(entry));
      this.#unpacked += entry.size;
      if (this.#unpacked > limits.unpacked) throw this.refused("unpacks_to_more", { limit: limits.unpacked, part: name });
      const whole = await fillIn.zip.unpack(this.#bytes, entry).catch((/** @type {any} */ error) =>
        this.#tried(() => { throw error; }),
      );
      const content = count(whole, [0x3c]) > limits.many ? withoutEmpty(whole) : whole;
      this.#tags += count(content, [0x3c]);
      this.#attributes += count(content, [0x3d]);
      if (this.#tags > limits.tags || this.#attributes > limits.attributes) {
        throw this.refused("too_many_tags", { limit: limits.tags, part: name });
      }
      return content;
    }

    /** Return the text of a part. @param {Uint8Array} content */
    #decoded(content) {
      /* Without a byte order mark, the zero byte of its first letter shows UTF-16. */
      const [first, second] = content;
      const isSmall = (first === 0xff && second === 0xfe) || second === 0;
      const isBig = (first === 0xfe && second === 0xff) || first === 0;
      const decoder = isSmall ? "utf-16le" : isBig ? "utf-16be" : "utf-8";
      const beginning = new TextDecoder(decoder).decode(content.subarray(0, 2000));
      const declared = DECLARED.exec(beginning)?.[1].toLowerCase();
      if (decoder === "utf-8" && declared !== undefined && WESTERN.has(declared)) {
        return new TextDecoder("windows-1252").decode(content).replace(WITHOUT_CHARACTER, "\ufffd");
      }
      const known = decoder === "utf-8" ? IN_BYTES : IN_WORDS;
      if (declared !== undefined && !known.has(declared)) throw this.refused("damaged_inside");
      try {
        return new TextDecoder(decoder, { fatal: true }).decode(content);
      } catch {
        /* A document type is the graver fault. */
        throw this.refused(this.#documentTypeIn(new TextDecoder(decoder).decode(content)) || "damaged_inside");
      }
    }

    /** Return why a text is refused for what is before its first element, or nothing. It may hold comments and
     * instructions; a document type has entities, which can unfold to gigabytes. @param {string} text */
    #documentTypeIn(text) {
      const space = /[ \t\r\n]*/y;
      for (;;) {
        space.exec(text);
        const at = space.lastIndex;
        const end = text.startsWith("<!--", at) ? "-->" : text.startsWith("<?", at) ? "?>" : "";
        if (!end) return text.startsWith("<!DOCTYPE", at) ? "document_type" : "";
        const next = text.indexOf(end, at + 2);
        if (next < 0) return "damaged_inside";
        space.lastIndex = next + end.length;
      }
    }
  }

  /** Return the name of a part in the form in which names are compared: they have no case, and some programs on Windows
   * write them with backslashes. @param {string} name */
  const partName = (name) => name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();

  /** Return the part that is said to be the workbook, or nothing. @param {Document} types */
  function overridden(types) {
    const found = descendants(types, "Override").find((element) => (element.getAttribute("ContentType") ?? "").includes("main+xml"));
    return (found?.getAttribute("PartName") ?? "").replace(/^\/+/, "");
  }

  /** Return the type of a part in small letters: its own, or else that of its ending. @param {string} part
   * @param {Document} types */
  function typeOf(part, types) {
    const name = partName(part);
    const own = descendants(types, "Override").find((element) => partName(element.getAttribute("PartName") ?? "") === name);
    const ending = name.slice(name.lastIndexOf(".") + 1);
    const found = own ?? descendants(types, "Default").find((element) =>
      (element.getAttribute("Extension") ?? "").toLowerCase() === ending);
    return (found?.getAttribute("ContentType") ?? "").toLowerCase();
  }

  /** Return the content of a part without rules, and without cells and rows that have nothing but a format.
   * @param {Uint8Array} content */
  function withoutEmpty(content) {
    try {
      const text = withoutRules(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content));
      if (WITHOUT_PLACE.test(text)) return new TextEncoder().encode(text);
      return new TextEncoder().encode(text.replace(EMPTY_CELL, "").replace(EMPTY_ROW, ""));
    } catch {
      return content;
    }
  }

  /** Return the content of a part without each kind of rule, from the first of the kind to the last. @param {string} text */
  function withoutRules(text) {
    for (const name of [...new Set([...text.matchAll(RULES)].map(([, found]) => found))].slice(0, RULES_LIMIT)) {
      const [start, end] = [text.search(new RegExp(`<${name}[ >]`)), text.lastIndexOf(`</${name}>`)];
      if (start >= 0 && start < end && !READ.test(text.slice(start, end))) text = text.slice(0, start) + text.slice(end + name.length + 3);
    }
    return text;
  }

  /** Return how often some bytes are found in others, without overlaps. @param {Uint8Array} bytes
   * @param {number[]} wanted */
  function count(bytes, wanted) {
    let found = 0;
    for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
      if (wanted.every((byte, place) => bytes[at + place] === byte)) found += 1;
    }
    return found;
  }

  /** Return how deep elements are within each other, or a little more than the limit. @param {Element} root
   * @param {number} limit */
  function depth(root, limit) {
    let level = [root];
    let deep = 0;
    for (; level.length && deep <= limit; deep += 1) level = level.flatMap((element) => [...element.children]);
    return deep;
  }

  /** Return the path of a part that another part names. @param {string} folder
   * @param {string} target */
  function path(folder, target) {
    /** @type {string[]} */
    const steps = [];
    for (const step of (target.startsWith("/") ? target : `${folder}${target}`).split("/")) {
      if (step === "..") steps.pop();
      else if (step && step !== ".") steps.push(step);
    }
    return steps.join("/");
  }

  /** Return every element of a name in a tree or below an element, in the same namespace: strict workbooks have other
   * namespaces than those that Excel writes by default.
   * @param {Document | Element} within
   * @param {string} name */
  function descendants(within, name) {
    const { namespaceURI } = within instanceof Document ? within.documentElement : within;
    return [...within.getElementsByTagNameNS(namespaceURI ?? "", name)];
  }

  /** Return the children of an element that have a name, in the same namespace. @param {Element} element
   * @param {string} name */
  function children(element, name) {
    return [...element.children].filter(
      (child) => child.localName === name && child.namespaceURI === element.namespaceURI,
    );
  }

  /** Return the id of the reference that an element has. @param {Element} element */
  function relationId(element) {
    const found = [...element.attributes].find(
      ({ localName, namespaceURI }) => localName === "id" && namespaceURI && namespaceURI !== DECLARED_PREFIXES,
    );
    return found?.value ?? "";
  }

  /** Return the text of an element before its first child. @param {Element} element */
  function textOf(element) {
    let text = "";
    for (const node of element.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE) break;
      if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) text += node.nodeValue;
    }
    return text;
  }

  Object.assign(fillIn, { Package, xml: { descendants, children, textOf, relationId } });
})();
