"use strict";
window.fillIn = window.fillIn || {};

/* What is beside the values of a sheet: comments, links, pictures and text boxes, as `answers/xlsx/remarks.py`. */
(() => {
  const { descendants, children, textOf } = fillIn.xml;
  const { stripped, formatted } = fillIn.text;

  /** A text that belongs to a cell but is not its value.
   * @typedef {{sheet: string, cell: string, text: string, isLink: boolean}} Remark */

  /** Return what is beside the values of the sheet in a part: remarks, and how many pictures and other objects it has.
   * @param {any} opened the Package
   * @param {string} part
   * @param {string} sheet its name
   * @param {[string, string][]} links the cells of links, and the ids of their addresses
   * @param {EditionsData} data
   * @returns {Promise<{remarks: Remark[], drawn: number}>} */
  async function beside(opened, part, sheet, links, data) {
    const relations = await opened.relations(part);
    /* A part that is damaged counts as one object that was not read. */
    let damaged = 0;
    const trees = async (/** @type {string} */ kind) => {
      const found = [];
      for (const relation of relations.values()) {
        if (relation.kind.toLowerCase().endsWith(`/${kind}`) && relation.part && opened.has(relation.part)) {
          const tree = await opened.treeIfWhole(relation.part);
          if (tree) found.push(tree);
          else damaged += 1;
        }
      }
      return found;
    };
    const cellOf = (/** @type {string} */ reference) => {
      /* The first of several cells: A1 where the file does not say. */
      const place = fillIn.cells.rowAndColumn(reference.split(":")[0].toUpperCase() || "A1");
      if (!place) throw opened.refused("damaged_inside");
      return fillIn.cells.addressOf(...place);
    };
    const remark = (/** @type {string} */ cell, /** @type {string} */ key, /** @type {string} */ text) =>
      ({ sheet, cell, text: formatted(data.says[key], { text }), isLink: key === "link" });
    const drawings = (await trees("drawing")).flatMap(drawn);
    const remarks = commentsIn(await trees("threadedcomment"), await trees("comments"), opened, cellOf)
      .map(({ cell, text }) => remark(cell, "comment", text));
    for (const [reference, id] of links) {
      const address = relations.get(id)?.address;
      if (address) remarks.push(remark(cellOf(reference), "link", address));
    }
    for (const anchor of drawings) {
      const text = stripped(named(anchor, "p").map((paragraph) => named(paragraph, "t").map(textOf).join("")).join("\n"));
      if (text) remarks.push(remark(cornerOf(anchor, opened), "text_box", text));
    }
    return { remarks, drawn: drawings.length + damaged };
  }

  /** Return the comments in cells. A thread of comments also has an old-style one, with advice for older programs.
   * @param {Document[]} threads
   * @param {Document[]} trees
   * @param {any} opened
   * @param {(reference: string) => string} cellOf */
  function commentsIn(threads, trees, opened, cellOf) {
    const found = /** @type {{cell: string, text: string}[]} */ ([]);
    const add = (/** @type {string} */ cell, /** @type {string} */ text) => {
      if (stripped(text)) found.push({ cell, text: stripped(text) });
    };
    const threaded = new Set();
    for (const element of threads.flatMap((tree) => descendants(tree, "threadedComment"))) {
      const cell = cellOf(element.getAttribute("ref") ?? "");
      add(cell, descendants(element, "text").map(textOf).join(""));
      threaded.add(cell);
    }
    for (const element of trees.flatMap((tree) => descendants(tree, "comment"))) {
      const cell = cellOf(element.getAttribute("ref") ?? "");
      const [holder] = descendants(element, "text");
      if (holder && !threaded.has(cell)) add(cell, opened.textIn(holder));
    }
    return found;
  }

  /** Return every element of a name below another, in any namespace. @param {Element} within
   * @param {string} name */
  const named = (within, name) => [...within.getElementsByTagNameNS("*", name)];

  /** Return the anchors of pictures, text boxes and other objects of a drawing, but not of charts.
   * @param {Document} tree
   * @returns {Element[]} */
  function drawn(tree) {
    return [...tree.documentElement.children].flatMap((element) => {
      /* What only newer programs draw is in a choice, beside what others draw instead: a form's boxes, ink, 3D models. */
      const inside = element.localName === "AlternateContent" ? [...element.getElementsByTagName("*")] : [element];
      const anchor = inside.find(({ localName }) => localName.endsWith("Anchor"));
      return anchor && !named(anchor, "graphicFrame").length ? [anchor] : [];
    });
  }

  /** Return the cell at the top left of a drawing. One that is placed by its distance from the edge is at A1.
   * @param {Element} anchor
   * @param {any} opened */
  function cornerOf(anchor, opened) {
    const [start] = descendants(anchor, "from");
    const number = (/** @type {string} */ name) => {
      const holder = start && [...start.children].findLast(({ localName }) => localName === name);
      return opened.whole((holder && textOf(holder)) || "0") + 1;
    };
    return start ? fillIn.cells.addressOf(number("row"), number("col")) : "A1";
  }

  Object.assign(fillIn, { beside });
})();
