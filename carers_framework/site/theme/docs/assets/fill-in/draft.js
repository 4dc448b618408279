"use strict";
window.fillIn = window.fillIn || {};

/* Drafts in the browser's local storage: one key for each, with the whole draft as its value. The browser sets a key in one
   piece, so a tab that is killed leaves the old draft or the new one. No tab ever writes to the key of another: there is
   nothing that two tabs could overwrite for each other. Keys of others at the same address are not touched, nor read. */
{
  /** Raised when the value of a key changes its meaning: older and newer pages then leave each other's drafts alone. */
  const FORMAT = 1;
  const SAID = new Set(["string", "number", "boolean"]);

  /* Half of a surrogate pair, which a text may end in after it was cut, has no code in an address. */
  /** @param {string} text */
  const coded = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));

  /** Return how all keys of a framework begin. @param {string} framework */
  const start = (framework) => `fill-in/${coded(framework)}/`;

  /** Return how the keys of an edition and an area begin.
   * @param {string} framework @param {string} edition @param {string} area */
  const startOf = (framework, edition, area) => `${start(framework)}${coded(edition)}/${coded(area)}/`;

  /** @param {unknown} value @returns {value is Record<string, unknown>} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** @param {unknown} value @returns {value is Answer} */
  const isAnswer = (value) => SAID.has(typeof value) || (isObject(value) && typeof value.date === "string");

  /** @param {unknown} column */
  const isColumn = (column) => Array.isArray(column) && column.every((value) => value === null || isAnswer(value));

  /** @param {unknown} answers @returns {answers is Answers} */
  const isAnswers = (answers) => isObject(answers) && isObject(answers.cells) && isObject(answers.columns)
    && Object.values(answers.cells).every(isAnswer) && Object.values(answers.columns).every(isColumn);

  /** @param {unknown} saved */
  const isSaved = (saved) => saved === null || (isObject(saved) && typeof saved.name === "string" && typeof saved.at === "number");

  /** @param {unknown} draft @returns {draft is Draft} */
  const isDraft = (draft) => isObject(draft) && draft.format === FORMAT && typeof draft.changed === "number"
    && ["id", "from", "edition", "area"].every((name) => typeof draft[name] === "string") && isAnswers(draft.answers)
    && Array.isArray(draft.unsaved) && draft.unsaved.every((name) => typeof name === "string") && isSaved(draft.saved);

  /** Return the draft that a value holds, or null: anything at this address may have written it.
   * @param {string} key @param {string | null} value @returns {Draft | null} */
  function parsed(key, value) {
    try {
      const draft = JSON.parse(value ?? "");
      return isDraft(draft) ? { ...draft, key } : null;
    } catch {
      return null;
    }
  }

  /** Return the keys of a framework. @param {Storage} storage @param {string} framework */
  const keys = (storage, framework) => Object.keys(storage).filter((key) => key.startsWith(start(framework)));

  /** Return the order-independent text of some answers, without empty ends of columns. @param {Answers} answers */
  function comparable({ cells, columns }) {
    const full = Object.entries(columns).map(([name, column]) => [name, column.slice(0, column.findLastIndex((value) => value !== null) + 1)]);
    const sorted = (/** @type {unknown[][]} */ pairs) => pairs.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
    return JSON.stringify([sorted(Object.entries(cells)), sorted(full.filter(([, column]) => column.length))]);
  }

  /** Return an area as people mean it, whatever the capitals and spaces. @param {string} area */
  const meant = (area) => area.trim().replace(/\s+/g, " ").toLowerCase();

  /** @param {number} at */
  const dayOf = (at) => {
    const date = new Date(at);
    return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
  };

  /* A file knows on what day a program saved it. Its time on the disk changes with every copy, so that counts only
     within that day, or if the file does not know. */
  /** Return whether a draft has changed since a file was saved. @param {Draft} draft @param {OpenedFile} file */
  function isNewer(draft, file) {
    const day = dayOf(draft.changed);
    return file.saved && file.saved !== day ? day > file.saved : draft.changed > file.modified;
  }

  /** Return how a draft relates to a file. @param {Draft} draft @param {OpenedFile} file @returns {Relation} */
  function relation(draft, file) {
    if (draft.edition !== file.edition) return "otherEdition";
    if (comparable(draft.answers) === comparable(file.answers)) return "same";
    return isNewer(draft, file) ? "newer" : "older";
  }

  fillIn.drafts = {
    FORMAT, start, startOf, parsed, relation,

    /** Return the browser's storage, or null where it is switched off. */
    storage() {
      try {
        return window.localStorage;
      } catch {
        return null;
      }
    },

    /** Return the drafts of all editions of a framework, the latest first, and the keys that hold none we can read.
     * @param {Storage | null} storage @param {string} framework
     * @returns {{drafts: Draft[], unreadable: string[]}} */
    list(storage, framework) {
      const found = storage ? keys(storage, framework).map((key) => ({ key, draft: parsed(key, storage.getItem(key)) })) : [];
      return {
        drafts: found.flatMap(({ draft }) => draft ?? []).sort((one, other) => other.changed - one.changed),
        unreadable: found.filter(({ draft }) => !draft).map(({ key }) => key),
      };
    },

    /** Return the drafts of the area of a file that hold something else than the file does, and how they relate to it.
     * @param {Draft[]} drafts @param {OpenedFile} file */
    beside(drafts, file) {
      const same = drafts.filter((draft) => meant(draft.area) === meant(file.area));
      return same.map((draft) => ({ draft, relation: relation(draft, file) })).filter((found) => found.relation !== "same");
    },

    /** Delete one draft. @param {Storage} storage @param {string} key */
    remove: (storage, key) => storage.removeItem(key),

    /** Delete all drafts of a framework, and nothing else. @param {Storage | null} storage @param {string} framework */
    removeAll(storage, framework) {
      if (storage) for (const key of keys(storage, framework)) storage.removeItem(key);
    },

    /** Say a time in words. @param {number} at @param {number} now @param {Record<string, string>} words */
    when(at, now, words) {
      const time = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      const date = new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
      const near = dayOf(at) === dayOf(now) ? words.today : dayOf(at) === dayOf(now - 864e5) ? words.yesterday : words.onDay;
      return near.replace("{time}", time).replace("{date}", date);
    },
  };
}
