"use strict";
window.fillIn = window.fillIn || {};

/* What happens while people type: answers are taken over, changes are counted until they are in a file, and the keyboard
   does what it does in a spreadsheet. */
{
  const { root, places } = fillIn.form;
  /** What has changed since the last save. @type {Set<string>} */
  const unsaved = new Set();
  /** The file in which the answers were last saved. @type {Saved | null} */
  let saved = null;
  /** What is said of the changes and the draft. */
  let shown = "";

  /** What is to be said of the draft. */
  let kept = "";

  /** Say in each step what is not in a file yet. */
  function showState() {
    const count = unsaved.size;
    const said = count ? fillIn.say(count === 1 ? "change" : "changes", { count }) : fillIn.say(saved ? "allSaved" : "nothingYet");
    const last = saved && fillIn.say(count ? "lastSaved" : "savedAt", { when: fillIn.drafts.when(saved.at, Date.now(), fillIn.words.drafts) });
    const more = [last, count ? kept : ""].filter(Boolean).join(". ");
    if (`${said} ${more}` === shown) return;
    shown = `${said} ${more}`;
    for (const place of root.querySelectorAll("[data-state]")) {
      const strong = Object.assign(document.createElement("strong"), { textContent: said });
      const rest = Object.assign(document.createElement("span"), { textContent: more });
      place.replaceChildren(strong, " ", rest);
      place.classList.toggle("fine", !count && Boolean(saved));
    }
  }

  /** Note that something has changed. @param {string} name */
  function changed(name) {
    unsaved.add(name);
    showState();
    fillIn.live.soon(name);
    fillIn.keeping.changed();
    askBeforeLeaving();
  }

  /** @param {BeforeUnloadEvent} event */
  const stop = (event) => event.preventDefault();

  /* Only while something is unsaved: with this listener, browsers do not keep the page for their Back key. */
  function askBeforeLeaving() {
    if (unsaved.size) addEventListener("beforeunload", stop);
    else removeEventListener("beforeunload", stop);
  }

  /** Return the input that an event is about. @param {Event} event @returns {HTMLElement | undefined} */
  function placeOf(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const place = target.closest("[data-name]");
    return place instanceof HTMLElement ? place : undefined;
  }

  /** @param {Event} event */
  function takeOver(event) {
    const place = placeOf(event);
    if (!place) return;
    fillIn.form.grow(place);
    if (fillIn.form.take(place)) changed(String(place.dataset.name));
    if (event.type === "change" && place.matches(".tiles")) sayScore(place);
  }

  /* The only thing that is spoken of itself: everything else that changes is read where it is. */
  /** @param {HTMLElement} place */
  function sayScore(place) {
    const score = fillIn.form.asText(fillIn.answers.cells[String(place.dataset.name)]);
    const section = place.closest("[data-step]")?.querySelector("h1")?.textContent ?? "";
    fillIn.live.speak(`${section}: ${fillIn.words.levels[score]?.label ?? fillIn.say("notScored")}`);
  }

  /** Take an answer back: a radio button cannot be unpressed. @param {string} name */
  function clear(name) {
    const place = places.get(name);
    if (!place || !(name in fillIn.answers.cells)) return;
    fillIn.form.set(name, null);
    changed(name);
    place.querySelector("input")?.focus({ preventScroll: true });
    if (place.matches(".tiles")) sayScore(place);
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const place = placeOf(event);
    if (!place) return;
    if (target instanceof HTMLInputElement && ["Delete", "Backspace"].includes(event.key)) {
      event.preventDefault();
      clear(String(place.dataset.name));
    }
    if (event.key !== "Enter" || !(target instanceof HTMLTextAreaElement)) return;
    // As in a spreadsheet, Alt and Enter begin a new line. In the box of a date or a number, Enter alone does nothing.
    if (event.altKey) {
      event.preventDefault();
      target.setRangeText("\n", target.selectionStart, target.selectionEnd, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (target.dataset.kind) {
      event.preventDefault();
    }
  }

  root.addEventListener("input", takeOver);
  root.addEventListener("change", takeOver);
  root.addEventListener("keydown", press);
  root.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  root.addEventListener("click", (/** @type {Event} */ event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-clear]");
    if (button instanceof HTMLElement) clear(String(button.dataset.clear));
  });

  fillIn.page = {
    changed, showState,

    /** Put an answer in its place, as if somebody had typed it. @param {string} name @param {Answer | null} answer */
    change(name, answer) {
      fillIn.form.set(name, answer);
      changed(name);
    },

    /** Put answers in place of all that are there.
     * @param {Answers} answers @param {Iterable<string>} [notSaved] the names of those that are in no file yet
     * @param {Saved | null} [file] the file that has the others */
    replace(answers, notSaved = [], file = null) {
      fillIn.form.fill(answers);
      fillIn.report.clear();
      unsaved.clear();
      for (const name of notSaved) unsaved.add(name);
      saved = file;
      kept = "";
      showState();
      askBeforeLeaving();
      fillIn.live.anew();
    },

    /** Note that these answers are in a file now. @param {Answers} answers @param {string} name of the file */
    saved(answers, name) {
      const same = JSON.stringify(answers.columns) === JSON.stringify(fillIn.answers.columns);
      for (const each of [...unsaved]) {
        const now = fillIn.answers.cells[each];
        if (same && JSON.stringify(answers.cells[each]) === JSON.stringify(now)) unsaved.delete(each);
      }
      saved = { name, at: Date.now() };
      showState();
      askBeforeLeaving();
      fillIn.keeping.changed();
    },

    lastSaved: () => saved,

    /** Say whether a draft is kept. @param {string} text */
    noteKept(text) {
      kept = text;
      showState();
    },

    /** Let people leave without being asked: they were asked. */
    letGo: () => removeEventListener("beforeunload", stop),

    /** The names of what has changed since the last save. */
    unsaved: () => [...unsaved],
  };
}
