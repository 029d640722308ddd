// SPDX-License-Identifier: Apache-2.0
// simulator.js is the view in which one tries the engine: it plays events, and shows what the engine says of them.
import { announce, download, el, refill } from "./dom.js";
import { defaultPolicies, model, policyWords, questions, scenarios, stories } from "./model.js";
import { MoveList } from "./moves.js";
import { fromShared, toShared } from "./share.js";
import { agentCards, chainCard, showDiagram, stepCard, stepList } from "./stage.js";

const lines = (events) => events.map((event) => JSON.stringify(event)).join("\n");

/** Three agents at their desks, a chain of two records, and a call for it at the first of them. */
export const opening = lines(questions.opening);

export class Simulator {
  constructor(ask, root) {
    this.ask = ask;
    this.root = root;
    this.policies = { ...defaultPolicies };
    this.moves = new MoveList((line) => this.play(line));
    this.build();
  }

  // --- What can be done ---

  /** Begins anew with this stream; false, with the engine's reason shown, where it cannot be played. */
  load(stream, policies = this.policies) {
    return this.guarded(() => {
      this.policies = { ...defaultPolicies, ...policies };
      this.ask("begin", policyWords(this.policies));
      this.steps = [];
      this.undone = [];
      this.chain = null;
      try {
        this.steps = this.ask("play", stream);
      } finally {
        this.chosen = this.steps.length - 1;
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
      announce(`${step.result}${step.rule === "" ? "" : ` by ${step.rule}`}${step.reason === "" ? "" : `, ${step.reason}`}`);
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

  setPolicy(name, value) {
    this.guarded(() => {
      this.policies[name] = value;
      this.steps = this.ask("policies", policyWords(this.policies));
      this.render();
      announce(`Everything was played anew under ${policyWords(this.policies)}`);
    });
  }

  add(verb, name) {
    this.guarded(() => {
      this.ask(verb, name);
      this.render();
    });
  }

  /** Opens the stream that a link's fragment carries. */
  openShared(text) {
    const shared = fromShared(text);
    if (shared === null) {
      this.tell("The link is damaged or too long: nothing was loaded from it.");
      return;
    }
    const pairs = shared.policies.split(" ").filter((word) => word !== "").map((word) => word.split("="));
    const isKnown = ([name, value]) => model.policies.some((policy) => policy.name === name && policy.values.includes(value));
    if (!pairs.every(isKnown)) this.tell("The link names a policy that there is none of: nothing was loaded from it.");
    else this.load(shared.stream, Object.fromEntries(pairs));
  }

  get link() {
    const shared = toShared(policyWords(this.policies), this.ask("input").text);
    return shared === null ? null : `${location.href.split("#")[0]}#try:${shared}`;
  }

  /** Does what the engine may have a problem with, and tells the problem. */
  guarded(does) {
    this.tell("");
    try {
      does();
      return true;
    } catch (problem) {
      this.tell(`Not possible: ${problem.message}.`);
      return false;
    }
  }

  tell(text) {
    this.notice.textContent = text;
    this.notice.hidden = text === "";
  }

  // --- How it looks ---

  build() {
    this.notice = el("p", { class: "notice", role: "alert", hidden: true });
    this.policySwitches = el("div", { class: "policies" }, model.policies.map((policy) => this.policySwitch(policy)));
    this.chainChoice = el("div", { class: "choice" });
    this.stageBox = el("div");
    this.stepBox = el("section", { class: "card", "aria-labelledby": "step-title" });
    this.logBox = el("div", { class: "log" });
    this.figure = el("figure", { class: "sequence", tabindex: "0", "aria-label": "Sequence diagram" });
    this.undoButton = el("button", { type: "button", id: "undo", onclick: () => this.undo() }, "Undo");
    this.redoButton = el("button", { type: "button", id: "redo", onclick: () => this.redo() }, "Redo");
    refill(this.root,
      this.notice,
      el("div", { class: "toolbar" }, this.storyChoice(), this.policySwitches,
        el("div", { class: "buttons" }, this.undoButton, this.redoButton,
          el("button", { type: "button", id: "restart", onclick: () => this.load(opening) }, "Start anew"),
          el("button", { type: "button", id: "stream", onclick: () => this.openStream() }, "Import, export"),
          el("button", { type: "button", id: "share", onclick: () => this.openShare() }, "Share"))),
      el("div", { class: "simulator" },
        this.moves.element,
        el("div", { class: "stack" },
          el("section", { class: "card", "aria-labelledby": "stage-title" },
            el("h2", { id: "stage-title" }, "Where everybody stands"), this.chainChoice, this.stageBox, this.castForm()),
          this.stepBox),
        el("section", { class: "card wide", "aria-labelledby": "sequence-title" },
          el("h2", { id: "sequence-title" }, "Sequence diagram"),
          el("p", { class: "quiet small" }, "A filled bar on an agent’s lane is Full access, a hollow one ReadOnly."),
          this.figure),
        el("section", { class: "card wide", "aria-labelledby": "log-title" },
          el("h2", { id: "log-title" }, "What happened so far"), this.logBox)),
      this.dialog = el("dialog", { "aria-labelledby": "dialog-title" }));
  }

  storyChoice() {
    const option = (value, text) => el("option", { value }, text);
    const load = (value) => {
      const [kind, name] = value.split(/:(.*)/s);
      if (kind === "story") this.load(stories.get(name).input);
      else if (kind === "scenario") this.load(scenarios.find((one) => one.name === name).input);
    };
    return el("p", { class: "field" }, el("label", { for: "story" }, "Story"),
      el("select", { id: "story", onchange: (event) => load(event.target.value) },
        option("", "choose one to load it"),
        el("optgroup", { label: "The guide’s scenarios" },
          scenarios.map((one) => option(`scenario:${one.name}`, one.name.replaceAll("-", " ")))),
        el("optgroup", { label: "Conformance stories" },
          model.stories.map((one) => option(`story:${one.name}`, `${one.name.slice(0, 2)} ${one.title}`)))));
  }

  render() {
    const state = this.ask("state");
    const chains = state.chains.map((chain) => chain.chain);
    if (!chains.includes(this.chain)) this.chain = chains[0] ?? null;
    const chain = state.chains.find((one) => one.chain === this.chain);
    this.renderPolicies();
    this.renderChains(chains);
    refill(this.stageBox, chainCard(chain), agentCards(state, chain, (agent) => this.moves.choose(agent)));
    this.moves.show(this.ask("moves", this.chain ?? "0"), state.agents.map((agent) => agent.name));
    this.undoButton.disabled = this.steps.length === 0;
    this.redoButton.disabled = this.undone.length === 0;
    showDiagram(this.figure, this.ask("diagram").text);
    this.renderSteps();
  }

  renderSteps() {
    const choose = (index) => {
      this.chosen = index;
      this.renderSteps();
    };
    refill(this.stepBox, el("h2", { id: "step-title" }, "What the engine answered"),
      stepCard(this.steps[this.chosen], this.chosen + 1));
    refill(this.logBox, stepList(this.steps, this.chosen, choose));
  }

  policySwitch(policy) {
    const radio = (value) => el("label", null,
      el("input", { type: "radio", name: policy.name, value, onchange: () => this.setPolicy(policy.name, value) }),
      el("span", null, value));
    return el("fieldset", { class: "switch", title: policy.text },
      el("legend", null, policy.name), policy.values.map(radio));
  }

  renderPolicies() {
    for (const field of this.policySwitches.querySelectorAll("input"))
      field.checked = this.policies[field.name] === field.value;
  }

  renderChains(chains) {
    const choose = (chain) => {
      this.chain = chain;
      this.render();
    };
    refill(this.chainChoice, chains.length < 2 ? (chains.length === 1 ? `Chain ${chains[0]}` : null)
      : el("fieldset", { class: "switch" }, el("legend", null, "Chain"), chains.map((chain) => el("label", null,
        el("input", { type: "radio", name: "chain", value: chain, checked: chain === this.chain,
          onchange: () => choose(chain) }), el("span", null, chain)))));
  }

  castForm() {
    const field = (verb, label) => {
      const input = el("input", { id: `add-${verb}`, maxlength: "128", autocomplete: "off", required: true });
      const submit = (event) => {
        event.preventDefault();
        this.add(verb, input.value);
        input.value = "";
      };
      return el("form", { class: "field", onsubmit: submit }, el("label", { for: `add-${verb}` }, label), input,
        el("button", { type: "submit" }, "Add"));
    };
    return el("details", { class: "fold" }, el("summary", null, "More agents and DNs"),
      el("p", { class: "small quiet" }, "A new agent can be transferred to, or log in; a new chain is loaded under ",
        "“Chain and records”."),
      field("agent", "Agent"), field("dn", "DN"));
  }

  // --- Dialogs ---

  openDialog(title, ...content) {
    refill(this.dialog, el("h2", { id: "dialog-title" }, title), content,
      el("p", { class: "buttons" }, el("button", { type: "button", onclick: () => this.dialog.close() }, "Close")));
    this.dialog.showModal();
  }

  openStream() {
    const text = el("textarea", { id: "stream-text", rows: "14", spellcheck: "false" });
    text.value = this.ask("input").text;
    const play = () => {
      this.dialog.close();
      this.load(text.value);
    };
    this.openDialog("Import and export",
      el("p", null, el("label", { for: "stream-text" }, "Events, one JSON object a line, as `recordshare run` reads them")),
      text,
      el("p", { class: "buttons" },
        el("button", { type: "button", id: "play-stream", class: "main", onclick: play }, "Play this stream"),
        el("button", { type: "button", onclick: () => download("events.jsonl", this.ask("input").text) }, "Save the events"),
        el("button", { type: "button", id: "save-answers", onclick: () => download("answers.jsonl", this.ask("answers").text) },
          "Save the answers")));
  }

  openShare() {
    const link = this.link;
    if (link === null) {
      this.tell("This stream is too long for a link: export it instead.");
      return;
    }
    const field = el("input", { id: "share-link", readonly: true, value: link });
    const copy = async () => {
      field.select();
      await navigator.clipboard.writeText(link).then(() => announce("The link was copied"), () => announce("Copy the link"));
    };
    this.openDialog("Share this case",
      el("p", null, "The link carries the events and the policies in itself; nothing is sent anywhere."),
      el("p", { class: "field" }, el("label", { for: "share-link" }, "Link"), field,
        el("button", { type: "button", class: "main", onclick: copy }, "Copy")));
    field.select();
  }
}
