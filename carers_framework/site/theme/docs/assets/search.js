"use strict";

/* The search. This worker takes the place of the theme's worker and speaks its messages, so the theme's field, list and keys
   stay as they are. The index is made by carers_framework/site/content/search.py: pieces of pages, each with an address,
   a title and a text (both already escaped for HTML), and in its settings the synonyms of the framework. */

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // the theme's `SearchMessageType`
const TITLE = 5, WHOLE_TITLE = 2.5, IN_A_ROW = 1.6; // how much more a find in these places counts
const SYNONYM = 0.8, BEGINNING = 0.7; // how much less a find counts that is not the word itself
const MOST = 30, TEASER = 190, IN_A_GROUP = 3;

const STOP = new Set(`a about am an and any are as at be been being but by can could did do does for from get give had has have
  he her him his how i if in into is it its like ll me my no not of on or our s she should so such than that the their them
  then there they this to up us was we were what when where which who why will with would you your`.split(/\s+/));

/* A word as it is compared: without endings that do not change what it is about, so that "charges", "charged" and "charging"
   are the same. It need not be a word; it only has to be the same in the index and in what is typed. */
const known = new Map();
const stem = (word) => {
  if (!known.has(word)) known.set(word, cut(word));
  return known.get(word);
};

const cut = (word) => {
  if (word.length < 4 || /\d/.test(word)) return word;
  let base = word.replace(/ies$/, "y").replace(/(?<![sui])s$/, "");
  if (base.length > 6) base = base.replace(/ment$/, "");
  if (base.length > 5) base = base.replace(/(?:ing|ed)$/, "").replace(/([^aeiouls])\1$/, "$1");
  return base.length > 3 ? base.replace(/e$/, "") : base;
};

