"use strict";
window.fillIn = window.fillIn || {};

/* The draft as people see it: drafts that are there at the start, whether one is kept, and what happens in other tabs. */
{
  const { root } = fillIn.form;
  const words = fillIn.words.drafts;
  const { framework } = fillIn.words;
  const storage = fillIn.drafts.storage();
  const list = /** @type {HTMLElement} */ (root.querySelector("[data-drafts]"));
  const notices = /** @type {HTMLElement} */ (root.querySelector("[data-notices]"));

  /** One for each visit, once it is said whose computer this is. @type {any} */
  let keeper = null;
  let keptAsShared = false;
  const choices = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("[name=shared]")]);
  /** The drafts that are open in other tabs. @type {Set<string>} */
  const open = new Set();

  /** @param {string} key @param {Record<string, string | number>} [values] */
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (/** @type {string} */ braces, /** @type {string} */ name) => String(values[name] ?? braces));

  /** @param {number} at */
  const when = (at) => fillIn.drafts.when(at, Date.now(), words);

  /** Return an element with a text.
   * @param {string} tag @param {string} className @param {...(string | Node)} content */
  function make(tag, className, ...content) {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...content);
    return element;
  }

  /** @param {string} className @param {string} text @param {() => void} press */
  function button(className, text, press) {
    const made = make("button", className, text);
    made.setAttribute("type", "button");
    made.addEventListener("click", press);
    return made;
  }

  /** @param {Draft} draft */
  const describe = (draft) => say("draftOf", { area: draft.area || words.noArea, edition: draft.edition, when: when(draft.changed) });

  /** Return how much of a draft is in a file. @param {Draft} draft */
  function inFile({ unsaved, saved }) {
    if (!unsaved.length) return saved ? say("inFile", { name: saved.name, when: when(saved.at) }) : "";
    return unsaved.length === 1 ? words.oneNotInFile : say("notInFile", { count: unsaved.length });
  }

  /** @param {Draft} draft */
  function entry(draft) {
    const lines = [describe(draft), inFile(draft), open.has(draft.id) ? words.openNow : ""].filter(Boolean).join(" ");
    const remove = async () => {
      if (await fillIn.ask("delete-draft", say("deleteAbout", { draft: describe(draft) })) !== "yes" || !storage) return;
      fillIn.drafts.remove(storage, draft.key);
      show();
    };
    return make("li", "", make("p", "", lines), make("p", "buttons",
      button("md-button", words.goOn, () => fillIn.goOn(draft)), button("quiet", words.deleteIt, remove)));
  }

  /** List the drafts, unless something is being filled in. */
  function show() {
    const { drafts, unreadable } = fillIn.drafts.list(storage, framework);
    list.replaceChildren();
    if (fillIn.steps.isBegun() || !drafts.length && !unreadable.length) return;
    const title = drafts.length > 1 ? words.severalFound : words.found;
    list.append(make("section", "inset", make("h2", "", title), make("ul", "drafts", ...drafts.map(entry)),
      ...(unreadable.length ? [make("p", "", words.unreadable)] : [])));
  }

  /** Show something that stays in sight. @param {string} what */
  function notify(what) {
    const again = what === "deleted" ? [button("quiet", words.keepAgain, () => { keeper.resume(); notices.replaceChildren(); })] : [];
    notices.append(make("p", "inset attend", say(what, { area: area() || words.noArea }), " ", ...again));
  }

  /** @param {string} what @param {{at?: number, id?: string}} about */
  function hear(what, { at = 0, id = "" }) {
    if (what === "kept") fillIn.page.noteKept(say("kept", { time: fillIn.dates.time(at) }));
    else if (what === "open") {
      open.add(id);
      show();
    } else {
      notify(what);
      if (["full", "blocked", "deleted"].includes(what)) fillIn.page.noteKept(words.notKept);
    }
  }

  /** Return the area that the answers are about. */
  const area = () => fillIn.form.asText(fillIn.answers.cells[fillIn.words.area]);

  /** Return the keeper for the computer that this is said to be. Until something begins, people may say it otherwise. */
  function theKeeper() {
    const shared = choices.find((choice) => choice.checked)?.value !== "no";
    if (keeper && shared === keptAsShared) return keeper;
    keptAsShared = shared;
    keeper = new fillIn.Keeper({
      shared,
      framework,
      edition: fillIn.edition,
      state: () => ({ area: area(), answers: fillIn.answers, unsaved: fillIn.page.unsaved(), saved: fillIn.page.lastSaved() }),
      tell: hear,
    });
    return keeper;
  }

  for (const choice of choices) choice.addEventListener("change", () => theKeeper().ask());

  fillIn.keeping = {
    show,

    /** Begin to keep a draft, or go on with one. @param {Draft} [draft] */
    begin(draft) {
      theKeeper().begin(draft ?? null);
      for (const choice of choices) choice.disabled = true;
      list.replaceChildren();
    },

    /** Note that something has changed. */
    changed: () => keeper?.changed(),

    /** Keep what is not kept yet. */
    now: () => keeper?.now(),

    /** Return the drafts of the area of a file that hold something else than the file does.
     * @param {OpenedFile} file */
    beside: (file) => fillIn.drafts.beside(fillIn.drafts.list(storage, framework).drafts, file),

    /** Say how a draft relates to a file. @param {Draft} draft @param {Relation} relation */
    relation: (draft, relation) => `${say(relation, { area: draft.area, edition: draft.edition, when: when(draft.changed) })} ${words.whichOne}`,

    /** Delete all drafts. */
    deleteAll() {
      if (keeper) keeper.deleteAll();
      else fillIn.drafts.removeAll(storage, framework);
      notices.replaceChildren();
      fillIn.page.noteKept("");
      show();
    },
  };
}
