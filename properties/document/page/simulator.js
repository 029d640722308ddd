// SPDX-License-Identifier: Apache-2.0
// simulator.js is the view that plays events on the engine and shows its answers.
import { castForms, openCompose, openLink, openStream, storyChoice } from "./dialogs.js";
import { announce, el, refill } from "./dom.js";
import { Problem } from "./engine.js";
import { button, policySwitches, switchOf } from "./fields.js";
import { agentKey, defaultPolicies, model, policyWords, questions } from "./model.js";
import { MoveList } from "./moves.js";
import { fromShared, toShared } from "./share.js";
import { agentCards, chainCard, shortAnswer, showDiagram, stepCard, stepList } from "./stage.js";

const lines = (events) => events.map((event) => JSON.stringify(event)).join("\n");

/** The first stream: three agents, a chain of two records, and a call of the chain at the first agent. */
export const opening = lines(questions.opening);

export class Simulator {
  constructor(ask, root) {
    this.ask = ask;
    this.root = root;
    this.policies = { ...defaultPolicies };
    this.chain = null; // the one that is shown
    this.undone = [];
    this.added = []; // names, which the engine forgets when it begins anew
    this.moves = new MoveList(
      (line) => this.play(line),
      () => this.guarded(() => this.renderMoves(this.ask("state"))),
    );
    this.build();
  }

  // --- Actions ---

  /** Replaces the stream. If it is too long for the engine, keeps everything as it was and shows the problem. */
  load(stream, policies = this.policies) {
    this.guarded(() => {
      const before = this.ask("input").text;
      const wanted = { ...defaultPolicies, ...policies };
      this.ask("begin", policyWords(wanted));
      try {
        this.steps = this.ask("play", stream);
        Object.assign(this.policies, wanted);
        this.undone = [];
        this.added = [];
        this.chosen = this.steps.length - 1;
      } catch (problem) {
        this.ask("begin", policyWords(this.policies));
        this.steps = this.ask("play", before);
        for (const [verb, name] of this.added) this.ask(verb, name);
        throw problem;
      } finally {
        this.render();
      }
    });
  }

  play(line) {
    this.guarded(() => {
      this.steps.push(...this.ask("play", line));
      this.undone = [];
      this.chosen = this.steps.length - 1;
      this.render();
      const step = this.steps[this.chosen];
      announce(
        `${step.result}${step.rule === "" ? "" : ` by ${step.rule}`}${step.reason === "" ? "" : `, ${step.reason}`}`,
      );
    });
  }

  undo() {
    if (this.steps.length === 0) return;
    this.guarded(() => {
      this.ask("undo", "1");
      this.undone.push(this.steps.pop());
      this.chosen = this.steps.length - 1;
      this.render();
      announce("The last event was taken back");
    });
  }

  redo() {
    const step = this.undone.pop();
    if (step === undefined) return;
    const rest = this.undone;
    this.play(step.line);
    this.undone = rest;
    this.render();
  }

  /** Replays the events under the current policies. */
  playAnew() {
    this.guarded(() => {
      this.steps = this.ask("policies", policyWords(this.policies));
      this.undone = [];
      this.render();
      announce(`Everything was played anew under ${policyWords(this.policies)}`);
    });
  }

  add(verb, name) {
    this.guarded(() => {
      this.ask(verb, name);
      this.added.push([verb, name]);
      this.render();
    });
  }

