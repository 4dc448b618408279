"use strict";
window.fillIn = window.fillIn || {};

/* The action plan: the actions, one free row for an action of no section, and a choice of which to show. */
{
  const root = fillIn.form.root;
  const actions = /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll("details.action")]);
  const groups = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-group]")]);
  const none = /** @type {HTMLElement} */ (root.querySelector("[data-none-shown]"));

  /** The names of all inputs about an action. @type {Map<HTMLElement, string[]>} */
  const names = new Map(actions.map((action) => [
    action,
    [String(action.dataset.action), ...[...action.querySelectorAll("[data-name]")].map((place) => String(/** @type {HTMLElement} */ (place).dataset.name))],
  ]));

  /** @param {HTMLElement} action */
  const isUsed = (action) => names.get(action)?.some((name) => name in fillIn.answers.cells) ?? false;

  /** Return how the state of the actions to show begins; "" for all. */
  const chosen = () => /** @type {HTMLInputElement | null} */ (root.querySelector(".filter :checked"))?.value ?? "";

  /** @param {HTMLElement} action */
  const stateOf = (action) => action.querySelector(".due")?.textContent ?? "";

  function arrange() {
    const begins = chosen();
    const free = actions.find((action) => "spare" in action.dataset && !isUsed(action));
    for (const action of actions) {
      const shown = isUsed(action) ? stateOf(action).startsWith(begins) : action === free && !begins;
      // What somebody is typing in stays, whatever it has become.
      action.hidden = !shown && !action.contains(document.activeElement);
      action.classList.toggle("unused", !isUsed(action));
      // An action that is done is done in both ways of looking at it.
      const status = /** @type {HTMLElement} */ (action.querySelector(".facts-of > :last-child"));
      status.hidden = status.textContent === stateOf(action);
    }
    for (const group of groups) group.hidden = actions.every((action) => action.hidden || !group.contains(action));
    none.hidden = groups.some((group) => !group.hidden);
  }

  fillIn.live.onShow("plan", arrange);
  root.querySelector(".filter")?.addEventListener("change", arrange);
}
