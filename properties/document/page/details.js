// SPDX-License-Identifier: Apache-2.0
// details.js shows, beside the current view, the details of a rule, row, invariant, sentence or reason.
import { announce, byId, el, refill } from "./dom.js";
import { link, links } from "./links.js";
import { blocks, inline } from "./markdown.js";
import { interpretations, invariants, guide, model, named, reasons, rows, rules } from "./model.js";
import { counted, folded } from "./tables.js";

const facts = (pairs) =>
  el(
    "dl",
    { class: "facts" },
    pairs
      .filter((pair) => pair !== null)
      .map(([name, value]) => el("div", null, el("dt", null, name), el("dd", null, value))),
  );

const originWords = { G: "from the guide [G]", I: "our interpretation [I]" };

/** The origin of a rule in words. */
export const originOf = (rule) => rule.origin.map((mark) => originWords[mark]).join(", and ");

function bodyOfRule(rule) {
  return [
    el("div", { class: "prose" }, blocks(rule.text, `Rule ${rule.id}`)),
    facts([
      ["Origin", originOf(rule)],
      ["Guide", links(rule.guide)],
      [
        "Rows",
        rule.rows.length > 0
          ? links(rule.rows)
          : `none: it is ${rule.kind === "function" ? "a function" : "an invariant"}`,
      ],
      ["Invariants", links(rule.invariants)],
      ["Contract", rule.contract ? "precondition, answer, postcondition and frame" : "–"],
      ["Proof", counted(rule.obligations, "obligation")],
      rule.interpretations.length > 0
        ? ["Why we decided so", rule.interpretations.map((id) => interpretation(id))]
        : null,
      [
        "Tests",
        folded(
          rule.tests.map((test) => el("code", null, test)),
          "test",
        ),
      ],
      ["Stories", storyLinks(rule.stories)],
    ]),
  ];
}

/** The reason for an interpretation, and the reading that was not taken, with the story that shows the difference. */
export function reasonsOf(one) {
  if (one.why === "") return null;
  return [
    el("p", { class: "prose" }, el("strong", null, "Why: "), inline(one.why)),
    el("p", { class: "prose" }, el("strong", null, "Not taken: "), inline(one.instead)),
    el("div", null, `They differ at event ${one.line} of `, storyLinks([one.story])),
  ];
}

/** The decisions are in the text of the rule or of the function it calls. */
const interpretation = (id) =>
  el(
    "div",
    null,
    el("p", null, el("a", { href: "#interpretations", class: "chip" }, id)),
    reasonsOf(interpretations.get(id)),
  );

/** The rules of some rows, each once. */
export const rulesOf = (ids) => [...new Set(ids.map((id) => rows.get(id).rule))];

/** Stories as links that load them. */
export const storyLinks = (names) =>
  folded(
    names.map((name) => el("a", { href: `#story-${name}`, class: "chip" }, name)),
    "story",
    1,
  );

/** A row of the table as text. */
export function rowText(row) {
  const phases =
    row.table === "directory" ? null : row.from.length === 3 ? "in any phase" : `in ${row.from.join(" or ")}`;
  const events = row.events.flatMap((event, i) => [i > 0 ? ", " : null, el("code", null, event)]);
  const then =
    row.result === "passed on"
      ? ["the chain’s own rows decide"]
      : [
          el("strong", { class: `result ${row.result}` }, row.result),
          row.reason === "" ? null : [": ", link(row.reason)],
        ];
  return el(
    "dl",
    { class: "row-text" },
    el("div", null, el("dt", null, "On"), el("dd", null, events, phases === null ? null : `, ${phases}`)),
    el(
      "div",
      null,
      el("dt", null, "If"),
      el(
        "dd",
        null,
        row.guards.length === 0
          ? "nothing earlier decided"
          : el(
              "ul",
              { class: "plain" },
              row.guards.map((guard) => el("li", null, inline(guard))),
            ),
      ),
    ),
    el("div", null, el("dt", null, "Answer"), el("dd", null, then)),
    row.actions.length === 0
      ? null
      : el(
          "div",
          null,
          el("dt", null, "Do"),
          el(
            "dd",
            null,
            el(
              "ul",
              { class: "plain" },
              row.actions.map((action) => el("li", null, inline(action))),
            ),
          ),
        ),
    row.to === "" ? null : el("div", null, el("dt", null, "Enter"), el("dd", null, row.to)),
  );
}

