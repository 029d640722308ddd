// SPDX-License-Identifier: Apache-2.0
// permissions.js shows the matrices: who may ask for what, who is no agent to the server, what each event does in a phase.
import { accessBadge } from "./answers.js";
import { el, refill, table } from "./dom.js";
import { link, links } from "./links.js";
import { blocks, inline } from "./markdown.js";
import { defaultPolicies, model, reasons } from "./model.js";
import { filterable, rowsIn } from "./tables.js";

const columns = model.accesses.flatMap((access) => ["Open", "Final"].map((record) => ({ access: access.name, record })));

function cell(entry) {
  const accepted = entry.result === "acknowledged";
  const words = !accepted ? [link(entry.reason)]
    : [entry.read_only ? "read-only" : entry.finalizes > 0 ? `makes ${entry.finalizes === 1 ? "it" : "the chain"} Final` : "yes"];
  return el("td", { class: accepted ? "yes" : "no" },
    el("span", { class: "mark", "aria-hidden": "true" }, accepted ? "✓" : "✕"), " ",
    el("span", { class: "for-readers" }, accepted ? "acknowledged: " : "error: "), words, " ", link(entry.rule));
}

function permissionTable(policies) {
  const under = model.permissions.filter((entry) =>
    Object.entries(policies).every(([name, value]) => entry.policies[name] === value));
  const find = (request, column) => under.find((entry) =>
    entry.request === request.name && entry.access === column.access && entry.record === column.record);
  const heads = [
    el("tr", null, el("th", { rowspan: "2", scope: "col" }, "Request"), model.accesses.map((access) =>
      el("th", { colspan: "2", scope: "colgroup" }, accessBadge(access.name), " ", inline(access.means)))),
    el("tr", null, columns.map((column) => el("th", { scope: "col" }, `${column.record} record`))),
  ];
  const body = model.requests.map((request) => el("tr", null,
    el("th", { scope: "row" }, el("code", null, request.name), " ", el("span", { class: "quiet small" }, request.class)),
    columns.map((column) => cell(find(request, column)))));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Permission matrix" },
    el("table", { id: "permission-matrix" }, el("caption", { class: "for-readers" }, "What is answered to each request"),
      el("thead", null, heads), el("tbody", null, body)));
}

function reactionTable() {
  const phases = model.phases.map((phase) => phase.name);
  const find = (event, phase) => model.reactions.find((one) => one.event === event && one.phase === phase)?.rows ?? [];
  return table("What each event does in each phase", ["Event", ...phases], model.events.map((event) =>
    [el("th", { scope: "row" }, el("code", null, event.type)), ...phases.map((phase) => links(find(event.type, phase)))]));
}

const standingWords = { NotLoggedIn: "not logged in", NotMonitored: "logged in, the DN not monitored" };

function standingTable() {
  const kinds = [...new Set(model.standings.map((one) => one.standing))];
  const row = (kind) => {
    const one = model.standings.find((entry) => entry.standing === kind);
    return [standingWords[kind] ?? kind, el("span", { class: "no" }, one.result), link(one.reason),
      link(one.rule), inline(reasons.get(one.reason).needed)];
  };
  return table("Requests that no access is asked for", ["The agent or record is", "Every request is answered", "Reason", "Rule", "Needed"],
    kinds.map(row));
}

export function showPermissions(root) {
  const policies = { ...defaultPolicies };
  const matrix = el("div");
  const choose = (name, value) => {
    policies[name] = value;
    refill(matrix, permissionTable(policies));
  };
  const radio = (policy, value) => el("label", null, el("input", { type: "radio", name: `matrix-${policy.name}`, value,
    checked: value === policy.default, onchange: () => choose(policy.name, value) }), el("span", null, value));
  refill(matrix, permissionTable(policies));
  const access = model.sections.find((section) => section.number === 3);
  const reactions = reactionTable();
  refill(root,
    el("p", { class: "lead" }, "What an agent’s desktop is answered, by the agent’s access and by what became of the record. ",
      "Made by running the table."),
    el("div", { class: "policies" }, model.policies.map((policy) => el("fieldset", { class: "switch", title: policy.text },
      el("legend", null, policy.name), policy.values.map((value) => radio(policy, value))))),
    matrix,
    el("h2", null, "Who has which access"),
    el("div", { class: "prose" }, blocks(access.text, access.title)),
    el("h2", null, "Before access is asked for"),
    standingTable(),
    el("h2", null, "What each event does in each phase"),
    el("p", { class: "quiet" }, "The rows that are asked, in this order; the first that applies decides."),
    filterable("Filter events and rows", () => rowsIn(reactions), reactions));
}
