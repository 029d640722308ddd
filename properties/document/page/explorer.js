// SPDX-License-Identifier: Apache-2.0
// explorer.js browses the reachable states of two agents and one record, which the engine explores in the page.
import { accessBadge, clause, resultBadge } from "./answers.js";
import { announce, el, refill } from "./dom.js";
import { choiceOf, policySwitches } from "./fields.js";
import { links } from "./links.js";
import { defaultPolicies, model, policyWords } from "./model.js";
import { counted } from "./tables.js";

const agents = ["alice", "bob"];

export class Explorer {
  /** `open` shows a stream in the simulator. */
  constructor(ask, root, open) {
    this.ask = ask;
    this.open = open;
    this.policies = { ...defaultPolicies };
    this.summary = el("p", { class: "quiet", "aria-live": "polite" });
    this.found = el("p", { role: "status" });
    this.here = el("div", { class: "stack" });
    refill(
      root,
      el(
        "p",
        { class: "lead" },
        "All reachable states, explored in this page by the production state machine.",
      ),
      policySwitches("graph", this.policies, () => this.start()),
      this.summary,
      this.patternForm(),
      this.found,
      this.here,
    );
  }

  /** Explores when the view is first opened, and after a change of policies. */
  start() {
    const words = policyWords(this.policies);
    if (this.explored === words) return;
    this.explored = words;
    const { states, states_up_to_names: forms, steps, depth } = this.ask("explore", words);
    const digits = (count) => count.toLocaleString("en");
    this.summary.textContent =
      `${digits(states)} states (${digits(forms)} up to who is who), ${digits(steps)} outcomes, ` +
      `none farther than ${counted(depth, "event")} from the beginning.`;
    this.find("alice=Full");
  }

  patternForm() {
    const choice = (name, label, values) => choiceOf(`find-${name}`, label, [["", "any"], ...values], { name });
    const accesses = model.accesses.map((access) => access.name);
    const submit = (event) => {
      event.preventDefault();
      const words = [...new FormData(event.target)]
        .filter(([, value]) => value !== "")
        .map(([name, value]) => `${name}=${value}`);
      this.find(words.join(" "));
    };
    return el(
      "form",
      { class: "card pattern", "aria-labelledby": "pattern-title", onsubmit: submit },
      el("h2", { id: "pattern-title" }, "Show me a state where …"),
      el(
        "div",
        { class: "fields" },
        agents.map((agent) => [
          choice(agent, `${agent} has`, accesses),
          choice(`${agent}.on_call`, `${agent} is on the call`, ["yes", "no"]),
        ]),
        choice(
          "phase",
          "the phase is",
          model.phases.map((phase) => phase.name),
        ),
        choice("record", "the record is", ["Open", "Final"]),
        el("button", { type: "submit", class: "main", id: "find" }, "Find the nearest"),
      ),
    );
  }

  find(words) {
    const { number } = this.ask("find", words);
    if (number === null) {
      this.found.textContent = "No such state can be reached: all were looked at.";
      return;
    }
    this.found.textContent = "";
    this.show(number);
  }

  show(number) {
    const place = this.ask("place", String(number));
    const way = this.ask("way", String(number)).text;
    const wayLines = way.split("\n").filter((line) => line !== "");
    refill(
      this.here,
      el(
        "section",
        { class: "card", "aria-labelledby": "place-title" },
        el("h2", { id: "place-title", tabindex: "-1" }, `State ${place.number}`),
        el(
          "p",
          null,
          agents.map((agent) => [el("strong", null, agent), " ", accessBadge(place.accesses[agent]), "  "]),
        ),
        el("p", { id: "place-text" }, place.text),
        el(
          "details",
          { class: "fold" },
          el("summary", null, `The shortest way here: ${counted(place.depth, "event")}`),
          el(
            "ol",
            null,
            wayLines.map((line) => el("li", null, el("code", null, line))),
          ),
        ),
        el(
          "p",
          { class: "buttons" },
          el(
            "button",
            { type: "button", class: "main", id: "open-way", onclick: () => this.open(way, this.policies) },
            "Open in the simulator",
          ),
          place.number === 0 ? null : el("button", { type: "button", onclick: () => this.go(0) }, "To the beginning"),
        ),
      ),
      this.successors(place),
    );
    this.place = place;
  }

  go(number) {
    this.show(number);
    this.here.querySelector("h2").focus();
    announce(`State ${number}`);
  }

  successors(place) {
    const leads = place.branches.filter((branch) => branch.to !== place.number);
    const stays = place.branches.filter((branch) => branch.to === place.number && branch.reason === "");
    const refused = place.branches.filter((branch) => branch.reason !== "");
    const where = (branch) => [agents.map((agent) => [" ", agent, " ", accessBadge(branch.accesses[agent])])];
    const lead = (branch) =>
      el(
        "li",
        null,
        el(
          "button",
          { type: "button", class: "move", "data-to": branch.to, onclick: () => this.go(branch.to) },
          el("span", null, clause(branch.words)),
          " ",
          el("span", { class: "small quiet" }, branch.rule, " → state ", String(branch.to), where(branch)),
        ),
      );
    const stay = (branch) =>
      el(
        "li",
        null,
        clause(branch.words),
        " ",
        resultBadge(branch.result),
        " ",
        links([branch.rule, branch.reason].filter((word) => word !== "")),
      );
    const fold = (title, branches) =>
      branches.length === 0
        ? null
        : el(
            "details",
            { class: "fold" },
            el("summary", null, title),
            el("ul", { class: "plain" }, branches.map(stay)),
          );
    return el(
      "section",
      { class: "card", "aria-labelledby": "successors-title" },
      el("h2", { id: "successors-title" }, `${counted(leads.length, "event")} lead on from here`),
      el("ul", { class: "plain moves" }, leads.map(lead)),
      fold(`${counted(stays.length, "event")} take place and change nothing`, stays),
      fold(`${counted(refused.length, "event")} are refused`, refused),
    );
  }
}
