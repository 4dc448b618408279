"use strict";
window.fillIn = window.fillIn || {};

/* What the page shows of the answers: calculated cells, scores and texts. Only what is in sight is worked out, a moment
   after the last change. */
{
  /** How long typing pauses, in milliseconds, before the page works out again what it shows. */
  const PAUSE = 120;

  const root = fillIn.form.root;
  const area = document.querySelector("[data-area]");
  const { levels, alarms } = fillIn.words;
  let waiting = 0;

  /** Keeps what it has worked out, and forgets only what depends on an answer that has changed. @type {any} */
  let calculation = null;

  /** Return what a cell shows: the name of the cell, or its sheet and address.
   * @param {string} cell */
  function valueOf(cell) {
    const mark = cell.lastIndexOf("!");
    try {
      return fillIn.form.asText(mark < 0 ? calculation.named(cell) : calculation.cell(cell.slice(0, mark), cell.slice(mark + 1)));
    } catch (error) {
      if (!(error instanceof fillIn.FormulaError)) throw error;
      return /** @type {Error} */ (error).message;
    }
  }

  /* Setting a text that is there already would make the browser lay the page out again. */
  /** @param {Element} place @param {string} text */
  function set(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  /** @param {HTMLElement} place @param {string} text */
  function show(place, text) {
    const { line, after = "" } = place.dataset;
    const whole = line === undefined ? text : text.split("\n")[Number(line)] ?? "";
    const shown = whole.startsWith(after) ? whole.slice(after.length) : whole;
    set(place, shown);
    if (place.matches(".due")) place.classList.toggle("late", shown.startsWith(alarms.late));
  }

  /** Show a score as its letter on its colour, with its word.
   * @param {HTMLElement} place */
  function showScore(place) {
    const score = fillIn.form.asText(fillIn.answers.cells[String(place.dataset.score)]);
    const level = levels[score];
    const [chip, word] = /** @type {HTMLElement[]} */ ([...place.children]);
    set(chip, score || "–");
    const className = level ? `chip level--${level.colour}` : "chip none";
    if (chip.className !== className) chip.className = className;
    if (word) set(word, level ? level.word : fillIn.say(score ? "notALevel" : "notScored"));
  }

  /** @param {ParentNode} part @param {string} selector @returns {HTMLElement[]} */
  const within = (part, selector) => [...part.querySelectorAll(/** @type {any} */ (selector))];

  /** Work out and show everything in some parts of the page.
   * @param {ParentNode[]} parts */
  function refresh(parts) {
    calculation ??= new fillIn.Calculation(fillIn.book, fillIn.answers, fillIn.dates.today());
    for (const part of parts) {
      for (const place of within(part, "[data-cell]")) show(place, valueOf(String(place.dataset.cell)));
      for (const place of within(part, "[data-score]")) showScore(place);
      for (const place of within(part, "[data-text]")) {
        set(place, fillIn.form.asText(fillIn.answers.cells[String(place.dataset.text)]) || place.dataset.empty || "");
      }
    }
    if (area) set(area, fillIn.form.asText(fillIn.answers.cells[fillIn.words.area]));
    for (const { step, arrange } of arrangements) {
      if (!step.hidden || parts.includes(root)) arrange();
    }
  }

  /** What else is arranged anew whenever a step is shown. @type {{step: HTMLElement, arrange: () => void}[]} */
  const arrangements = [];

  /** The parts of the page that are in sight. */
  const inSight = () => [...root.querySelectorAll(".steps, .step:not([hidden])")];

  fillIn.live = {
    /** Show the present state at once, after all answers may have changed. */
    anew() {
      calculation = null;
      fillIn.live.now();
    },

    /** Show the present state at once. */
    now() {
      clearTimeout(waiting);
      waiting = 0;
      refresh(inSight());
    },

    /** Show the present state in a moment. @param {string} name that of the answer that has changed */
    soon(name) {
      calculation?.changed(name);
      clearTimeout(waiting);
      waiting = setTimeout(fillIn.live.now, PAUSE);
    },

    /** Call something whenever a step shows the present state. @param {string} id @param {() => void} arrange */
    onShow(id, arrange) {
      arrangements.push({ step: /** @type {HTMLElement} */ (document.getElementById(id)), arrange });
    },

    /** Show the present state in all steps, for paper. */
    all: () => refresh([root]),

    /** Say something to screen readers, once the reader is not typing. @param {string} text */
    speak(text) {
      /** @type {HTMLElement} */ (root.querySelector("[data-spoken]")).textContent = text;
    },
  };
}
