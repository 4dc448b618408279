"use strict";

/* The theme asks for the search index, larger than all else together, at every first visit. Here that request waits until
   somebody goes to the search, or comes with a question or from a result. This has to run before the theme's own script. Should the theme ask
   in another way one day, it simply is early. */
{
  const { open, send } = XMLHttpRequest.prototype;
  let go;
  const asked = new Promise((resolve) => { go = resolve; });
  const look = ({ target }) => {
    if (target.id === "__search" || target.closest("[data-md-component=search]")) go();
  };
  const { searchParams } = new URL(location);
  if (searchParams.has("q") || searchParams.has("h")) go();
  addEventListener("focusin", look);
  addEventListener("change", look);
  XMLHttpRequest.prototype.open = function (...given) {
    this.waits = String(given[1]).endsWith("/search/search_index.json");
    return open.apply(this, given);
  };
  XMLHttpRequest.prototype.send = function (...given) {
    if (this.waits) asked.then(() => send.apply(this, given));
    else send.apply(this, given);
  };
}

/* What the theme leaves out for the keyboard where the menu is a drawer: Enter and Space press its buttons, opening it moves
   the focus in, Escape closes it, and the focus goes back to the button. Escape also closes the meaning of a term. */
const drawer = document.getElementById("__drawer");
const search = document.getElementById("__search");
const menuButton = document.querySelector(".press[aria-label=Menu]");
const searchButton = document.querySelector(".press[aria-label=Search]");

document.addEventListener("keydown", (event) => {
  const at = document.activeElement;
  if ([" ", "Enter"].includes(event.key) && at.matches(".press")) {
    event.preventDefault();
    at.click();
  } else if (event.key === " " && at instanceof HTMLLabelElement) {
    event.preventDefault();
    at.click();
  } else if (event.key === "Escape" && drawer.checked) {
    drawer.click();
  } else if (event.key === "Escape" && at.matches("abbr")) {
    at.classList.add("closed");
  }
});

addEventListener("focusout", ({ target }) => target.classList.remove("closed"));

drawer.addEventListener("change", () => {
  const links = [...document.querySelectorAll(".md-sidebar--primary .md-nav__list a")];
  const target = drawer.checked ? links.find((one) => one.checkVisibility({ visibilityProperty: true })) : menuButton;
  target?.focus({ preventScroll: true });
});

search?.addEventListener("change", () => {
  if (!search.checked) searchButton?.focus({ preventScroll: true });
});

/* From a result of the search: the theme marks the words on the page, but not in closed boxes. */
const words = (new URL(location).searchParams.get("h") ?? "").toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
for (const box of document.querySelectorAll(".md-content details")) {
  const text = box.textContent.toLowerCase();
  if (words.some((word) => text.includes(word))) box.open = true;
}
