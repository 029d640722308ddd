// SPDX-License-Identifier: Apache-2.0
// trace.js shows the rules, the traceability of the guide's sentences, and our interpretations.
import { bodyOf, headingOf, originOf, reasonsOf, storyLinks } from "./details.js";
import { el, refill, table } from "./dom.js";
import { link, links } from "./links.js";
import { inline } from "./markdown.js";
import { model, rules } from "./model.js";
import { counted, filterable, folded, rowsIn } from "./tables.js";

const codes = (names) =>
  folded(
    names.map((name) => el("code", null, name)),
    "test",
    0,
  );
const unique = (lists) => [...new Set(lists.flat())];
const ofRules = (ids, member) => unique(ids.map((id) => rules.get(id)?.[member] ?? []));

export function showRules(root) {
  const cards = model.rules.map((rule) =>
    el(
      "details",
      { class: "card" },
      el(
        "summary",
        null,
        el("h2", null, headingOf(rule.id)),
        " ",
        el("span", { class: "quiet small" }, `${originOf(rule)}; ${counted(rule.tests.length, "test")}`),
      ),
      bodyOf(rule.id),
    ),
  );
  refill(
    root,
    el("p", { class: "lead" }, "The text of rules.md, with the rows that state it and what checks it."),
    filterable("Filter rules", () => cards, el("div", { class: "stack" }, cards)),
  );
}

function guideTable() {
  const row = (one) => [
    el("th", { scope: "row" }, link(one.id)),
    inline(one.says),
    links(one.rules),
    links(one.rows),
    links(one.invariants),
    String(one.rules.reduce((sum, id) => sum + (rules.get(id)?.obligations ?? 0), 0)),
    codes(one.tests),
    storyLinks(ofRules(one.rules, "stories")),
    unique(ofRules(one.rules, "fuzz")).join(", ") || "–",
  ];
  return table(
    "From each sentence of the guide",
    ["Sentence", "It says", "Rules", "Rows", "Invariants", "Proof obligations", "Tests", "Stories", "Fuzzing"],
    model.guide.map(row),
  );
}

function ruleTable() {
  const row = (rule) => [
    el("th", { scope: "row" }, link(rule.id)),
    rule.title.replace(/[.:]$/, ""),
    rule.origin.join(", "),
    links(rule.guide),
    links(rule.rows, rule.kind),
    links(rule.invariants),
    rule.contract ? "yes" : "–",
    String(rule.obligations),
    codes(rule.tests),
    storyLinks(rule.stories),
    rule.fuzz.join(", ") || "–",
  ];
  return table(
    "From each rule",
    [
      "Rule",
      "Title",
      "Origin",
      "Guide",
      "Rows",
      "Invariants",
      "Contract",
      "Proof obligations",
      "Tests",
      "Stories",
      "Fuzzing",
    ],
    model.rules.map(row),
  );
}

function rowTable() {
  const row = (one) => [
    el("th", { scope: "row" }, link(one.id)),
    link(one.rule),
    links(one.guide),
    one.interpretations.join(", ") || "–",
    one.events.join(", "),
    one.guards.length === 0 ? "always" : inline(one.guards.join("; ")),
    one.reason === "" ? one.result : [one.result, " ", link(one.reason)],
    String(one.obligations),
    codes(one.tests),
    storyLinks(one.stories),
  ];
  return table(
    "From each row of the tables",
    ["Row", "Rule", "Guide", "Interpretation", "Events", "If", "Answer", "Proof obligations", "Tests", "Stories"],
    model.rows.map(row),
  );
}

function testTable() {
  const row = (test) => [
    el("th", { scope: "row" }, el("code", null, test.name)),
    links(test.cites),
    links(test.rules),
  ];
  return table("From each test", ["Test", "It cites", "Rules that decided while it ran"], model.tests.map(row));
}

export function showTrace(root) {
  const parts = [
    ["From the guide’s sentences", "Each sentence of the guide, to what became of it.", guideTable()],
    ["From the rules", "Each rule, back to the guide and on to what checks it.", ruleTable()],
    ["From the rows", "Each row of the table, back to the sentence that justifies it.", rowTable()],
    ["From the tests", "A test may cite only rules that decided while it ran.", testTable()],
  ];
  const all = el(
    "div",
    null,
    parts.map(([title, words, part]) => [el("h2", null, title), el("p", { class: "quiet" }, words), part]),
  );
  refill(
    root,
    el(
      "p",
      { class: "lead" },
      "From each sentence of the guide to rules, rows, invariants, obligations of the proof, tests, ",
      "stories and fuzzing; and back.",
    ),
    filterable("Filter everything below", () => rowsIn(all), all),
  );
}

export function showInterpretations(root) {
  const cards = model.interpretations.map((one) =>
    el(
      "article",
      { class: "card" },
      el("h2", null, one.id, " ", (rules.get(one.id.split("-")[0])?.title ?? "").replace(/[.:]$/, "")),
      el("p", { class: "prose" }, inline(one.text)),
      reasonsOf(one),
      one.rules.length === 0 ? null : el("p", null, "Rules: ", links(one.rules)),
      one.policies.length === 0
        ? null
        : el(
            "p",
            null,
            "Policy switch: ",
            one.policies.map((name, i) => {
              const policy = model.policies.find((other) => other.name === name);
              const values = policy.values.join(" or ");
              return [i > 0 ? "; " : null, el("code", null, name), ` (${values}; `, inline(policy.text), ")"];
            }),
          ),
    ),
  );
  refill(
    root,
    el(
      "p",
      { class: "lead" },
      "What the guide does not say, what we decided, why, and what we did not. Where public evidence goes both ways, ",
      "there is a policy.",
    ),
    filterable("Filter interpretations", () => cards, el("div", { class: "stack" }, cards)),
  );
}
