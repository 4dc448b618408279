"use strict";
window.fillIn = window.fillIn || {};

/* How high rows are, so that no answer in them is cut: as carers_framework/writing/heights.py has it, and with its
   figures, which come with the book. The steps are in the same order, so that the results are the same to the last bit. */
(() => {
  class Heights {
    /** @param {HeightData} measures */
    constructor(measures) {
      this.measures = measures;
      /** @type {Map<string, number>} */
      this.widths = new Map();
      for (const [width, characters] of Object.entries(measures.widths)) {
        for (const character of characters) this.widths.set(character, Number(width));
      }
      this.space = this.character(" ");
      /* Most words come again and again. @type {Map<string, number>} */
      this.words = new Map();
    }

    /** Return the height in points that a cell needs for a text.
     * @param {string} text
     * @param {StyleData} style
     * @param {number} width of its column, as Excel counts widths */
    needed(text, [size, bold, runsOn], width) {
      const { highest, line, around } = this.measures;
      const lines = runsOn ? 1 : this.lines(text, width, size, Boolean(bold));
      return Math.min(highest, lines * size * line) + around;
    }

    /** Return the height of a row, in tenths of a point. @param {number} needed */
    ofRow(needed) {
      return Math.floor(10 * Math.min(this.measures.highest, needed) + 0.5) / 10;
    }

    /** Return how many lines a text takes in a column.
     * @param {string} text
     * @param {number} width
     * @param {number} size of the font, in points
     * @param {boolean} bold */
    lines(text, width, size, bold) {
      const { pixelsPerUnit, padding, allowance, pixelsPerPoint } = this.measures;
      const room = (width * pixelsPerUnit - padding) * allowance;
      /* Pixels for a thousandth of the font's size. */
      const scale = (size * pixelsPerPoint * (bold ? this.measures.bold : 1)) / 1000;
      return text.split("\n").reduce((sum, paragraph) => sum + this.wrapped(paragraph, room / scale), 0);
    }

    /** Return how many lines a paragraph takes.
     * @param {string} paragraph
     * @param {number} room the width of a line, in thousandths of the font's size */
    wrapped(paragraph, room) {
      let lines = 1;
      let used = 0;
      for (const word of paragraph.split(" ")) {
        const width = this.word(word);
        if (used && used + this.space + width > room) {
          lines += 1;
          used = 0;
        }
        /* A word that is longer than a line is broken. */
        const rest = width % room;
        lines += Math.round((width - rest) / room);
        used = used ? used + this.space + width : rest;
      }
      return lines;
    }

    /** @param {string} word */
    word(word) {
      let width = this.words.get(word);
      if (width === undefined) {
        width = 0;
        for (const character of word) width += this.character(character);
        this.words.set(word, width);
      }
      return width;
    }

    /** @param {string} character */
    character(character) {
      const { other, wide, wideFrom } = this.measures;
      return this.widths.get(character) ?? (Number(character.codePointAt(0)) < wideFrom ? other : wide);
    }
  }

  window.fillIn.Heights = Heights;
})();
