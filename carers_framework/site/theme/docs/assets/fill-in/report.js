"use strict";
window.fillIn = window.fillIn || {};

/* What came of opening a file: how much was carried over, what is to be checked, what has no place, and problems. */
{
  const root = fillIn.form.root;
  const step = /** @type {HTMLElement} */ (root.querySelector("#opened"));
  const [counts, about, report] = ["[data-counts]", "[data-opened]", "[data-report]"].map(
    (selector) => /** @type {HTMLElement} */ (step.querySelector(selector)));

  const link = /** @type {HTMLElement} */ (root.querySelector("[data-carried]"));

  /** The columns of what was carried over: what to do, where it was, what was typed, and the name of its cell now. */
  const [WHAT, WHERE, TEXT, NAME] = ["carried_what", "carried_from", "carried_text", "carried_name"];

  /** Return an element with a class and a content.
   * @param {string} tag @param {string} className @param {...(Node | string)} content */
  function make(tag, className, ...content) {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...content);
    return element;
  }

  /** Return the rows of what was carried over, now or earlier. */
  function rows() {
    const { columns } = fillIn.answers;
    const height = Math.max(0, ...[WHAT, WHERE, TEXT, NAME].map((name) => columns[name]?.length ?? 0));
    return Array.from({ length: height }, (_, row) => {
      const [what, where, text, name] = [WHAT, WHERE, TEXT, NAME].map((column) => fillIn.form.asText(columns[column]?.[row]));
      return { row, what, where, text, name };
    }).filter(({ what, where, text }) => what || where || text);
  }

  /** Take a row away from what is kept, or put it back.
   * @param {ReturnType<typeof rows>[number]} kept @param {boolean} done */
  function mark(kept, done) {
    const values = { [WHAT]: kept.what, [WHERE]: kept.where, [TEXT]: kept.text, [NAME]: kept.name };
    for (const [column, value] of Object.entries(values)) {
      const cells = [...(fillIn.answers.columns[column] ?? [])];
      while (cells.length <= kept.row) cells.push(null);
      cells[kept.row] = done ? null : value || null;
      while (cells.length && cells.at(-1) === null) cells.pop();
      if (cells.length) fillIn.answers.columns[column] = cells;
      else delete fillIn.answers.columns[column];
    }
    fillIn.page.changed(`carried ${kept.row}`);
  }

  /** Return a card about a row: where it was, what was typed, the way to it, and a box to tick when it is done with.
   * @param {ReturnType<typeof rows>[number]} kept @param {"h3" | "h4"} heading its level, below that of the list */
  function card(kept, heading) {
    const place = fillIn.form.places.get(kept.name);
    const about = make("dl", "", make("dt", "", fillIn.say("answerTitle")), make("dd", "", kept.text));
    const asked = place?.closest("fieldset")?.querySelector("legend")?.textContent;
    if (asked) about.append(make("dt", "", fillIn.say("nowTitle")), make("dd", "", asked));
    const box = Object.assign(document.createElement("input"), { type: "checkbox" });
    box.addEventListener("change", () => mark(kept, box.checked));
    const actions = make("p", "tick", make("label", "", box, ` ${fillIn.say("checked")}`, make("span", "vh", `: ${kept.where}`)));
    if (place) {
      const button = make("button", "quiet", fillIn.say("goThere"), make("span", "vh", `: ${kept.where}`));
      button.setAttribute("type", "button");
      button.addEventListener("click", () => fillIn.steps.goTo(place));
      actions.append(button);
    }
    return make("section", "card", make(heading, "", kept.where), about, actions);
  }

  /** Return cards in groups that can be closed, one for each step to which the answers belong.
   * @param {ReturnType<typeof rows>} kept */
  function grouped(kept) {
    /** @type {Map<string, ReturnType<typeof rows>>} */
    const groups = new Map();
    for (const each of kept) {
      const at = fillIn.form.places.get(each.name)?.closest("[data-step]")?.querySelector("h1")?.textContent ?? "";
      groups.set(at, [...(groups.get(at) ?? []), each]);
    }
    return [...groups].map(([title, members], place) => {
      const all = make("details", "kept", make("summary", "", make("h3", "", `${title || fillIn.say("asideTitle")} (${members.length})`)),
        ...members.map((each) => card(each, "h4")));
      /** @type {HTMLDetailsElement} */ (all).open = place === 0;
      return all;
    });
  }

  /** @param {number} number @param {string} text @param {string} className */
  const count = (number, text, className = "") => make("span", className, make("b", "", number.toLocaleString("en-GB")), ` ${text}`);

  /* A draft may hold what an earlier file brought, and then no file was opened. */
  function arrange() {
    const count = rows().length;
    link.hidden = !count;
    if (count && !report.hasChildNodes()) list([]);
  }

  /** Show what came of opening a file.
   * @param {{file: string, old: string, carried: number, problems: string[]}} opened */
  function show({ file, old, carried, problems }) {
    const kept = rows();
    const toCheck = kept.filter(({ name }) => name);
    const aside = kept.filter(({ name }) => !name);
    const edition = fillIn.edition;
    const earlier = old !== edition;
    counts.replaceChildren(
      count(carried, fillIn.say(earlier ? "carried" : "read")),
      count(toCheck.length, fillIn.say("toCheck"), toCheck.length ? "to-check" : ""),
      count(aside.length, fillIn.say("aside")),
    );
    about.textContent = fillIn.say(earlier ? "openedEarlier" : "openedSame", { file, old, new: edition });
    list(problems);
  }

  /** @param {string[]} problems */
  function list(problems) {
    const kept = rows();
    const toCheck = kept.filter(({ name }) => name);
    const aside = kept.filter(({ name }) => !name);
    report.replaceChildren();
    if (problems.length) report.append(make("h2", "", fillIn.say("problemsTitle")), make("ul", "", ...problems.map((line) => make("li", "", line))));
    if (toCheck.length) report.append(make("h2", "", fillIn.say("toCheckTitle")), ...grouped(toCheck));
    if (aside.length) report.append(make("h2", "", fillIn.say("asideTitle")), make("p", "", fillIn.say("asideKept")), ...aside.map((each) => card(each, "h3")));
  }

  fillIn.live.onShow("start", arrange);
  fillIn.live.onShow("opened", arrange);

  fillIn.report = {
    show,

    /** Forget what was shown, as other answers have taken the place of those that it was about. */
    clear() {
      for (const place of [counts, about, report]) place.replaceChildren();
    },
  };
}
