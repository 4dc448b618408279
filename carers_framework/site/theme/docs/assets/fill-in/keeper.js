"use strict";
window.fillIn = window.fillIn || {};

/* Keeps the draft of this tab while people type. It tells the page what happens and decides nothing for people:

     kept         {at}   the draft is as the page was at this time
     full                the browser's storage has no room: the draft stays as it was, without later changes
     blocked             the browser keeps nothing for this page
     elsewhere           another tab went on with this draft: what is typed here becomes a separate draft
     beside              another tab keeps a draft of the same edition and area
     open         {id}   this draft is open in another tab at the moment
     deleted             another tab deleted the drafts: nothing is kept until `resume` */
{
  const SOON = 400;
  const { drafts } = fillIn;

  /** Return a name that no other tab has. @returns {string} */
  const token = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (number) => number.toString(36)).join("");

  /* A tab that another page took the place of may come back as it was, with everything typed in it. On a shared computer
     it comes back empty. */
  function comeBackEmpty() {
    addEventListener("pagehide", ({ persisted }) => { if (persisted) document.documentElement.hidden = true; });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  }

  fillIn.Keeper = class {
    /** @type {Storage | null} */ #storage;
    /** @type {string} */ #framework;
    /** @type {string} */ #edition;
    /** @type {() => DraftState} */ #state;
    /** @type {(what: string, about: {at?: number, id?: string}) => void} */ #tell;
    /** @type {BroadcastChannel | null} */ #channel = null;

    #id = token();
    /** The draft that this one goes on with. */
    #from = "";
    /** The key at which this tab keeps its draft, or "" while there is none. */
    #key = "";
    #changed = 0;
    #timer = 0;
    #isKeeping = false;
    /** What is told only once. @type {Set<string>} */
    #told = new Set();

    /** Keep drafts, or on a shared computer nothing at all.
     * @param {{shared: boolean, framework: string, edition: string, state: () => DraftState,
     *   tell: (what: string, about: {at?: number, id?: string}) => void}} given */
    constructor({ shared, framework, edition, state, tell }) {
      this.#storage = shared ? null : drafts.storage();
      this.#framework = framework;
      this.#edition = edition;
      this.#state = state;
      this.#tell = tell;
      if (shared) comeBackEmpty();
      else if (this.#storage) this.#listen();
      else this.#once("blocked");
    }

    /** Begin a draft, or go on with one. It is not written before there is something to keep.
     * @param {Draft | null} [draft] */
    begin(draft = null) {
      this.#isKeeping = Boolean(this.#storage);
      this.#id = token();
      this.#from = draft?.id ?? "";
      this.#key = "";
      if (!draft || !this.#storage) return;
      this.#changed = draft.changed;
      // First the copy, then away with what it is a copy of. That of another edition stays: not all of it has a place here.
      if (this.#write() && draft.edition === this.#edition) drafts.remove(this.#storage, draft.key);
    }

    /** Note that something has changed: it is kept soon. */
    changed() {
      this.#changed = Date.now();
      if (this.#isKeeping && !this.#timer) this.#timer = window.setTimeout(() => this.#write(), SOON);
    }

    /** Keep what has changed now, if anything has. */
    now() {
      if (this.#timer) this.#write();
    }

    /** Ask the other tabs which drafts they have open. They answer by `open`. */
    ask() {
      this.#channel?.postMessage({ asks: true });
    }

    /** Delete all drafts of the framework, and keep nothing until something begins. */
    deleteAll() {
      this.#stop();
      drafts.removeAll(this.#storage, this.#framework);
    }

    /** Keep a draft again after another tab deleted it. */
    resume() {
      this.#isKeeping = Boolean(this.#storage);
      this.#told.delete("deleted");
      this.#write();
    }

    #stop() {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#isKeeping = false;
      this.#key = "";
    }

    #listen() {
      // On a phone, where tabs are ended in the background, only `visibilitychange` comes for certain; where a page is left
      // for another, some browsers send only `pagehide`.
      document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") this.now(); });
      addEventListener("pagehide", () => this.now());
      addEventListener("storage", (event) => { if (event.storageArea === this.#storage) this.#see(event); });
      addEventListener("pageshow", ({ persisted }) => { if (persisted) this.#look(); });
      try {
        this.#channel = new BroadcastChannel(drafts.start(this.#framework));
        this.#channel.onmessage = ({ data }) => this.#hear(data);
      } catch {
        // Without a channel, tabs still notice each other when one of them writes.
      }
    }

    /** @param {{asks?: boolean, open?: string}} message */
    #hear({ asks, open }) {
      if (asks && this.#key) this.#channel?.postMessage({ open: this.#id });
      if (open) this.#tell("open", { id: open });
    }

    /** Take in what another tab did. A key of null means that somebody cleared the whole storage.
     * @param {StorageEvent} event */
    #see({ key, newValue }) {
      if (key === null) this.#look();
      else if (!this.#key) return;
      else if (key === this.#key && newValue === null) this.#lose();
      else if (newValue !== null && this.#isBeside(key)) this.#once("beside");
    }

    /** Return whether a key holds a draft of the same area that does not go on with this one. @param {string} key */
    #isBeside(key) {
      if (!this.#state().area.trim() || !key.startsWith(this.#startOfKey())) return false;
      return drafts.parsed(key, this.#storage?.getItem(key) ?? null)?.from !== this.#id;
    }

    /** Look whether the draft is still there: a tab that was put aside hears nothing of the others. */
    #look() {
      if (this.#key && this.#storage?.getItem(this.#key) === null) this.#lose();
    }

    /* Another tab removed the draft of this one. Either it went on with it, then what was typed here since is kept beside
       it; or it was deleted on purpose, then it must not come back on its own. */
    #lose() {
      /** @type {Draft[]} */
      const others = drafts.list(this.#storage, this.#framework).drafts;
      if (others.some((draft) => draft.from === this.#id)) {
        this.#id = token();
        this.#from = "";
        this.#key = this.#storage?.getItem(this.#key) === null ? "" : this.#key;
        this.now();
        this.#once("elsewhere");
      } else {
        // A change may have been kept between the other tab's deleting and our hearing of it.
        if (this.#storage) drafts.remove(this.#storage, this.#key);
        this.#stop();
        this.#once("deleted");
      }
    }

    /** @param {DraftState} [state] */
    #startOfKey(state = this.#state()) {
      return drafts.startOf(this.#framework, this.#edition, state.area);
    }

    /** Write the draft, and return whether the browser took it. */
    #write() {
      clearTimeout(this.#timer);
      this.#timer = 0;
      const state = this.#state();
      const key = this.#startOfKey(state) + this.#id;
      const draft = { format: drafts.FORMAT, id: this.#id, from: this.#from, edition: this.#edition, changed: this.#changed, ...state };
      try {
        this.#storage?.setItem(key, JSON.stringify(draft));
        // The area was renamed. The old key goes when the new one is there.
        if (this.#key && this.#key !== key) this.#storage?.removeItem(this.#key);
      } catch (error) {
        this.#once(/quota/i.test(String(/** @type {Error} */ (error).name)) ? "full" : "blocked");
        return false;
      }
      this.#key = key;
      this.#told.delete("full");
      this.#tell("kept", { at: Date.now() });
      return true;
    }

    /** @param {string} what */
    #once(what) {
      if (this.#told.has(what)) return;
      this.#told.add(what);
      this.#tell(what, {});
    }
  };
}
