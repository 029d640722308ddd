// SPDX-License-Identifier: Apache-2.0
// dom.js makes elements. Text only ever becomes text: nothing here or elsewhere in the page parses HTML.

/** An element. `attributes` that begin with "on" are listeners; those that are null, undefined or false are left out.
 *  Children are elements, texts, or lists of them; null is nothing. */
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** Puts new children in place of all that an element has. */
export function refill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A table with a caption for screen readers; `head` are texts or elements, `rows` lists of cells. A cell that is an
 *  element of its own kind (td, th) is taken as it is. */
export function table(caption, head, rows, attributes) {
  const isCell = (cell) => cell instanceof HTMLTableCellElement;
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el(
      "table",
      attributes,
      el("caption", { class: "for-readers" }, caption),
      el(
        "thead",
        null,
        el(
          "tr",
          null,
          head.map((cell) => (isCell(cell) ? cell : el("th", { scope: "col" }, cell))),
        ),
      ),
      el(
        "tbody",
        null,
        rows.map((row) =>
          row instanceof HTMLTableRowElement
            ? row
            : el(
                "tr",
                null,
                row.map((cell) => (isCell(cell) ? cell : el("td", null, cell))),
              ),
        ),
      ),
    ),
  );
}

/** Tells what just happened to whoever listens instead of looking. */
export function announce(text) {
  byId("announcer").textContent = text;
}

/** A file of this text, as if downloaded. */
export function download(fileName, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  const link = el("a", { href: url, download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The words of a name that is written as "ANewCallAtAQueue", "not_so" or "Suite.Case". */
export const wordsOf = (name) =>
  name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[._]+/).filter((word) => word !== "");

/** "RecordAlreadyFinal" may break between its words where there is no room for it. */
export function breakable(name) {
  const words = wordsOf(name);
  return words.flatMap((word, i) => (i === 0 ? [word] : [el("wbr"), word]));
}
