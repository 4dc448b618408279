"use strict";
window.fillIn = window.fillIn || {};

/* One step at a time. The step is the end of the address, so that the browser's Back goes back a step. */
{
  const root = fillIn.form.root;
  const links = /** @type {HTMLAnchorElement[]} */ ([...root.querySelectorAll(".steps a")]);
  const key = /** @type {HTMLButtonElement} */ (root.querySelector(".steps-key"));
  const nav = /** @type {HTMLElement} */ (root.querySelector(".steps"));
  const parts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-step]")]);
  const ids = links.map((link) => link.hash.slice(1));
  const title = document.title;

  /** The step that is shown. */
  let current = ids[0];
  let begun = false;
  /** The step to which a link from another page led, before the form was begun. */
  let wanted = "";

  /** Return the step that the address asks for, as far as it can be shown. */
  function asked() {
    const id = location.hash.slice(1);
    if (!id) return ids[0];
    if (!parts.some((part) => part.dataset.step === id)) return current;
    if (begun) return id;
    if (id !== ids[0]) wanted = id;
    return ids[0];
  }

  /** @param {string} id */
  function markPlace(id) {
    const number = Math.max(0, ids.indexOf(id));
    links.forEach((link, place) => {
      if (place === number) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    const place = /** @type {HTMLElement} */ (nav.querySelector("[data-place]"));
    place.textContent = fillIn.say("place", { number: number + 1, count: ids.length });
  }

  /** Show the step of the address, and only this. @param {boolean} focus */
  function show(focus) {
    const id = asked();
    current = id;
    for (const part of parts) part.hidden = part.dataset.step !== id;
    nav.hidden = !begun;
    key.setAttribute("aria-expanded", "false");
    markPlace(id);
    const step = /** @type {HTMLElement} */ (parts.find((part) => part.dataset.step === id));
    const heading = step.querySelector("h1");
    const name = heading?.firstChild?.textContent ?? "";
    document.title = id === ids[0] ? title : `${name}: ${title}`;
    for (const box of step.querySelectorAll("textarea")) fillIn.form.grow(box);
    fillIn.live.now();
    if (!focus || !heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, begun ? nav.getBoundingClientRect().top + scrollY : 0);
  }

  key.addEventListener("click", () => {
    key.setAttribute("aria-expanded", String(key.getAttribute("aria-expanded") !== "true"));
  });
  addEventListener("hashchange", () => show(true));
  // The theme's link leads to the title of the first step.
  document.querySelector(".md-skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    show(true);
  });

  fillIn.steps = {
    /** Show the step of the address, as the page opens. */
    open: () => show(false),

    /** Let people go to any step from now on. */
    begin() {
      begun = true;
    },

    /** Let people go only to the first step. */
    end() {
      begun = false;
    },

    isBegun: () => begun,

    /** Go to a step: to the one that a link asked for, or else to this one. @param {string} id */
    go(id) {
      const next = wanted || id;
      wanted = "";
      if (location.hash === `#${next}`) show(true);
      else location.hash = next;
    },

    /** The id of the step after the first one. */
    second: ids[1],

    /** Show the step in which an input is, and go to the input. @param {HTMLElement} place */
    goTo(place) {
      const step = place.closest("[data-step]");
      if (!(step instanceof HTMLElement)) return;
      wanted = "";
      if (location.hash !== `#${step.dataset.step}`) {
        history.pushState(null, "", `#${step.dataset.step}`);
        show(false);
      }
      for (let part = place.closest("details"); part; part = part.parentElement?.closest("details") ?? null) {
        part.hidden = false;
        part.open = true;
      }
      const target = place.matches("textarea, select") ? place : place.querySelector("input") ?? place;
      target.focus();
      target.scrollIntoView({ block: "center" });
    },
  };
}
