"use strict";

/* A part of this page that is now a page of its own: an old link to the part leads to the page. Without JavaScript it leads to
   the link to the page. */
(() => {
  function forward() {
    const link = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (link?.matches("a.moved")) location.replace(link.href);
  }
  addEventListener("hashchange", forward);
  forward();
})();
