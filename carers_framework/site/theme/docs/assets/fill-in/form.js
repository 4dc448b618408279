"use strict";
window.fillIn = window.fillIn || {};

/* The inputs of the form: what is typed there becomes answers, and answers are put there. `fillIn.answers` is what is
   filled in now. An input that was not touched keeps its answer as it came from a file. */
{
  const root = /** @type {HTMLFormElement} */ (document.querySelector("form.fill"));
  const words = JSON.parse(document.getElementById("fill-words")?.textContent || "{}");

  /** The inputs by the names of their cells: a box, a list, or what is around choices.
   * @type {Map<string, HTMLElement>} */
  const places = new Map();
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-name]"))) {
    places.set(String(place.dataset.name), place);
  }

  fillIn.answers = { cells: {}, columns: {} };

  /* What no workbook keeps of a typed text: control characters, marks of direction, halves of characters. */
  const UNWANTED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/gu;
  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

  /** Return the words of a key, with what is in braces filled in.
   * @param {string} key @param {Record<string, string | number>} [values] */
  function say(key, values = {}) {
    return String(words[key]).replace(/\{(\w+)\}/g, (braces, name) => String(values[name] ?? braces));
  }

  /** @param {HTMLElement} place @returns {HTMLInputElement[]} */
  const radios = (place) => [...place.querySelectorAll("input")];

  /** Return what is in an input now, as an answer, or null.
   * @param {HTMLElement} place @returns {Answer | null} */
  function typed(place) {
    if (place instanceof HTMLSelectElement) return place.value || null;
    if (!(place instanceof HTMLTextAreaElement)) return radios(place).find((radio) => radio.checked)?.value ?? null;
    const text = place.value.replace(UNWANTED, "");
    if (!text.trim()) return null;
    if (place.dataset.kind === "date") {
      const date = fillIn.dates.parse(text);
      return date ? { date } : text;
    }
    return place.dataset.kind === "number" ? wholeNumber(place, text) ?? text : text;
  }

  /** @param {HTMLElement} place @param {string} text */
  function wholeNumber(place, text) {
    const number = NUMBER.test(text.trim()) ? Number(text) : NaN;
    const fits = Number.isInteger(number) && number >= Number(place.dataset.low) && number <= Number(place.dataset.high);
    return fits ? number : null;
  }

  /** Return an answer as people write it.
   * @param {Answer | null | undefined} answer */
  function asText(answer) {
    if (answer === null || answer === undefined) return "";
    return typeof answer === "object" ? fillIn.dates.inFigures(answer.date) : String(answer);
  }

  /** Put an answer into an input. A choice that is none of those offered is added to them, so that it is not lost.
   * @param {HTMLElement} place @param {Answer | null} answer */
  function put(place, answer) {
    const text = asText(answer);
    if (place instanceof HTMLTextAreaElement) {
      place.value = text;
      grow(place);
    } else if (place instanceof HTMLSelectElement) {
      if (![...place.options].some((option) => option.value === text)) addOption(place, text);
      place.value = text;
    } else {
      if (text && !radios(place).some((radio) => radio.value === text)) addChoice(place, text);
      for (const radio of radios(place)) radio.checked = radio.value === text;
    }
    remark(place, answer);
  }

  /** @param {HTMLSelectElement} place @param {string} text */
  function addOption(place, text) {
    const option = new Option(text, text);
    option.dataset.added = "";
    place.add(option);
  }

  /** @param {HTMLElement} place @param {string} text */
  function addChoice(place, text) {
    const label = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: place.dataset.name, value: text });
    const shown = document.createElement("span");
    shown.textContent = text;
    radio.dataset.added = "";
    label.append(radio, shown);
    place.append(label);
  }

  /** Return what is to be said beside an input, and whether it is a mistake.
   * @param {HTMLElement} place @param {Answer | null} answer @returns {[string, boolean]} */
  function remarkOn(place, answer) {
    const text = asText(answer);
    if (answer === null) return ["", false];
    if (text.length > words.cellLimit) return [say("tooLong", { more: text.length - words.cellLimit }), true];
    if (!(place instanceof HTMLTextAreaElement)) return offered(place, text) ? ["", false] : [say("notAChoice"), true];
    const { kind, low = "", high = "", longest } = place.dataset;
    if (kind === "date") return typeof answer === "object" ? [fillIn.dates.inWords(answer.date), false] : [say("notADate"), true];
    if (kind === "number" && typeof answer !== "number") return [say("notANumber", { low, high }), true];
    return longest && text.length > Number(longest) ? [say("longAction", { longest }), false] : ["", false];
  }

  /** @param {HTMLElement} place @param {string} text */
  function offered(place, text) {
    const choices = place instanceof HTMLSelectElement ? [...place.options] : radios(place);
    return choices.some((choice) => choice.value === text && !("added" in choice.dataset));
  }

  /** Say beside an input what is to be said of its answer: a date in words, or what is wrong.
   * @param {HTMLElement} place @param {Answer | null} answer */
  function remark(place, answer) {
    place.toggleAttribute("data-filled", answer !== null);
    const [text, wrong] = remarkOn(place, answer);
    const id = `${place.dataset.name}-said`;
    let said = document.getElementById(id);
    if (!text && !said) return;
    if (!said) {
      said = Object.assign(document.createElement("span"), { id });
      place.after(said);
      const target = place.matches(".choices, .tiles") ? place.closest("fieldset") ?? place : place;
      const described = target.getAttribute("aria-describedby");
      target.setAttribute("aria-describedby", described ? `${described} ${id}` : id);
    }
    said.className = wrong ? "said error" : "said";
    said.textContent = text;
    if (place.matches("textarea, select")) place.toggleAttribute("aria-invalid", wrong);
    if (wrong && place.hasAttribute("aria-invalid")) place.setAttribute("aria-invalid", "true");
  }

  /* Firefox does not yet let a box grow with its text. */
  const grows = CSS.supports("field-sizing", "content");
  /** @param {HTMLElement} box */
  function grow(box) {
    if (grows || !box.offsetParent) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  /** Take over what an input holds now. Return whether its answer is another than before.
   * @param {HTMLElement} place */
  function take(place) {
    const name = String(place.dataset.name);
    const answer = typed(place);
    const before = fillIn.answers.cells[name] ?? null;
    if (answer === null) delete fillIn.answers.cells[name];
    else fillIn.answers.cells[name] = answer;
    remark(place, answer);
    return JSON.stringify(answer) !== JSON.stringify(before);
  }

  fillIn.words = words;
  fillIn.edition = fillIn.book?.edition ?? "";
  fillIn.say = say;
  fillIn.form = {
    root, places, asText, grow, take,

    /** Put one answer into its input and among the answers. @param {string} name @param {Answer | null} answer */
    set(name, answer) {
      if (answer === null) delete fillIn.answers.cells[name];
      else fillIn.answers.cells[name] = answer;
      const place = places.get(name);
      if (place) put(place, answer);
    },

    /** Put answers in place of those that are there. @param {Answers} answers */
    fill(answers) {
      fillIn.answers = { cells: { ...answers.cells }, columns: { ...answers.columns } };
      for (const [name, place] of places) put(place, answers.cells[name] ?? null);
    },

    /** Return the first input with a text that no cell takes, or undefined. */
    tooLong: () => [...places].find(([name]) => asText(fillIn.answers.cells[name]).length > words.cellLimit)?.[1],

    /** The number of answers. */
    count: () => Object.keys(fillIn.answers.cells).length
      + /** @type {unknown[][]} */ (Object.values(fillIn.answers.columns)).flat().filter((answer) => answer !== null).length,
  };
}