function bodyOfRow(row) {
  return [
    rowText(row),
    facts([
      ["By rule", [link(row.rule), " ", rules.get(row.rule).title]],
      row.functions.length > 0 ? ["Calls", links(row.functions)] : null,
      row.policies.length > 0 ? ["Policy", row.policies.join(", ")] : null,
      ["Guide", links(row.guide)],
      [
        "Proof",
        `${counted(row.obligations, "obligation")}${row.obligations > 0 ? `: ${row.theorems.join(", ")}` : ""}`,
      ],
      [
        "Tests",
        folded(
          row.tests.map((test) => el("code", null, test)),
          "test",
        ),
      ],
      ["Stories", storyLinks(row.stories)],
      row.fuzz.length > 0 ? ["Fuzzing", row.fuzz.join(", ")] : null,
    ]),
  ];
}

const bodies = {
  rule: bodyOfRule,
  row: bodyOfRow,
  invariant: (one) => [
    el("p", { class: "prose" }, inline(one.text)),
    facts([
      ["From", inline(one.from || "–")],
      ["Guide", links(one.guide)],
      ["Rules", links(one.rules)],
    ]),
  ],
  sentence: (one) => [
    el("p", { class: "prose" }, inline(one.says)),
    facts([
      ["Rules", links(one.rules)],
      ["Rows", links(one.rows)],
      ["Invariants", links(one.invariants)],
      one.other === "" ? null : ["Also", inline(one.other)],
      [
        "Tests",
        folded(
          one.tests.map((test) => el("code", null, test)),
          "test",
        ),
      ],
    ]),
  ],
  reason: (one) => [
    el("p", { class: "prose" }, inline(one.why)),
    facts([
      ["Needed", inline(one.needed)],
      ["Rules", links(rulesOf(one.rows))],
      ["Rows", links(one.rows)],
    ]),
  ],
};

const headings = {
  rule: (rule) => `${rule.id} ${rule.title}`,
  row: (row) => `Row ${row.id}`,
  invariant: (one) => `Invariant ${one.id}`,
  sentence: (one) => `The guide, ${one.id}`,
  reason: (one) => one.name,
};

/** The content of the details panel for `id`, for use elsewhere. */
export function bodyOf(id) {
  const { kind, thing } = named(id);
  return bodies[kind](thing);
}
export function headingOf(id) {
  const { kind, thing } = named(id);
  return headings[kind](thing).replace(/[.:]$/, "");
}

let openedFrom = null;

/** Opens the panel for `id`; returns false if there is no such id. */
export function showDetails(id) {
  if (named(id) === null) return false;
  if (byId("details").hidden) openedFrom = document.activeElement;
  refill(byId("details-title"), headingOf(id));
  refill(byId("details-body"), bodyOf(id));
  byId("details").hidden = false;
  document.body.classList.add("with-details");
  byId("details-body").scrollTop = 0;
  byId("details-title").focus({ preventScroll: true });
  return true;
}

export function hideDetails() {
  if (byId("details").hidden) return;
  byId("details").hidden = true;
  document.body.classList.remove("with-details");
  if (openedFrom !== null && openedFrom.isConnected) openedFrom.focus({ preventScroll: true });
  announce("Details closed");
}

/** The search index: names, targets and texts. */
export function findable() {
  const of = (list, key, kind, text) => list.map((one) => ({ id: one[key], kind, text: text(one) }));
  return [
    ...of(model.guide, "id", "sentence of the guide", (one) => one.says),
    // A rule's title is found too; it is shown as the heading.
    ...[...rules.values()].map(({ id, title, text }) => ({ id, kind: "rule", text: `${title} ${text}`, shown: text })),
    ...of([...reasons.values()], "name", "reason", (one) => `${one.why}; needed: ${one.needed}`),
    ...of([...invariants.values()], "id", "invariant", (one) => one.text),
    ...of(model.rows, "id", "row", (one) => [...one.events, ...one.guards, ...one.actions, one.reason].join("; ")),
  ].filter((one) => one.kind !== "sentence of the guide" || guide.has(one.id));
}
