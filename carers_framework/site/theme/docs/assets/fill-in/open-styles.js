"use strict";
window.fillIn = window.fillIn || {};

/* Which cell styles of an OpenDocument spreadsheet are for typing in, and which are locked and made for a text. */
(() => {
  const STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";

  class OpenStyles {
    /** @type {Map<string, Element>} */
    #styles;
    #withoutText;

    /** @param {Document[]} parts
     * @param {string[]} withoutText the names of the styles of locked cells that are empty or have a formula */
    constructor(parts, withoutText) {
      const styles = parts.flatMap((part) => [...part.getElementsByTagNameNS(STYLE, "style")]);
      this.#styles = new Map(styles.map((style) => [style.getAttributeNS(STYLE, "name") ?? "", style]));
      this.#withoutText = withoutText;
    }

    /** Return whether cells of a style are for typing in. They are locked unless a style says otherwise.
     * @param {string} name */
    isUnlocked(name) {
      const said = this.#above(name).map((known) =>
        [...(this.#styles.get(known)?.children ?? [])]
          .find((child) => child.namespaceURI === STYLE && child.localName === "table-cell-properties")
          ?.getAttributeNS(STYLE, "cell-protect"));
      return ["none", "formula-hidden"].includes(said.find(Boolean) ?? "protected");
    }

    /** Return whether locked cells of a style have texts of ours. Unformatted cells have the style Default.
     * @param {string} name */
    isForText(name) {
      /* "input_5f_date" is "input_date". */
      const unescaped = (/** @type {string} */ known) =>
        known.replace(/_([0-9a-f]{1,4})_/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
      return this.isFormatted(name) && !this.#above(name).some((known) => this.#withoutText.includes(unescaped(known)));
    }

    /** Return whether cells of a style have any format. @param {string} name */
    isFormatted(name) {
      return Boolean(name) && name !== "Default" && this.#styles.has(name);
    }

    /** Return a style and those that it is based on. In a damaged file they may go round in a circle. @param {string} name */
    #above(name) {
      const names = /** @type {string[]} */ ([]);
      for (let next = name; this.#styles.has(next) && !names.includes(next);) {
        names.push(next);
        next = this.#styles.get(next)?.getAttributeNS(STYLE, "parent-style-name") ?? "";
      }
      return names;
    }
  }

  Object.assign(fillIn, { OpenStyles });
})();
