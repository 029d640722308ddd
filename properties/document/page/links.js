// SPDX-License-Identifier: Apache-2.0
// links.js creates the links (chips) to the details of rules, rows, invariants, sentences of the guide and reasons.
import { breakable, el } from "./dom.js";
import { named, plain } from "./model.js";

const titles = {
  rule: (rule) => `Rule ${rule.id}: ${rule.title}`,
  row: (row) => `Row ${row.id} of the table`,
  invariant: (invariant) => `Invariant ${invariant.id}`,
  sentence: (sentence) => `Sentence ${sentence.id} of the guide: ${sentence.says}`,
  reason: (reason) => `Reason ${reason.name}: ${reason.why}`,
};

/** A link to the details of `id`; nothing if there is no such id. */
export function link(id, text = null) {
  const found = named(id);
  if (found === null) return null;
  return el(
    "a",
    { class: `chip ${found.kind}`, href: `#${id}`, title: plain(titles[found.kind](found.thing)) },
    text ?? breakable(id),
  );
}

/** Links separated by blanks; a word if there are none. */
export function links(ids, none = "–") {
  if (ids.length === 0) return [el("span", { class: "quiet" }, none)];
  return ids.flatMap((id, i) => [i > 0 ? " " : null, link(id) ?? id]);
}
