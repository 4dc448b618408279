"use strict";
window.fillIn = window.fillIn || {};

/* Saving the workbook and opening one. What only these need is loaded when they are asked for. */
{
  const folder = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const READING = ["reading", "editions"];
  const NAMING = ["writing"];
  const SAVING = [...READING, ...NAMING, "empty"];
  const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const NEVER_IN_NAMES = /[\\/:*?"<>|\0-\x1f\x7f]/g;

  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();

  /** Load a script of this folder, once. @param {string} name */
  function load(name) {
    const known = loading.get(name) ?? new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, folder).href;
      script.async = false;
      script.onload = () => done();
      script.onerror = () => {
        // The next attempt asks again.
        loading.delete(name);
        script.remove();
        failed(new Error(`${name}.js could not be loaded`));
      };
      document.head.append(script);
    });
    loading.set(name, known);
    return known;
  }

  /** @param {string[]} names */
  const need = (names) => Promise.all(names.map(load));

  /** Return what a workbook holds. @param {Uint8Array} bytes @param {string} file */
  async function readBack(bytes, file) {
    return fillIn.readBack(await fillIn.xlsx.read(bytes, file, fillIn.editions), fillIn.editions, file);
  }

  /** Return answers as text that is the same for the same answers. @param {Answers} answers */
  function comparable({ cells, columns }) {
    const sorted = (/** @type {Record<string, unknown>} */ all) => Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1));
    return JSON.stringify([sorted(cells), sorted(columns)]);
  }

  /** Make the workbook of the present answers, read it again, and return it if it holds the same. */
  async function made() {
    await need(SAVING);
    const answers = structuredClone(fillIn.answers);
    const parts = await fillIn.emptyParts();
    const bytes = await fillIn.workbook(fillIn.book, parts, answers, fillIn.dates.today());
    await check(bytes, answers);
    return { bytes, answers };
  }

  /** @param {Uint8Array} bytes @param {Answers} answers */
  async function check(bytes, answers) {
    const { answers: found } = await readBack(bytes, "");
    if (comparable(found) !== comparable(fillIn.asRead(answers, fillIn.editions))) throw new fillIn.UserError(fillIn.say("differs"));
  }

  /** Ask where to save, in browsers that can. Return nothing where a page can only download. @param {string} name */
  function ask(name) {
    const picker = /** @type {any} */ (window).showSaveFilePicker;
    if (!picker) return null;
    return picker.call(window, { suggestedName: name, types: [{ description: "Excel", accept: { [KIND]: [".xlsx"] } }] });
  }

  /** @param {Uint8Array} bytes @param {string} name */
  function download(bytes, name) {
    const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: KIND }));
    const link = Object.assign(document.createElement("a"), { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  /** Write bytes to a file that somebody chose, and read it again.
   * @param {any} handle @param {Uint8Array} bytes @param {Answers} answers */
  async function write(handle, bytes, answers) {
    const stream = await handle.createWritable();
    await stream.write(bytes);
    await stream.close();
    await check(new Uint8Array(await (await handle.getFile()).arrayBuffer()), answers);
  }

  fillIn.files = {
    need,

    /** Return the name that a file gets, without its ending. */
    async suggested() {
      await need(NAMING);
      // The name is shown just before saving, so the rest is fetched now. Saving reports what cannot be loaded.
      need(SAVING).catch(() => {});
      return fillIn.fileName(fillIn.book, fillIn.answers, fillIn.dates.today()).replace(/\.xlsx$/i, "");
    },

    /** Save the workbook. Return what was saved and whether the file itself was read again, or null where somebody
     * changed their mind.
     * @param {string} name */
    async save(name) {
      const file = `${name.replace(NEVER_IN_NAMES, " ").trim() || "workbook"}.xlsx`;
      // First the question where to, because browsers only let a page ask right after a press.
      let handle = null;
      try {
        handle = await ask(file);
      } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") return null;
      }
      const { bytes, answers } = await made();
      if (handle) await write(handle, bytes, answers);
      else download(bytes, file);
      return { answers, name: handle?.name ?? file, checked: Boolean(handle) };
    },

    /** Read a file. @param {File} file */
    async read(file) {
      await need(READING);
      // One byte more than is taken is enough to be refused. All of a film would be too much for the browser.
      const taken = file.slice(0, fillIn.editions.limits.file + 1);
      return readBack(new Uint8Array(await taken.arrayBuffer()), file.name);
    },

    /** Return answers in their places in this edition. @param {any} back what was read from a file, or is in a draft */
    async carried(back) {
      await need(READING);
      return fillIn.carryForward(back, fillIn.editions);
    },
  };
}
