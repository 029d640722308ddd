// SPDX-License-Identifier: Apache-2.0
// permissions.js shows two matrices: permissions by access, and the effect of each event in each phase.
import { accessBadge } from "./answers.js";
import { breakable, el, refill, table } from "./dom.js";
import { policySwitches } from "./fields.js";
import { link, links } from "./links.js";
import { blocks, inline } from "./markdown.js";
import { defaultPolicies, model, reasons } from "./model.js";
import { filterable, rowsIn } from "./tables.js";

const accessSection = model.sections.find((section) => section.number === 3);
const columns = model.accesses.flatMap((access) =>
  ["Open", "Final"].map((record) => ({ access: access.name, record })),
);

function cell(entry) {
  const accepted = entry.result === "acknowledged";
  const words = !accepted
    ? [link(entry.reason)]
    : [
        entry.read_only
          ? "read-only"
          : entry.finalizes > 0
            ? `makes ${entry.finalizes === 1 ? "it" : "the whole chain"} Final`
            : "yes",
      ];
  return el(
    "td",
    { class: accepted ? "yes" : "no" },
    accepted ? el("span", { class: "mark", "aria-hidden": "true" }, "✓ ") : null,
    el("span", { class: "for-readers" }, accepted ? "acknowledged: " : "error: "),
    words,
    " ",
    link(entry.rule),
  );
}

/** The agents with this access, in the words of section 3 of rules.md. */
function whoHas(access) {
  const items = [...accessSection.text.matchAll(/^\d+\. \*\*(\w+)\*\* ([^.]*)\./gm)].filter(
    (item) => item[1] === access,
  );
  return items.flatMap((item, i) => [i > 0 ? "; or " : null, inline(item[2])]);
}

function permissionTable(policies) {
  const under = model.permissions.filter((entry) =>
    Object.entries(policies).every(([name, value]) => entry.policies[name] === value),
  );
  const find = (request, column) =>
    under.find(
      (entry) => entry.request === request.name && entry.access === column.access && entry.record === column.record,
    );
  const heads = [
    el(
      "tr",
      null,
      el("th", { rowspan: "2", scope: "col" }, "Request"),
      model.accesses.map((access) =>
        el(
          "th",
          { colspan: "2", scope: "colgroup" },
          accessBadge(access.name),
          " ",
          el("span", { class: "small" }, whoHas(access.name)),
        ),
      ),
    ),
    el(
      "tr",
      null,
      columns.map((column) => el("th", { scope: "col" }, `${column.record} record`)),
    ),
  ];
  const body = model.requests.map((request) =>
    el(
      "tr",
      null,
      el(
        "th",
        { scope: "row" },
        el("code", null, breakable(request.name)),
        " ",
        el("span", { class: "quiet small" }, request.class),
      ),
      columns.map((column) => cell(find(request, column))),
    ),
  );
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Permission matrix" },
    el(
      "table",
      { id: "permission-matrix" },
      el("caption", { class: "for-readers" }, "What is answered to each request"),
      el("thead", null, heads),
      el("tbody", null, body),
    ),
  );
}

function reactionTable() {
  const phases = model.phases.map((phase) => phase.name);
  const find = (event, phase) =>
    model.reactions.find((one) => one.event === event && one.phase === phase)?.rows ?? [];
  return table(
    "What each event does in each phase",
    ["Event", ...phases],
    model.events.map((event) => [
      el("th", { scope: "row" }, el("code", null, event.type)),
      ...phases.map((phase) => links(find(event.type, phase))),
    ]),
  );
}

const standingWords = { NotLoggedIn: "not logged in", NotMonitored: "logged in, a DN not monitored" };

function standingTable() {
  const kinds = [...new Set(model.standings.map((one) => one.standing))];
  const row = (kind) => {
    const one = model.standings.find((entry) => entry.standing === kind);
    return [
      standingWords[kind] ?? kind,
      el("span", { class: "no" }, one.result),
      link(one.reason),
      link(one.rule),
      inline(reasons.get(one.reason).needed),
    ];
  };
  return table(
    "Requests that no access is asked for",
    ["The agent or record is", "Every request is answered", "Reason", "Rule", "Needed"],
    kinds.map(row),
  );
}

export function showPermissions(root) {
  const policies = { ...defaultPolicies };
  const matrix = el("div");
  const show = () => refill(matrix, permissionTable(policies));
  show();
  const reactions = reactionTable();
  refill(
    root,
    el(
      "p",
      { class: "lead" },
      "What an agent’s desktop is answered, by the agent’s access and by what became of the record. ",
      "Made by running the table.",
    ),
    policySwitches("matrix", policies, show),
    matrix,
    el("h2", null, "Who has which access"),
    el("div", { class: "prose" }, blocks(accessSection.text, accessSection.title)),
    el("h2", null, "Before access is asked for"),
    standingTable(),
    el("h2", null, "What each event does in each phase"),
    el("p", { class: "quiet" }, "The rows that are asked, in this order; the first that applies decides."),
    filterable("Filter events and rows", () => rowsIn(reactions), reactions),
  );
}
