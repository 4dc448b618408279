"use strict";

/* Narrows down the examples, counts what each choice would leave, and keeps the choice in the address: so it can be shared, and
   Back takes the last choice away. Without JavaScript all examples are listed, and the style sheet hides the form. */
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const cards = [...document.querySelectorAll(".cards > li")].map((item) => ({
    item,
    text: plain(item.textContent),
    section: item.dataset.section.split(" "),
    theme: item.dataset.theme.split(" "),
    area: [item.dataset.area],
    results: item.querySelector(".result") ? ["yes"] : [],
  }));

  /* Nearly every example has an area of its own, so the page does not list them twice. */
  const areas = new Set(cards.map(({ area }) => area[0]));
  for (const area of [...areas].sort()) form.elements.area.add(new Option(area, area));

  const lists = [...form.querySelectorAll("select")].map((list) => ({ list, options: [...list.options].map(named) }));
  const box = form.elements.words;
  const results = form.elements.results;
  const heading = document.getElementById("found");
  const chips = document.getElementById("chips");
  const whole = heading.firstChild.data;

  const source = new URL("example-words.js", document.currentScript.src);

  /* An option with its text, without the count that follows it. */
  function named(option) {
    return { option, value: option.value, text: option.text.replace(/ \(\d+\)$/, "") };
  }

  /* Capitals and apostrophes make no difference: readers type neither as we do. */
  function plain(text) {
    return text.toLowerCase().replace(/['’]/g, "");
  }

  function chosen() {
    const choice = { words: box.value.trim(), results: results?.checked ? "yes" : "" };
    for (const { list } of lists) choice[list.name] = list.value;
    return choice;
  }

  /* The examples that fit a choice, one part of it left out, so that an option says what it would leave if it were chosen. */
  function fitting(choice, leftOut) {
    const words = plain(choice.words).split(/\s+/);
    const parts = Object.entries(choice).filter(([name, value]) => value && name !== "words" && name !== leftOut);
    return cards.filter((card) =>
      words.every((word) => card.text.includes(word)) && parts.every(([name, value]) => card[name].includes(value)));
  }

  /* Each list is counted in a task of its own, so that the page can answer to the next letter in between. */
  let latest = 0;
  function count(choice) {
    const mine = ++latest;
    for (const each of lists) setTimeout(() => { if (mine === latest) countList(each, choice); });
    if (results) {
      const left = fitting({ ...choice, results: "yes" }).length;
      results.parentElement.querySelector("span").textContent = left;
      results.disabled = !left && !results.checked;
    }
  }

  /* An option that would leave nothing is taken out, as Safari shows options that are hidden. */
  function countList({ list, options }, choice) {
    const numbers = new Map();
    for (const card of fitting(choice, list.name)) {
      for (const value of card[list.name]) numbers.set(value, (numbers.get(value) ?? 0) + 1);
    }
    const kept = options.filter(({ value }) => !value || numbers.has(value) || value === choice[list.name]);
    for (const { option, value, text } of kept) if (value) option.text = `${text} (${numbers.get(value) ?? 0})`;
    if (kept.length !== list.length || kept.some(({ option }, at) => option !== list.options[at])) fill(list, kept);
    list.value = choice[list.name];
  }

  function fill(list, options) {
    list.replaceChildren(...options.map(({ option }) => option));
  }

  function chip(text, remove) {
    const entry = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", () => {
      const place = [...chips.children].indexOf(entry);
      remove();
      changed();
      /* The button is gone. The next one takes the focus, or else the heading, which says what is shown now. */
      (chips.children[Math.min(place, chips.children.length - 1)]?.firstChild ?? heading).focus();
    });
    entry.append(button);
    return entry;
  }

  function showChips(choice) {
    const shown = [];
    if (choice.words) shown.push(chip(`“${choice.words}”`, () => { box.value = ""; }));
    for (const { list, options } of lists) {
      const { text } = options.find(({ value }) => value === list.value);
      if (list.value) shown.push(chip(text, () => { list.value = ""; }));
    }
    if (choice.results) shown.push(chip("Has a result", () => { results.checked = false; }));
    for (const { firstChild } of shown) firstChild.setAttribute("aria-label", `${firstChild.textContent}, take away`);
    if (shown.length > 1) {
      shown.push(chip("Show all", empty));
      shown.at(-1).firstChild.className = "all";
    }
    chips.replaceChildren(...shown);
    chips.hidden = !shown.length;
  }

  function empty() {
    box.value = "";
    if (results) results.checked = false;
    for (const { list } of lists) list.value = "";
  }

  function show() {
    const choice = chosen();
    const found = new Set(fitting(choice));
    for (const card of cards) {
      const hidden = !found.has(card);
      if (card.item.hidden !== hidden) card.item.hidden = hidden;
    }
    count(choice);
    showChips(choice);
    const hint = found.size ? "" : ". Take a choice away to see more.";
    heading.firstChild.data = Object.values(choice).some(Boolean) ? `${found.size} of ${whole}${hint}` : whole;
  }

  /* What is typed is one step for Back, however many letters it has. */
  function keep(typed) {
    const query = new URLSearchParams(Object.entries(chosen()).filter(([, value]) => value)).toString();
    const address = location.pathname + (query ? `?${query}` : "");
    try {
      if (typed && history.state?.typed) history.replaceState({ typed }, "", address);
      else if (address !== location.pathname + location.search) history.pushState({ typed }, "", address);
    } catch {
      // A browser may forbid this on a page that is opened from a folder. The examples are narrowed down all the same.
    }
  }

  function changed() {
    show();
    keep(false);
  }

  /* What the address chooses. A choice that no longer exists shows everything. */
  function fromAddress() {
    const given = new URLSearchParams(location.search);
    empty();
    box.value = given.get("words") ?? "";
    if (results) results.checked = given.get("results") === "yes";
    for (const { list, options } of lists) {
      fill(list, options);
      list.value = options.some(({ value }) => value === given.get(list.name)) ? given.get(list.name) : "";
    }
    if (box.value) learnWords();
    show();
  }

  /* The whole text of the examples is fetched for the first reader who types: it is more than the page itself. */
  function learnWords() {
    if (learnWords.done) return;
    learnWords.done = true;
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", () => {
      for (const card of cards) card.text += ` ${plain(window.exampleWords[card.item.querySelector("a").id] ?? "")}`;
      if (box.value) show();
    });
    document.head.append(script);
  }

  /* A link to an example on this page leads to the example, whatever else the address chooses. */
  function forward() {
    const link = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (link?.matches("a.moved")) location.replace(link.href);
  }

  let waiting;
  box.addEventListener("focus", learnWords);
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { show(); setTimeout(keep, 0, true); }, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => { if (target !== box) changed(); });
  addEventListener("popstate", fromAddress);
  addEventListener("hashchange", forward);
  forward();
  heading.tabIndex = -1;
  fromAddress();
})();
