"use strict";
window.fillIn = window.fillIn || {};

/* Questions to people: whose computer this is, and before something would be lost. At the end, the form comes in sight. */
{
  const { root } = fillIn.form;
  const { say } = fillIn;

  /** @param {string} selector @returns {any} */
  const find = (selector) => document.querySelector(selector);

  /** Ask something, and return the value of the button that was pressed; "no" for Escape.
   * @param {string} id of the dialog @param {string} [about] what more it says @returns {Promise<string>} */
  fillIn.ask = (id, about = "") => {
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(id));
    const place = dialog.querySelector("[data-about]");
    if (place && about) place.textContent = about;
    dialog.returnValue = "no";
    dialog.showModal();
    return new Promise((answered) => {
      dialog.onclick = (event) => {
        if (event.target instanceof HTMLButtonElement) dialog.close(event.target.value);
      };
      dialog.onclose = () => answered(dialog.returnValue || "no");
    });
  };

  /** Return what to say of an error. @param {unknown} error */
  fillIn.inWords = (error) => {
    if (fillIn.UserError && error instanceof fillIn.UserError) return /** @type {Error} */ (error).message;
    if (error instanceof DOMException) return say("cannotWrite");
    return say("unknownProblem", { problem: error instanceof Error ? error.message : String(error) });
  };

  /** Return whether it was said whose computer this is. If not, ask for it. */
  fillIn.isAnswered = () => {
    const chosen = root.querySelector("[name=shared]:checked");
    find("#shared-error").hidden = Boolean(chosen);
    find(".ask").classList.toggle("wrong", !chosen);
    if (!chosen) root.querySelector("[name=shared]").focus();
    return Boolean(chosen);
  };

  function begin() {
    if (!fillIn.isAnswered()) return;
    if (!fillIn.steps.isBegun()) {
      fillIn.keeping.begin();
      if (fillIn.page.unsaved().length) fillIn.keeping.changed();
    }
    fillIn.steps.begin();
    fillIn.steps.go(fillIn.steps.second);
  }

  async function deleteAll() {
    if (await fillIn.ask("delete") !== "yes") return;
    fillIn.page.replace({ cells: {}, columns: {} });
    fillIn.steps.end();
    fillIn.keeping.deleteAll();
    fillIn.steps.go("start");
    fillIn.live.speak(fillIn.words.drafts.deletedAll);
  }

  /** @param {MouseEvent} event */
  async function leave(event) {
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (!(link instanceof HTMLAnchorElement) || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stays = link.href.split("#")[0] === location.href.split("#")[0] || link.pathname.endsWith(".xlsx");
    if (stays || !fillIn.page.unsaved().length) return;
    event.preventDefault();
    const answer = await fillIn.ask("leave");
    if (answer === "save") fillIn.steps.go("save");
    if (answer !== "yes") return;
    fillIn.keeping.now();
    fillIn.page.letGo();
    location.href = link.href;
  }

  find("[data-begin]").addEventListener("click", begin);
  find("[data-delete]").addEventListener("click", deleteAll);
  document.addEventListener("click", leave);

  /* All is there: the parts that are Markdown go to their places, and the form comes in sight. */
  for (const beside of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".fill-beside"))) {
    root.querySelector(`[data-beside="${beside.dataset.ofSection}"]`)?.append(...beside.childNodes);
    beside.remove();
  }
  if (!matchMedia("(min-width: 75em)").matches) {
    for (const open of root.querySelectorAll(".beside [open]")) open.removeAttribute("open");
  }
  find("#start").prepend(find(".fill-title"));
  find("#start").append(find(".fill-else"));
  find(".fill-without").hidden = true;
  root.hidden = false;
  fillIn.page.showState();
  fillIn.keeping.show();
  fillIn.steps.open();
}
