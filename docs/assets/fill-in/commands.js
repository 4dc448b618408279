"use strict";
window.fillIn = window.fillIn || {};

/* The buttons: begin, open, save, print, delete, and leaving with work that is not in a file. */
{
  const { root } = fillIn.form;
  const { say } = fillIn;

  /** @param {string} selector @returns {any} */
  const find = (selector) => document.querySelector(selector);

  /** Ask something, and return the value of the button that was pressed; "no" for Escape.
   * @param {string} id @returns {Promise<string>} */
  function ask(id) {
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(id));
    dialog.returnValue = "no";
    dialog.showModal();
    return new Promise((answered) => {
      dialog.onclick = (event) => {
        if (event.target instanceof HTMLButtonElement) dialog.close(event.target.value);
      };
      dialog.onclose = () => answered(dialog.returnValue || "no");
    });
  }

  /** Return what to say of an error. @param {unknown} error */
  function inWords(error) {
    if (fillIn.UserError && error instanceof fillIn.UserError) return /** @type {Error} */ (error).message;
    if (error instanceof DOMException) return say("cannotWrite");
    return say("unknownProblem", { problem: error instanceof Error ? error.message : String(error) });
  }

  /* Whose computer it is */

  /** Return whether it was said whose computer this is. If not, ask for it. */
  function isAnswered() {
    const chosen = root.querySelector("[name=shared]:checked");
    const error = find("#shared-error");
    error.hidden = Boolean(chosen);
    root.querySelector(".ask")?.classList.toggle("wrong", !chosen);
    if (chosen) return true;
    root.querySelector("[name=shared]")?.focus();
    return false;
  }

  function begin() {
    if (!isAnswered()) return;
    fillIn.steps.begin();
    fillIn.steps.go(fillIn.steps.second);
  }

  /* Opening */

  /** @param {string} text */
  function refuse(text) {
    const place = find("[data-refused]");
    place.textContent = text;
    place.hidden = !text;
  }

  /** @param {File} file */
  async function mayReplace(file) {
    const count = fillIn.page.unsaved().length;
    if (!count) return true;
    find("#replace [data-about]").textContent = say("replace", { count, file: file.name });
    return await ask("replace") === "yes";
  }

  /** @param {File | undefined} file */
  async function open(file) {
    if (!file || !isAnswered() || !await mayReplace(file)) return;
    refuse(say("opening"));
    try {
      const { answers, opened } = await fillIn.files.open(file);
      // What came from an earlier edition is in no file of this one.
      const notSaved = opened.old === fillIn.book.edition ? [] : Object.keys(answers.cells);
      fillIn.page.replace(answers, notSaved);
      fillIn.report.show(opened);
      fillIn.steps.begin();
      refuse("");
      fillIn.steps.go("opened");
    } catch (error) {
      refuse(inWords(error));
      if (fillIn.steps.isBegun()) fillIn.steps.go("start");
    }
  }

  /* Saving */

  /** @param {string} className @param {string} title @param {string} [text] */
  function result(className, title, text = "") {
    const heading = Object.assign(document.createElement("h2"), { textContent: title });
    const line = Object.assign(document.createElement("p"), { textContent: text });
    const box = Object.assign(document.createElement("div"), { className: `inset ${className}` });
    box.append(heading, line);
    find("[data-result]").replaceChildren(box);
  }

  async function save() {
    const place = fillIn.form.tooLong();
    if (place) {
      result("alarm", say("notSaved"), say("toShorten"));
      fillIn.steps.goTo(place);
      return;
    }
    result("", say("saving"));
    try {
      const saved = await fillIn.files.save(find("#file-name").value);
      if (!saved) {
        find("[data-result]").replaceChildren();
        return;
      }
      fillIn.page.saved(saved.answers);
      const text = say("inIt", { count: fillIn.form.count() });
      result("fine", say(saved.checked ? "saved" : "made", { time: fillIn.dates.time() }), saved.checked ? text : `${text} ${say("look")}`);
    } catch (error) {
      result("alarm", say("notSaved"), inWords(error));
    }
  }

  /** Offer a name for the file, unless somebody wrote one. */
  function suggestName() {
    const box = find("#file-name");
    if (location.hash !== "#save" || box.value && box.value !== box.dataset.offered) return;
    box.value = fillIn.files.suggested();
    box.dataset.offered = box.value;
  }

  /* Printing: boxes cut long texts off, so their texts are printed beside them. */

  function prepareForPaper() {
    fillIn.live.all();
    for (const box of /** @type {NodeListOf<HTMLTextAreaElement>} */ (root.querySelectorAll("textarea[data-name]"))) {
      const text = box.nextElementSibling?.matches(".on-paper") ? box.nextElementSibling : document.createElement("span");
      text.className = "on-paper";
      text.textContent = box.value;
      box.after(text);
    }
  }

  /* Deleting and leaving */

  async function deleteAll() {
    if (await ask("delete") !== "yes") return;
    await fillIn.draft?.deleteAll?.();
    fillIn.page.replace({ cells: {}, columns: {} });
    for (const radio of root.querySelectorAll("[name=shared]")) /** @type {HTMLInputElement} */ (radio).checked = false;
    find("[data-result]").replaceChildren();
    fillIn.steps.end();
    fillIn.steps.go("start");
    fillIn.live.speak(say("deleted"));
  }

  /** @param {MouseEvent} event */
  async function leave(event) {
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (!(link instanceof HTMLAnchorElement) || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.href.split("#")[0] === location.href.split("#")[0] || link.hasAttribute("download") || !fillIn.page.unsaved().length) return;
    event.preventDefault();
    const answer = await ask("leave");
    if (answer === "save") fillIn.steps.go("save");
    if (answer !== "yes") return;
    leaving = true;
    location.href = link.href;
  }
  let leaving = false;

  find("[data-begin]").addEventListener("click", begin);
  find("#file").addEventListener("change", (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    open(input.files?.[0]).finally(() => { input.value = ""; });
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    open(event.dataTransfer?.files[0]);
  });
  find("[data-save]").addEventListener("click", save);
  find("[data-print]").addEventListener("click", () => print());
  find("[data-delete]").addEventListener("click", deleteAll);
  document.addEventListener("click", leave);
  root.addEventListener("shown", suggestName);
  addEventListener("beforeprint", prepareForPaper);
  addEventListener("beforeunload", (event) => {
    if (!leaving && fillIn.page.unsaved().length) event.preventDefault();
  });

  /* All is there: what opens beside each section goes to its place, and the form comes in sight. */
  for (const beside of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".fill-beside"))) {
    root.querySelector(`[data-beside="${beside.dataset.ofSection}"]`)?.append(...beside.childNodes);
    beside.remove();
  }
  find(".fill-without").hidden = true;
  root.hidden = false;
  fillIn.page.showState();
  fillIn.steps.open();
}
