"use strict";

/* At every first visit the theme fetches the search index, which is larger than everything else together. Here the request
   waits until the reader uses the search or arrives from it. This has to run before the theme's own script. If the theme
   ever fetches the index in another way, it merely comes early again. */
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

/* The theme's drawer (the menu on narrow screens) needs a mouse. Here Enter and Space press its buttons, opening it moves the
   focus in, and Escape closes it and moves the focus back. Escape also hides the meaning of a term. */
const drawer = document.getElementById("__drawer");
const search = document.getElementById("__search");
const menuButton = document.querySelector(".press[aria-label=Menu]");
const searchButton = document.querySelector(".press[aria-label=Search]");

document.addEventListener("keydown", (event) => {
  const at = document.activeElement;
  if ([" ", "Enter"].includes(event.key) && at.matches(".press")) {
    event.preventDefault();
    event.stopPropagation(); // the theme's script would take Enter for the end of a search that has only begun
    at.click();
  } else if (event.key === " " && at instanceof HTMLLabelElement) {
    event.preventDefault();
    at.click();
  } else if (event.key === "Enter" && at.matches(".md-search__input") && !document.querySelector(".md-search-result__item")) {
    // With nothing found, the theme would follow a link of the help, or send the form.
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === "Escape" && drawer.checked) {
    drawer.click();
  } else if (event.key === "Escape" && at.matches("abbr")) {
    at.classList.add("closed");
  }
});

addEventListener("focusout", ({ target }) => target.classList.remove("closed"));

drawer.addEventListener("change", () => {
  const links = [...document.querySelectorAll(".md-sidebar--primary .md-nav__list a")];
  const target = drawer.checked ? links.find((link) => link.checkVisibility({ visibilityProperty: true })) : menuButton;
  target?.focus({ preventScroll: true });
});

/* The same for the search, whose field the theme leaves without the focus: its script closes the search at the Tab key. */
search?.addEventListener("change", () => {
  const target = search.checked ? document.querySelector(".md-search__input") : searchButton;
  target?.focus({ preventScroll: true });
});

/* The theme highlights the words of a search on the page. Open the boxes in which they are. */
const words = (new URL(location).searchParams.get("h") ?? "").toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
for (const box of document.querySelectorAll(".md-content details")) {
  const text = box.textContent.toLowerCase();
  if (words.some((word) => text.includes(word))) box.open = true;
}
