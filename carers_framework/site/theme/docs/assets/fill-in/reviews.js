"use strict";
window.fillIn = window.fillIn || {};

/* The history of the scores: which meetings are shown, and recording the scores of now before the group changes them. */
{
  const root = fillIn.form.root;
  const { meetings } = fillIn.words;
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-review]"));
  const begun = /** @type {HTMLElement} */ (root.querySelector("[data-begun]"));
  const details = /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll("[data-of-meeting]")]);

  /** Each section's score, and its score at each meeting: the names of their cells, row by row of the table.
   * @type {{score: string, at: string[]}[]} */
  const rows = [...root.querySelectorAll(".rounds tbody tr")].map((row) => {
    const names = [...row.querySelectorAll("[data-score]")].map((place) => String(/** @type {HTMLElement} */ (place).dataset.score));
    return { score: names[meetings.length], at: names.slice(0, meetings.length) };
  });

  /** @param {string} name */
  const answer = (name) => fillIn.answers.cells[name] ?? null;

  /** @param {number} meeting */
  const hasScores = (meeting) => rows.some(({ at }) => answer(at[meeting]) !== null);

  /** @param {number} meeting */
  const isUsed = (meeting) => hasScores(meeting)
    || [...details[meeting].querySelectorAll("[data-name]")].some((place) => answer(String(/** @type {HTMLElement} */ (place).dataset.name)) !== null);

  /** Return the number of the last meeting for which something holds, or -1. @param {(meeting: number) => boolean} holds */
  const last = (holds) => meetings.findLastIndex((/** @type {string} */ _, /** @type {number} */ meeting) => holds(meeting));

  /** Return the scores that are not in the history, and the meeting under which they belong.
   *
   * What is missing at the last meeting is put there, as long as nothing that is recorded there has changed since. */
  function toRecord() {
    const before = last(hasScores);
    /** The score recorded last. @param {string[]} at */
    const recorded = (at) => answer(at.findLast((name) => answer(name) !== null) ?? "");
    const missing = rows.filter(({ score, at }) => answer(score) !== null && answer(score) !== recorded(at));
    const changed = before >= 0 && rows.some(({ score, at }) => answer(at[before]) !== null && answer(at[before]) !== answer(score));
    return { missing, meeting: changed || before < 0 ? before + 1 : before };
  }

  function arrange() {
    const { missing, meeting } = toRecord();
    const full = meeting >= meetings.length;
    button.disabled = !missing.length || full;
    const says = !missing.length ? fillIn.say("nothingToRecord")
      : full ? fillIn.say("historyFull") : fillIn.say("recordFor", { meeting: meetings[meeting] });
    if (button.textContent !== says) button.textContent = says;
    // One more than there are: what is found at a meeting is noted before its scores are.
    const shown = last(isUsed) + 1;
    details.forEach((each, number) => { each.hidden = number > shown; });
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-meeting]"))) {
      place.hidden = !isUsed(Number(place.dataset.meeting));
    }
  }

  function record() {
    const { missing, meeting } = toRecord();
    // A new row is a snapshot of all scores; an earlier one only gets what it lacks.
    const scored = hasScores(meeting) ? missing : rows.filter(({ score }) => answer(score) !== null);
    for (const { score, at } of scored) fillIn.page.change(at[meeting], answer(score));
    const date = details[meeting].querySelector("[data-kind=date]");
    if (date instanceof HTMLElement && answer(String(date.dataset.name)) === null) {
      fillIn.page.change(String(date.dataset.name), { date: fillIn.dates.today() });
    }
    begun.textContent = fillIn.say("begun", { count: scored.length, meeting: meetings[meeting] });
    begun.hidden = false;
    details[meeting].open = true;
    fillIn.live.now();
    begun.focus();
  }

  button.addEventListener("click", record);
  fillIn.live.onShow("reviews", arrange);
}