/* Apostrophes of every kind and accents are dropped: carer's, carer’s, carers' and carers are one word. */
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’‘ʼ`]/g, "");
const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;
const ENTITY = /&(?:lt|gt|amp|quot|#\d+);/g;

/* The stems of a text in order. A word with hyphens counts as its parts, and also written as one. */
const stems = (text) => (plain(text.replace(ENTITY, " ")).match(WORD) ?? []).flatMap((word) => {
  const parts = word.split("-");
  return parts.length > 1 ? [...parts.map(stem), stem(parts.join(""))] : [stem(word)];
});

let documents, pages, finds, synonyms;

const setUp = ({ config, docs }) => {
  documents = docs;
  pages = new Map(docs.filter((each) => !each.location.includes("#")).map((each) => [each.location, each]));
  finds = new Map(); // stem -> document -> how often in its title, how often in its text
  docs.forEach((each, number) => {
    each.titleStems = stems(each.title);
    each.length = each.titleStems.length;
    for (const word of each.titleStems) count(word, number, 0);
    for (const word of stems(each.text)) {
      count(word, number, 1);
      each.length += 1;
    }
  });
  synonyms = (config.synonyms ?? []).flatMap(({ words, means }) => words.map((word) => ({
    from: stems(word), means: means.map((each) => stems(each)),
  }))).sort((one, other) => other.from.length - one.from.length);
};

const count = (word, number, field) => {
  let by = finds.get(word);
  if (!by) finds.set(word, by = new Map());
  const counts = by.get(number);
  if (counts) counts[field] += 1;
  else by.set(number, field ? [0, 1] : [1, 0]);
};

/* All stems of a document between spaces, to look for words in a row. Made when it is first needed. */
const rowOf = (each) => each.row ??= ` ${each.titleStems.join(" ")} | ${stems(each.text).join(" ")} `;

/* What is sought, as parts that each have alternatives: the words themselves, or what the synonyms say they mean. */
const partsOf = (query) => {
  const typed = plain(query).match(WORD) ?? [];
  const words = typed.flatMap((word) => (finds.has(stem(word.replaceAll("-", ""))) ? word.replaceAll("-", "") : word.split("-")));
  const all = words.map((word) => corrected(stem(word)));
  const parts = [];
  for (let at = 0; at < all.length;) {
    const fits = synonyms.filter(({ from }) => from.every((word, offset) => all[at + offset] === word));
    const length = fits[0]?.from.length ?? 1;
    const own = all.slice(at, at + length);
    if (fits.length) {
      const means = fits.filter(({ from }) => from.length === length).flatMap((fit) => fit.means);
      parts.push({ typed: words.slice(at, at + length), ways: [{ row: own, weight: 1 }, ...means.map((row) => ({ row, weight: SYNONYM }))] });
    } else if (!STOP.has(words[at])) {
      parts.push({ typed: [words[at]], ways: waysOf(own[0], at === all.length - 1) });
    }
    at += length;
  }
  // Nothing but small words: look for them after all.
  return parts.length ? parts : all.map((word, at) => ({ typed: [words[at]], ways: [{ row: [word], weight: 1 }] }));
};

/* A word, or the commonest that is like it where there is no such word: not in the texts, and not in the synonyms. */
const corrected = (word) => {
  const isKnown = finds.has(word) || /\d/.test(word) || word.length < 5 || synonyms.some(({ from }) => from.includes(word));
  if (isKnown || [...finds.keys()].some((each) => each.startsWith(word))) return word;
  const like = [...finds].filter(([each]) => isLike(word, each)).sort(([, one], [, other]) => other.size - one.size);
  return like[0]?.[0] ?? word;
};

/* A word, and the words that begin with it where it is the last, which may be unfinished, or is not in any text. */
const waysOf = (word, isLast) => {
  const ways = finds.has(word) ? [{ row: [word], weight: 1 }] : [];
  if (/^\d/.test(word) || word.length < 3) return ways.length ? ways : [{ row: [word], weight: 1 }];
  if (isLast || !ways.length) {
    for (const each of finds.keys()) if (each !== word && each.startsWith(word)) ways.push({ row: [each], weight: BEGINNING });
  }
  return ways.length ? ways : [{ row: [word], weight: 1 }];
};

/* Whether one letter is missing, added, changed, or changed places with the next; the first letter has to be right. */
const isLike = (one, other) => {
  if (one[0] !== other[0] || Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [rest, others] = [one.slice(at), other.slice(at)];
  return rest.slice(1) === others || rest === others.slice(1) || rest.slice(1) === others.slice(1)
    || (rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2));
};

/* How well each document fits one way of saying a part: BM25 over its words, more where they follow each other. */
const scoresOf = ({ row, weight }) => {
  const scores = new Map();
  const counts = new Map();
  for (const word of new Set(row)) {
    const by = finds.get(word) ?? new Map();
    const rarity = Math.log(1 + documents.length / (by.size + 0.5));
    for (const [number, [inTitle, inText]] of by) {
      const { length } = documents[number];
      const often = (inText + inTitle) / (inText + inTitle + 0.6 + length / 120);
      const found = rarity * (often + (inTitle ? TITLE / (1 + documents[number].titleStems.length / 6) : 0));
      scores.set(number, (scores.get(number) ?? 0) + found * weight);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }
  const wanted = new Set(row).size;
  for (const [number, score] of scores) {
    const share = counts.get(number) / wanted;
    const inARow = row.length > 1 && rowOf(documents[number]).includes(` ${row.join(" ")} `) ? IN_A_ROW : 1;
    scores.set(number, (score / Math.sqrt(wanted)) * (share < 1 ? 0.25 * share : inARow));
  }
  return scores;
};

const search = (query) => {
  const parts = partsOf(query);
  const totals = new Map();
  for (const part of parts) {
    const best = new Map();
    for (const way of part.ways) {
      for (const [number, score] of scoresOf(way)) if (score > (best.get(number) ?? 0)) best.set(number, score);
    }
    part.found = best;
    for (const [number, score] of best) {
      const { sum = 0, count = 0 } = totals.get(number) ?? {};
      totals.set(number, { sum: sum + score, count: count + 1 });
    }
  }
  const titles = new Set(parts.length === 1 ? parts[0].ways.map(({ row }) => row.join(" ")) : []);
  const sought = stems(query).join(" ");
  const meant = parts.flatMap((part) => part.ways.filter(({ weight }) => weight >= SYNONYM).flatMap(({ row }) => row));
  const ranked = [...totals].map(([number, { sum, count }]) => {
    const each = documents[number];
    const title = each.titleStems.join(" ");
    const whole = title === sought ? WHOLE_TITLE * 1.2 : titles.has(title) ? WHOLE_TITLE : 1;
    const inARow = parts.length > 1 && rowOf(each).includes(` ${sought} `) ? IN_A_ROW : 1;
    return { each, number, score: sum * (count / parts.length) ** 2 * whole * inARow * (each.boost ?? 1) };
  }).sort((one, other) => other.score - one.score);
  const enough = (ranked[0]?.score ?? 0) * 0.02;
  return grouped(ranked.filter(({ score }) => score > enough).slice(0, MOST), parts, new Set(meant));
};

/* Finds that follow each other on one page are one entry of the list. The theme shows the first thing without "#" as the
   heading of an entry, so a find within a page brings its page along. */
const grouped = (ranked, parts, meant) => {
  const items = [];
  let last;
  for (const { each, number, score } of ranked) {
    const page = each.location.split("#")[0];
    const item = shown(each, number, score, parts, meant);
    if (page === last?.page && page !== each.location && last.within && last.entry.length <= IN_A_GROUP) {
      last.entry.splice(-1, 0, { ...item, score: last.entry[0].score }); // the theme folds away what has less
      continue;
    }
    const within = page !== each.location && pages.has(page);
    const above = within ? [{ location: page, title: pages.get(page).title, text: "", terms: {}, score: 0 }] : [];
    last = { page, within, entry: [item, ...above] };
    items.push(last.entry);
  }
  return { items };
};

const shown = (each, number, score, parts, meant) => {
  const isSought = (word) => {
    const found = stem(plain(word));
    return meant.has(found) || parts.some((part) => part.ways.some(({ row }) => row.length === 1 && row[0] === found));
  };
  const words = new Set();
  const marked = (text) => text.replace(/&(?:lt|gt|amp|quot|#\d+);|[\p{L}\p{N}'’]+/gu, (word) => {
    if (word.startsWith("&") || STOP.has(word.toLowerCase()) || !isSought(word)) return word;
    words.add(word.toLowerCase());
    return `<mark>${word}</mark>`;
  });
  const title = marked(each.title);
  const text = marked(teaser(each.text, isSought));
  const missing = parts.filter((part) => !part.found.has(number)).flatMap((part) => part.typed);
  const terms = Object.fromEntries([...[...words].map((word) => [word, true]), ...missing.map((word) => [word, false])]);
  return { location: each.location, title, text, terms, score };
};

/* The passage around the first word that was sought, in whole words. */
const teaser = (text, isSought) => {
  if (text.length <= TEASER) return text;
  const words = text.split(" ");
  const first = words.findIndex((word) => (word.match(WORD) ?? []).some((each) => !STOP.has(each.toLowerCase()) && isSought(each)));
  let from = Math.max(0, first - 8);
  // Begin with a sentence where one begins near by.
  for (let at = from; at > Math.max(0, from - 12); at -= 1) if (/[.?!:]$/.test(words[at - 1])) { from = at; break; }
  let cut = "";
  let at = from;
  while (at < words.length && cut.length < TEASER) { cut += `${words[at]} `; at += 1; }
  return `${from ? "… " : ""}${cut.trim()}${at < words.length ? " …" : ""}`;
};

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    setUp(data);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: RESULT, data: search(data) });
  }
});
