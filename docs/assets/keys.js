/* What the theme leaves out for the keyboard where the menu is a drawer: Enter and Space press its buttons, opening it moves
   the focus in, Escape closes it, and the focus goes back to the button. */
"use strict";

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
  }
});

drawer.addEventListener("change", () => {
  const links = [...document.querySelectorAll(".md-sidebar--primary .md-nav__list a")];
  const target = drawer.checked ? links.find((one) => one.checkVisibility({ visibilityProperty: true })) : menuButton;
  target?.focus({ preventScroll: true });
});

search?.addEventListener("change", () => {
  if (!search.checked) searchButton?.focus({ preventScroll: true });
});
