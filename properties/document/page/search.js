// SPDX-License-Identifier: Apache-2.0
// search.js searches the whole model for words, and lists the results.
import { byId, el, refill, wordsOf } from "./dom.js";
import { findable, headingOf } from "./details.js";
import { link } from "./links.js";
import { blocks } from "./markdown.js";
import { model } from "./model.js";
import { counted } from "./tables.js";

const kShownMax = 60;

function everything() {
  const of = (list, kind, text, target) => list.map((one) => ({ kind, text: text(one), target: target(one) }));
  return [
    ...of(
      model.interpretations,
      "interpretation",
      (one) => `${one.text} ${one.why} Not taken: ${one.instead}`,
      () => "#interpretations",
    ),
    ...of(
      model.stories,
      "story",
      (one) => one.name.replaceAll("-", " "),
      (one) => `#story-${one.name}`,
    ),
    ...of(
      model.tests,
      "test",
      (one) => wordsOf(one.name).join(" "),
      () => "#trace",
    ),
  ];
}

let all = null;

/** The rank of an item: matches in its name count most. */
function score(thing, words) {
  const name = (thing.id ?? "").toLowerCase();
  const text = thing.text.toLowerCase();
  if (!words.every((word) => name.includes(word) || text.includes(word))) return 0;
  const whole = words.join(" ");
  return 1 + (name === whole ? 8 : 0) + (name.includes(whole) ? 4 : 0) + (text.includes(whole) ? 2 : 0);
}

/** Shows the results for the typed words; returns false if there are none. */
export function search(typed) {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return false;
  all ??= [...findable(), ...everything()];
  const found = all
    .map((thing) => ({ thing, fits: score(thing, words) }))
    .filter((one) => one.fits > 0)
    .sort((one, other) => other.fits - one.fits);
  const item = ({ thing }) =>
    el(
      "li",
      { class: "card" },
      el(
        "p",
        null,
        thing.id === undefined
          ? el("a", { href: thing.target, class: "chip" }, thing.kind)
          : [
              link(thing.id),
              " ",
              el("strong", null, headingOf(thing.id)),
              " ",
              el("span", { class: "quiet small" }, thing.kind),
            ],
      ),
      el("div", { class: "prose small" }, blocks(thing.shown ?? thing.text, thing.id ?? thing.kind)),
    );
  refill(
    byId("results"),
    el(
      "p",
      { role: "status" },
      found.length === 0
        ? "Nothing was found."
        : `${counted(found.length, "result")}${
            found.length > kShownMax ? `, the first ${kShownMax} of them shown` : ""
          }.`,
    ),
    el("ul", { class: "plain stack" }, found.slice(0, kShownMax).map(item)),
  );
  return true;
}
