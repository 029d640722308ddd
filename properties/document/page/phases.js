// SPDX-License-Identifier: Apache-2.0
// phases.js makes the phase diagram interactive: phases and arrows show their rows, by mouse or keyboard.
import { breakable, byId, el, refill } from "./dom.js";
import { rowText, storyLinks } from "./details.js";
import { link, links } from "./links.js";
import { inline } from "./markdown.js";
import { model, rows, rules } from "./model.js";
import { folded } from "./tables.js";

function rowCard(id) {
  const row = rows.get(id);
  const rule = rules.get(row.rule);
  return el(
    "article",
    { class: "card" },
    el("h3", null, link(row.id), " ", rule.title.replace(/[.:]$/, "")),
    rowText(row),
    el(
      "details",
      { class: "fold" },
      el("summary", null, `Rule ${rule.id}, and what covers this row`),
      el("p", { class: "prose" }, inline(rule.text)),
      el("p", null, "Guide: ", links(row.guide)),
      el("div", null, "Stories: ", storyLinks(row.stories)),
      el(
        "div",
        null,
        "Tests: ",
        folded(
          row.tests.map((test) => el("code", null, test)),
          "test",
        ),
      ),
    ),
  );
}

const titleOf = (edge) => `From ${edge.from || "not loaded"} to ${edge.to || "forgotten"}`;

/** Shows the rows of one arrow. */
function showEdge(edge) {
  const title = edge.from === edge.to ? `In ${edge.from}, and staying there` : titleOf(edge);
  refill(
    byId("phase-details"),
    el("h2", null, title),
    el("p", { class: "quiet" }, "On ", edge.labels.join(", ")),
    edge.rows.map(rowCard),
  );
}

/** Shows the effect of every event in one phase. */
function showPhase(phase) {
  const reactions = model.reactions.filter((reaction) => reaction.phase === phase.name);
  refill(
    byId("phase-details"),
    el("h2", null, phase.name),
    el("p", null, inline(phase.means)),
    el(
      "p",
      { class: "quiet" },
      "What each event does here: the rows that are asked, in this order; the first that applies decides.",
    ),
    el(
      "dl",
      { class: "facts reactions" },
      reactions.map((reaction) =>
        el("div", null, el("dt", null, breakable(reaction.event)), el("dd", null, links(reaction.rows))),
      ),
    ),
  );
}

function makeButton(group, label, show) {
  const choose = () => {
    for (const other of byId("phase-diagram").querySelectorAll("[aria-pressed=true]"))
      other.setAttribute("aria-pressed", "false");
    group.setAttribute("aria-pressed", "true");
    show();
  };
  group.setAttribute("tabindex", "0");
  group.setAttribute("role", "button");
  group.setAttribute("aria-label", label);
  group.setAttribute("aria-pressed", "false");
  group.addEventListener("click", choose);
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  });
}

/** Turns the drawn phases and arrows into buttons. */
export function showPhases() {
  for (const phase of model.phases) {
    const group = byId(`phase-${phase.name}`);
    if (group !== null) makeButton(group, `Phase ${phase.name}`, () => showPhase(phase));
  }
  for (const edge of model.edges) {
    const group = edge.drawn ? byId(edge.id) : null;
    if (group !== null) makeButton(group, `${titleOf(edge)}: ${edge.labels.join(", ")}`, () => showEdge(edge));
  }
  showPhase(model.phases.find((phase) => phase.name === "Live"));
}
