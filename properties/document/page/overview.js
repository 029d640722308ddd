// SPDX-License-Identifier: Apache-2.0
// overview.js fills the first view: the idea, a table of moments, and questions that the engine answers.
import { accessBadge, clause, mayTable, resultBadge, standingOf } from "./answers.js";
import { el, refill, table } from "./dom.js";
import { links } from "./links.js";
import { blocks } from "./markdown.js";
import { model, policyWords, defaultPolicies, questions } from "./model.js";
import { opening } from "./simulator.js";

const streamOf = (question) => [opening, ...question.lines.map((line) => JSON.stringify(line))].join("\n");

function agentsTable(state, chain) {
  return table(
    "Who has which access now",
    ["Agent", "Access", "Because"],
    state.agents.map((agent) => [
      agent.name,
      accessBadge(chain.accesses[agent.name]),
      standingOf(agent, chain).join("; "),
    ]),
  );
}

const stepItem = (step) =>
  el(
    "li",
    null,
    clause(step.words),
    " ",
    resultBadge(step.result),
    " ",
    links([step.rule, step.reason].filter((word) => word !== "")),
    step.changes.length === 0
      ? null
      : [
          " ",
          step.changes.flatMap((change, i) => [
            i > 0 ? ", " : null,
            change.agent,
            " ",
            accessBadge(change.from),
            " → ",
            accessBadge(change.to),
          ]),
        ],
  );

/** A question, answered by playing its story. */
function card(ask, question, open) {
  ask("begin", policyWords(defaultPolicies));
  const steps = ask("play", streamOf(question));
  const state = ask("state");
  const chain = state.chains[0];
  const moves = question.may.length === 0 ? [] : ask("moves", chain.chain);
  return el(
    "details",
    { class: "card question" },
    el("summary", null, el("h3", null, question.question)),
    el("p", null, question.story),
    el("ol", { class: "told" }, steps.slice(-question.lines.length).map(stepItem)),
    agentsTable(state, chain),
    question.may.map((agent) => [el("h4", null, `What ${agent} may ask for now`), mayTable(agent, moves)]),
    el("p", null, "Because of ", links(question.because)),
    el(
      "p",
      { class: "buttons" },
      el("button", { type: "button", onclick: () => open(streamOf(question)) }, "Go on from here"),
    ),
  );
}

/** Shows the answer and focuses it. */
function unfold(answer) {
  answer.open = true;
  answer.scrollIntoView({ block: "start" });
  answer.querySelector("summary").focus({ preventScroll: true });
}

/** Fills the view; `open` shows a stream in the simulator. */
export function showOverview(ask, root, open) {
  const [first] = model.sections;
  const cards = questions.questions.map((question) => card(ask, question, open));
  refill(
    root,
    el(
      "div",
      { class: "beside overview" },
      el(
        "nav",
        { class: "card", "aria-label": "Questions" },
        el("h2", null, "Questions that reviewers ask"),
        el(
          "ul",
          { class: "plain stack" },
          questions.questions.map((question, i) =>
            el(
              "li",
              null,
              el("button", { type: "button", class: "move", onclick: () => unfold(cards[i]) }, question.question),
            ),
          ),
        ),
      ),
      el("div", { class: "moments" }, blocks(first.text, first.title)),
    ),
    el("h2", null, "Answers"),
    el("p", { class: "quiet" }, "Each is what the engine said when this page was opened."),
    el("div", { class: "questions" }, cards),
    el("h2", null, "Where to go on"),
    el(
      "ul",
      { class: "prose" },
      el(
        "li",
        null,
        el("a", { href: "#try" }, "Try it"),
        ": play events, and watch accesses, answers and the diagram.",
      ),
      el(
        "li",
        null,
        el("a", { href: "#permissions" }, "Permissions"),
        ": every access, request and answer in one table.",
      ),
      el(
        "li",
        null,
        el("a", { href: "#trace" }, "Traceability"),
        ": each sentence of the guide to its rules, rows and tests.",
      ),
      el(
        "li",
        null,
        el("a", { href: "#interpretations" }, "Interpretations"),
        ": what we decided where the guide is silent.",
      ),
    ),
  );
}