  /** Opens the stream in a link's fragment. */
  openShared(text) {
    const shared = fromShared(text);
    if (shared === null) {
      this.tell("The link is damaged or too long: nothing was loaded from it.");
      return;
    }
    const pairs = shared.policies
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => word.split("="));
    const isKnown = ([name, value, ...more]) =>
      more.length === 0 && model.policies.some((policy) => policy.name === name && policy.values.includes(value));
    if (!pairs.every(isKnown)) this.tell("The link names an unknown policy: nothing was loaded from it.");
    else this.load(shared.stream, Object.fromEntries(pairs));
  }

  compose() {
    const state = this.ask("state");
    openCompose(this.dialog, state, this.shown(state), this.moves.callField.value, (line) => this.play(line));
  }

  share() {
    const shared = toShared(policyWords(this.policies), this.ask("input").text);
    if (shared === null) this.tell("This stream is too long for a link: export it instead.");
    else openLink(this.dialog, `${location.href.split("#")[0]}#try:${shared}`);
  }

  /** Runs an action, and shows the engine's problem, if any. */
  guarded(does) {
    this.tell("");
    try {
      does();
    } catch (problem) {
      this.tell(`Not possible: ${problem.message}.`);
      if (!(problem instanceof Problem)) throw problem; // a mistake in this page
    }
  }

  tell(text) {
    this.notice.textContent = text;
    this.notice.hidden = text === "";
  }

  // --- Layout ---

  build() {
    this.notice = el("p", { class: "notice", role: "alert", hidden: true });
    this.policySwitches = policySwitches("try", this.policies, () => this.playAnew());
    this.chainChoice = el("div", { class: "choice" });
    this.stageBox = el("div");
    this.stepBox = el("section", { class: "card", "aria-labelledby": "step-title" });
    this.logBox = el("div", { class: "log" });
    this.figure = el("figure", { class: "sequence", tabindex: "0", "aria-label": "Sequence diagram" });
    this.undoButton = button("Undo", () => this.undo(), { id: "undo" });
    this.redoButton = button("Redo", () => this.redo(), { id: "redo" });
    const load = (stream) => this.load(stream);
    this.dialog = el("dialog", { "aria-labelledby": "dialog-title" });
    refill(
      this.root,
      this.notice,
      el(
        "div",
        { class: "toolbar" },
        storyChoice(load),
        this.policySwitches,
        el(
          "div",
          { class: "buttons" },
          this.undoButton,
          this.redoButton,
          button("Start anew", () => this.load(opening), { id: "restart" }),
          button("Other events", () => this.compose(), { id: "compose" }),
          button("Import, export", () => openStream(this.dialog, this.ask, load), { id: "stream" }),
          button("Share", () => this.share(), { id: "share" }),
        ),
      ),
      el(
        "div",
        { class: "simulator" },
        this.moves.element,
        el(
          "div",
          { class: "stack" },
          el(
            "section",
            { class: "card", "aria-labelledby": "stage-title" },
            el("h2", { id: "stage-title" }, "Where everybody stands"),
            this.chainChoice,
            this.stageBox,
            castForms((verb, name) => this.add(verb, name)),
          ),
          this.stepBox,
        ),
        el(
          "section",
          { class: "card wide", "aria-labelledby": "sequence-title" },
          el("h2", { id: "sequence-title" }, "Sequence diagram"),
          el("p", { class: "quiet small" }, "A filled bar on an agent’s lane is Full access, a hollow one ReadOnly."),
          this.figure,
        ),
        el(
          "section",
          { class: "card wide", "aria-labelledby": "log-title" },
          el("h2", { id: "log-title" }, "What happened so far"),
          this.logBox,
        ),
      ),
      this.dialog,
    );
  }

  render() {
    const state = this.ask("state");
    const chains = state.chains.map((chain) => chain.chain);
    if (!chains.includes(this.chain)) this.chain = chains[0] ?? null;
    const chain = this.shown(state);
    this.renderPolicies();
    this.renderChains(chains);
    refill(
      this.stageBox,
      chainCard(chain),
      agentCards(state, chain, (key) => this.moves.choose(key)),
    );
    this.renderMoves(state);
    this.undoButton.disabled = this.steps.length === 0;
    this.redoButton.disabled = this.undone.length === 0;
    showDiagram(this.figure, this.ask("diagram").text);
    this.renderSteps();
  }

  /** The chain that is shown. */
  shown(state) {
    return state.chains.find((one) => one.chain === this.chain);
  }

  renderMoves(state) {
    const offered = () => this.ask("moves", `${this.chain ?? "0"}\n${this.moves.callWords()}`);
    const parties = [
      ...state.agents.map((agent) => agentKey(agent.name)),
      ...state.numbers.map((number) => `number:${number.name}`),
    ];
    try {
      this.moves.show(offered(), parties);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.moves.forgetCalls(); // an id that is no name
      this.moves.show(offered(), parties);
      throw problem;
    }
  }

  renderSteps() {
    const choose = (index) => {
      this.chosen = index;
      this.renderSteps();
    };
    refill(
      this.stepBox,
      el("h2", { id: "step-title" }, "What the engine answered"),
      stepCard(this.steps[this.chosen], this.chosen + 1),
    );
    refill(this.moves.last, shortAnswer(this.steps[this.chosen]));
    refill(this.logBox, stepList(this.steps, this.chosen, choose));
  }

  renderPolicies() {
    for (const [name, value] of Object.entries(this.policies))
      this.policySwitches.querySelector(`[name="try-${name}"][value="${value}"]`).checked = true;
  }

  renderChains(chains) {
    const choose = (chain) => {
      this.chain = chain;
      this.render();
    };
    refill(this.chainChoice, chains.length < 2 ? null : switchOf("chain", "Chain", chains, this.chain, choose));
  }
}
