"use strict";

/* While the site is served to its maintainer: after each text of framework.yaml, links to its lines in the file. */
(async () => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const file = new URL(".", script.src);
  const name = decodeURIComponent(file.pathname.split("/").at(-2) ?? "");
  /** @type {Record<string, number[]>} */
  const lines = await (await fetch(new URL("lines.json", file))).json();

  /* No link may be within these. It comes after them. */
  const closed = "a, button, label, summary";
  const untouched = "abbr, form, nav, script, style, svg, .headerlink, .from-file";

  /** Return the text of an element or of a piece of one as the file has it. @param {Node} node */
  function textOf(node) {
    if (!(node instanceof Element)) return (node.textContent ?? "").trim().replace(/\s+/g, " ");
    const copy = /** @type {Element} */ (node.cloneNode(true));
    for (const added of copy.querySelectorAll(".headerlink, .from-file")) added.remove();
    return (copy.textContent ?? "").trim().replace(/\s+/g, " ");
  }

  /** Return links to lines of the file. @param {number[]} numbers */
  function links(numbers) {
    return numbers.map((number) => {
      const link = document.createElement("a");
      link.className = "from-file";
      link.href = `${file}#L${number}`;
      link.textContent = String(number);
      link.setAttribute("aria-label", `${name}, line ${number}`);
      return link;
    });
  }

  /** Put links after each text of the file, in the smallest element that has all of it. @param {Node} node */
  function visit(node) {
    if (node instanceof Element && node.matches(untouched)) return;
    const text = textOf(node);
    const key = Object.hasOwn(lines, text) ? text : text.replace(/^\d+\. /, ""); // pages number sections and steps
    const found = Object.hasOwn(lines, key) ? lines[key] : [];
    const isOpen = node instanceof Element && !node.matches(closed);
    const parts = isOpen ? [...node.childNodes] : [];
    if (!found.length || parts.some((part) => textOf(part) === text)) parts.forEach(visit);
    else if (isOpen) node.append(...links(found));
    else /** @type {ChildNode} */ (node).after(...links(found));
  }

  const style = document.createElement("style");
  style.textContent = ".from-file { margin-left: 0.4em; font: 0.6rem monospace; } @media print { .from-file { display: none; } }";
  document.head.append(style);
  document.querySelectorAll(".md-content").forEach(visit);
})();
