"use strict";
window.fillIn = window.fillIn || {};

/* Saving the workbook, and printing the answers. */
{
  const { root } = fillIn.form;
  const { say } = fillIn;
  const place = /** @type {HTMLElement} */ (root.querySelector("[data-result]"));
  const nameBox = /** @type {HTMLTextAreaElement} */ (document.getElementById("file-name"));

  /** @param {string} className @param {string} title @param {string} [text] */
  function result(className, title, text = "") {
    const heading = Object.assign(document.createElement("h2"), { textContent: title });
    const line = Object.assign(document.createElement("p"), { textContent: text });
    const box = Object.assign(document.createElement("div"), { className: `inset ${className}` });
    box.append(heading, line);
    place.replaceChildren(box);
  }

  async function save() {
    const long = fillIn.form.tooLong();
    if (long) {
      result("alarm", say("notSaved"), say("toShorten"));
      fillIn.steps.goTo(long);
      return;
    }
    result("", say("saving"));
    try {
      const saved = await fillIn.files.save(nameBox.value);
      if (!saved) {
        place.replaceChildren();
        return;
      }
      fillIn.page.saved(saved.answers, saved.name);
      const count = fillIn.form.count();
      const text = count === 1 ? say("oneInIt") : say("inIt", { count });
      result("fine", say(saved.checked ? "saved" : "made", { time: fillIn.dates.time() }), saved.checked ? text : `${text} ${say("look")}`);
    } catch (error) {
      result("alarm", say("notSaved"), fillIn.inWords(error));
    }
  }

  /** Offer a name for the file, unless somebody wrote one. */
  async function suggestName() {
    if (nameBox.value && nameBox.value !== nameBox.dataset.offered) return;
    const name = await fillIn.files.suggested();
    nameBox.value = name;
    nameBox.dataset.offered = name;
  }

  /** What was closed on the screen, and is printed. @type {HTMLDetailsElement[]} */
  let closed = [];

  /* Boxes cut long texts off, so their texts are printed beside them. */
  function prepareForPaper() {
    fillIn.live.all();
    closed = /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll(".action:not([open]), .meeting:not([open])")]);
    for (const each of closed) each.open = true;
    for (const box of /** @type {NodeListOf<HTMLTextAreaElement>} */ (root.querySelectorAll("textarea[data-name]"))) {
      const next = box.nextElementSibling;
      const text = next?.matches(".on-paper") ? next : document.createElement("span");
      text.className = "on-paper";
      text.textContent = box.value;
      box.after(text);
    }
  }

  root.querySelector("[data-save]")?.addEventListener("click", save);
  root.querySelector("[data-print]")?.addEventListener("click", () => print());
  fillIn.live.onShow("save", suggestName);
  addEventListener("beforeprint", prepareForPaper);
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
}
