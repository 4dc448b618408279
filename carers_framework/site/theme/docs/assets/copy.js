"use strict";

/* Copies the address of a page. Without JavaScript, or where the browser forbids it, the address is there as text. */
(() => {
  const button = document.querySelector(".copy button");
  if (!button) return;
  const shown = document.querySelector(".copy .printed-link");
  const said = document.querySelector(".copy [role=status]");

  /* A page that is opened from a folder has an address of no use to others: they get that of the published site. */
  if (location.protocol.startsWith("http")) shown.textContent = location.origin + location.pathname;

  /* Browsers copy only on pages that came over a secure connection. On others the reader presses the keys. */
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.textContent);
      said.textContent = "The link is copied.";
    } catch {
      getSelection().selectAllChildren(shown);
      said.textContent = "The link is marked. Copy it with Ctrl and C.";
    }
  });
})();
