// SPDX-License-Identifier: Apache-2.0
// tables.js adds a filter field to a list or table: it shows only items with all typed words.
import { el } from "./dom.js";

let fields = 0;

/** A field that filters `items()`, with its content. */
export function filterable(label, items, ...content) {
  const id = `filter-${++fields}`;
  const count = el("span", { class: "quiet", "aria-live": "polite" });
  const apply = (text) => {
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const all = items();
    let shown = 0;
    for (const item of all) {
      const has = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => has.includes(word));
      if (!item.hidden) ++shown;
    }
    count.textContent = words.length === 0 ? `${all.length} in all` : `${shown} of ${all.length}`;
  };
  const field = el("input", {
    id,
    type: "search",
    autocomplete: "off",
    oninput: (event) => apply(event.target.value),
  });
  const whole = el(
    "div",
    { class: "filterable" },
    el("p", { class: "filter" }, el("label", { for: id }, label), field, count),
    content,
  );
  apply("");
  return whole;
}

/** The body rows of the tables in an element. */
export const rowsIn = (element) => [...element.querySelectorAll("tbody > tr")];

/** "1 test", "2 tests", "2 stories". */
export const counted = (count, noun) => `${count} ${count === 1 ? noun : `${noun}s`.replace(/ys$/, "ies")}`;

/** A list, folded if it is long. */
export function folded(items, noun, most = 3) {
  if (items.length === 0) return el("span", { class: "quiet" }, "–");
  const list = el(
    "ul",
    { class: "plain" },
    items.map((item) => el("li", null, item)),
  );
  if (items.length <= most) return list;
  return el("details", null, el("summary", null, counted(items.length, noun)), list);
}
