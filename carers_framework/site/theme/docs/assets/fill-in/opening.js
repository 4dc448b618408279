"use strict";
window.fillIn = window.fillIn || {};

/* Going on with what there is: a file, or a draft. Nothing takes the place of unsaved work without being asked for. */
{
  const refused = /** @type {HTMLElement} */ (document.querySelector("[data-refused]"));

  /** @param {string} text */
  function refuse(text) {
    refused.textContent = text;
    refused.hidden = !text;
    if (text && fillIn.steps.isBegun()) fillIn.steps.go("start");
    if (text) refused.scrollIntoView({ block: "nearest" });
  }

  /** Ask before unsaved work goes, if there is any. @param {string} name of what takes its place */
  async function mayReplace(name) {
    const count = fillIn.page.unsaved().length;
    return !count || await fillIn.ask("replace", fillIn.say("replace", { count, file: name })) === "yes";
  }

  /** Put answers in their places in this edition and say what came of it.
   * @param {any} back what was read @param {string} name of the file @param {Saved | null} saved */
  async function show(back, name, saved) {
    const { answers, carried } = await fillIn.files.carried(back);
    // What came from an earlier edition, or was set aside just now, is in no file of this one.
    const isSame = back.edition === fillIn.edition && !back.unplaced.length;
    fillIn.page.replace(answers, isSame ? [] : Object.keys(answers.cells), isSame ? saved : null);
    fillIn.report.show({ file: name, old: back.edition, carried, problems: [back.notice, ...back.problems].filter(Boolean) });
    fillIn.steps.begin();
  }

  /** Ask whether to go on with a draft of the same area rather than with the file. Return the draft to go on with.
   * @param {any} back @param {File} file @returns {Promise<Draft | null>} */
  async function draftInstead(back, file) {
    const area = fillIn.form.asText(back.answers.cells[fillIn.words.area]);
    const [found] = fillIn.keeping.beside({ ...back, area, saved: back.saved || null, modified: file.lastModified });
    if (!found) return null;
    return await fillIn.ask("draft-or-file", fillIn.keeping.relation(found.draft, found.relation)) === "yes" ? found.draft : null;
  }

  /** Open a file. @param {File | undefined} file */
  async function open(file) {
    if (!file || !fillIn.isAnswered()) return;
    refuse("");
    try {
      const back = await fillIn.files.read(file);
      if (!await mayReplace(file.name)) return;
      const draft = await draftInstead(back, file);
      if (draft) {
        await goOn(draft, true);
        return;
      }
      await show(back, file.name, { name: file.name, at: file.lastModified });
      fillIn.keeping.begin();
      fillIn.keeping.changed();
      fillIn.steps.go("opened");
    } catch (error) {
      refuse(fillIn.inWords(error));
    }
  }

  /** Go on with a draft. @param {Draft} draft @param {boolean} [asked] whether people were asked already */
  async function goOn(draft, asked = false) {
    if (!fillIn.isAnswered() || !asked && !await mayReplace(draft.area)) return;
    try {
      if (draft.edition === fillIn.edition) {
        fillIn.page.replace(draft.answers, draft.unsaved, draft.saved);
        fillIn.steps.begin();
      } else await show({ edition: draft.edition, answers: draft.answers, unplaced: [], problems: [], notice: "" }, draft.area, null);
      fillIn.keeping.begin(draft);
      fillIn.steps.go(draft.edition === fillIn.edition ? fillIn.steps.second : "opened");
    } catch (error) {
      refuse(fillIn.inWords(error));
    }
  }

  const input = /** @type {HTMLInputElement} */ (document.getElementById("file"));
  input.addEventListener("change", () => open(input.files?.[0]).finally(() => { input.value = ""; }));
  /* A text may be dragged from one box to another. Only a file would take the place of the page. */
  /** @param {DragEvent} event */
  const hasFile = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (hasFile(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    open(event.dataTransfer?.files[0]);
  });

  fillIn.goOn = goOn;
}
