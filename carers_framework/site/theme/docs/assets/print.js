"use strict";

/* Prints the chosen parts of a page, in large print if that is chosen too. Without JavaScript the form stays hidden, and the
   whole page is printed. What is left out is hidden on the screen as well, so that readers see what they will get. */
(() => {
  const form = document.getElementById("to-print");
  if (!form) return;
  const choices = [...form.querySelectorAll("[name=part]")];
  const parts = [...document.querySelectorAll("[data-part]")];
  const button = form.querySelector("button");
  const said = form.querySelector("[role=status]");
  const { large } = form.elements;

  function show() {
    const chosen = choices.filter(({ checked }) => checked).map(({ value }) => value);
    for (const part of parts) part.classList.toggle("left-out", !chosen.includes(part.dataset.part));
    const first = parts.find((part) => !part.matches(".left-out"));
    for (const part of parts) part.classList.toggle("begins", part === first);
    document.documentElement.classList.toggle("large-print", large.checked);
    button.disabled = Boolean(choices.length) && !chosen.length;
    said.textContent = words(chosen.length, choices.length) + (large.checked && !button.disabled ? " In large print." : "");
  }

  function words(count, all) {
    if (count === all) return "Everything will be printed.";
    return count ? `${count} of these ${all} will be printed.` : "Nothing is chosen.";
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  button.addEventListener("click", () => print());
  form.hidden = false;
  show();
})();
