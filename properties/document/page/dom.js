// SPDX-License-Identifier: Apache-2.0
// dom.js creates elements. Text is always inserted as text: no script of the page parses HTML.

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

/** Replaces all children of an element. */
export function refill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A table with a caption for screen readers; `head` are texts or elements, `rows` lists of cells. Cells
 *  that are td or th elements are used unchanged. */
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

/** Announces an event to screen readers. */
export function announce(text) {
  byId("announcer").textContent = text;
}

/** Downloads this text as a file. */
export function download(fileName, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  const link = el("a", { href: url, download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The parts of a name such as "ANewCallAtAQueue", "not_so" or "Suite.Case", each with the separator behind it. */
const partsOf = (name) => name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[._])(?=[^._])/);

/** The words of such a name. */
export const wordsOf = (name) =>
  partsOf(name)
    .map((part) => part.replace(/[._]+$/, ""))
    .filter((word) => word !== "");

/** Allows line breaks between the words of a name such as "RecordAlreadyFinal", and changes none of its characters. */
export function breakable(name) {
  const words = partsOf(name);
  return words.flatMap((word, i) => (i === 0 ? [word] : [el("wbr"), word]));
}
