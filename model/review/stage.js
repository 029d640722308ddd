// SPDX-License-Identifier: Apache-2.0
// stage.js shows where everybody stands: the chain, the agents, what happened, and the sequence diagram.
import { accessBadge, outcome, resultBadge, sentence, standingOf } from "./answers.js";
import { el, refill } from "./dom.js";

/** The chain: its phase, records and consultations. */
export function chainCard(chain) {
  if (chain === undefined) return el("p", { class: "quiet" }, "No chain is loaded.");
  const record = (one) => el("li", null, el("strong", null, one.record), " ",
    one.final === null ? el("span", { class: "badge open" }, "Open")
      : [el("span", { class: "badge final" }, "Final"), ` by ${one.final.by}`,
        one.final.agent === "" ? ", by the server" : ` of ${one.final.agent}`]);
  return el("div", { class: "chain-card" },
    el("p", null, "Phase ", el("strong", { class: "badge phase", id: "phase" }, chain.phase)),
    el("ul", { class: "plain records" }, chain.records.map(record)));
}

/** One card an agent: the access, and what it comes from. */
export function agentCards(state, chain, choose) {
  const card = (agent) => {
    const access = chain?.accesses[agent.name] ?? "None";
    return el("li", { class: `agent ${access}`, "data-agent": agent.name, "data-access": access },
      el("button", { type: "button", class: "agent-name", title: `Offer what ${agent.name} can do`,
        onclick: () => choose(agent.name) }, agent.name),
      accessBadge(access),
      el("ul", { class: "plain small quiet" }, standingOf(agent, chain).map((words) => el("li", null, words))));
  };
  return el("ul", { class: "plain agents", "aria-label": "Agents and their access" }, state.agents.map(card));
}

/** Every step, the last one first; choosing one shows its whole answer. */
export function stepList(steps, chosen, choose) {
  const item = (step, index) => el("li", { value: index + 1 },
    el("button", { type: "button", class: "step", "aria-pressed": String(index === chosen), onclick: () => choose(index) },
      el("span", null, step.words === undefined ? step.line : sentence(step.words)), " ",
      resultBadge(step.result), " ",
      el("span", { class: "quiet small" }, [step.rule, step.reason].filter((word) => word !== "").join(" · "))));
  return el("ol", { class: "plain steps", reversed: true }, steps.map(item).reverse());
}

/** The whole answer to one step. */
export function stepCard(step, number) {
  if (step === undefined) return el("p", { class: "quiet" }, "Nothing has happened yet.");
  return el("div", null,
    el("p", null, el("span", { class: "quiet" }, `${number}. `),
      step.words === undefined ? el("code", null, step.line) : sentence(step.words)),
    outcome(step),
    el("details", { class: "fold" }, el("summary", null, "As lines of events.md"),
      el("pre", { tabindex: "0", "aria-label": "The event and its answer" }, `${step.line}\n${step.answer}`)));
}

/** Puts the engine's own drawing into the page. It comes as a document of its own, and is taken over node by node. */
export function showDiagram(figure, svg) {
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (drawing.nodeName !== "svg") throw new Error("the engine drew no diagram");
  for (const style of drawing.querySelectorAll("style, script")) style.remove();
  const atEnd = figure.scrollTop + figure.clientHeight >= figure.scrollHeight - 40;
  refill(figure, document.importNode(drawing, true));
  if (atEnd) figure.scrollTop = figure.scrollHeight;
}
