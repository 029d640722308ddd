// SPDX-License-Identifier: Apache-2.0
// stage.js shows the state: the chain, the agents, the steps, and the sequence diagram.
import { accessBadge, clause, outcome, resultBadge, standingOf } from "./answers.js";
import { el, refill } from "./dom.js";
import { agentKey, partyName } from "./model.js";

/** The numbers in a list of parties, in words; agents have cards. */
const numbersIn = (parties) => parties.filter((key) => !key.startsWith("agent:")).map(partyName).join(", ");

/** The chain: its phase, the id of its call, its records, and the numbers that are on the call. */
export function chainCard(chain) {
  if (chain === undefined) return el("p", { class: "quiet" }, "No chain is loaded.");
  const record = (one) =>
    el(
      "li",
      null,
      el("strong", null, one.record),
      " ",
      one.final === null
        ? el("span", { class: "badge open" }, "Open")
        : [
            el("span", { class: "badge final" }, "Final"),
            ` by ${one.final.by}`,
            one.final.agent === "" ? ", by the server" : ` of ${one.final.agent}`,
          ],
    );
  return el(
    "div",
    { class: "chain-card" },
    el("p", null, `Chain ${chain.chain}: `, el("strong", { class: "badge phase", id: "phase" }, chain.phase)),
    chain.call === "" ? null : el("p", null, "Call id: ", el("strong", { id: "call-id" }, chain.call)),
    el("ul", { class: "plain records" }, chain.records.map(record)),
    numbersIn(chain.parties) === ""
      ? null
      : el("p", { id: "numbers-on-call" }, `Also on the call: ${numbersIn(chain.parties)}.`),
  );
}

/** A card for each agent: its access, and the reason for it. */
export function agentCards(state, chain, choose) {
  const card = (agent) => {
    const access = chain?.accesses[agent.name] ?? "None";
    return el(
      "li",
      { class: `agent ${access}`, "data-agent": agent.name, "data-access": access },
      el(
        "button",
        {
          type: "button",
          class: "agent-name",
          title: `Offer what ${agent.name} can do`,
          onclick: () => choose(agentKey(agent.name)),
        },
        agent.name,
      ),
      accessBadge(access),
      el(
        "ul",
        { class: "plain small quiet" },
        standingOf(agent, chain).map((words) => el("li", null, words)),
      ),
    );
  };
  return el("ul", { class: "plain agents", "aria-label": "Agents and their access" }, state.agents.map(card));
}

/** All steps, the last one first; a click shows the whole answer. */
export function stepList(steps, chosen, choose) {
  const item = (step, index) =>
    el(
      "li",
      { value: index + 1 },
      el(
        "button",
        { type: "button", class: "step", "aria-pressed": String(index === chosen), onclick: () => choose(index) },
        el("span", null, step.words === undefined ? step.line : clause(step.words)),
        " ",
        resultBadge(step.result),
        " ",
        el("span", { class: "quiet small" }, [step.rule, step.reason].filter((word) => word !== "").join(" · ")),
      ),
    );
  return el("ol", { class: "plain steps", reversed: true }, steps.map(item).reverse());
}

/** The answer in one line, for screens that do not show the whole answer. */
export function shortAnswer(step) {
  if (step === undefined) return [];
  const changes = step.changes.map((change) => [" ", change.agent, " → ", accessBadge(change.to)]);
  return [resultBadge(step.result), " ", [step.rule, step.reason].filter((word) => word !== "").join(" · "), changes];
}

/** The whole answer to one step. */
export function stepCard(step, number) {
  if (step === undefined) return el("p", { class: "quiet" }, "Nothing has happened yet.");
  return el(
    "div",
    null,
    el(
      "p",
      null,
      el("span", { class: "quiet" }, `${number}. `),
      step.words === undefined ? el("code", null, step.line) : clause(step.words),
    ),
    outcome(step),
    el(
      "details",
      { class: "fold" },
      el("summary", null, "As lines of events.md"),
      el("pre", { tabindex: "0", "aria-label": "The event and its answer" }, `${step.line}\n${step.answer}`),
    ),
  );
}

const kHeadHeight = 54; // of the lanes' names, which stay in sight while one scrolls

/** Inserts the engine's SVG drawing: parsed as an SVG document, and copied node by node. */
export function showDiagram(figure, svg) {
  const plain = svg.replace(/<style>[^]*?<\/style>/, ""); // the page has its own
  const drawing = new DOMParser().parseFromString(plain, "image/svg+xml").documentElement;
  if (drawing.nodeName !== "svg") throw new Error("the engine drew no diagram");
  const head = drawing.cloneNode(true);
  for (const part of [...head.children]) if (!part.matches(".head, .name")) part.remove();
  head.setAttribute("height", String(kHeadHeight));
  head.setAttribute("viewBox", `0 0 ${head.getAttribute("width")} ${kHeadHeight}`);
  head.setAttribute("class", "names");
  head.setAttribute("aria-hidden", "true");
  const atEnd = figure.scrollTop + figure.clientHeight >= figure.scrollHeight - 40;
  refill(figure, document.importNode(head, true), document.importNode(drawing, true));
  if (atEnd) figure.scrollTop = figure.scrollHeight;
}
