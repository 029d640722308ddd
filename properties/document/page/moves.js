// SPDX-License-Identifier: Apache-2.0
// moves.js offers the next events: accepted ones first, then all others with the engine's answer.
import { el, refill } from "./dom.js";
import { partyName } from "./model.js";
import { counted } from "./tables.js";

const groups = {
  call: "The call",
  desktop: "Desktop requests",
  chain: "Chain and records",
  directory: "Agents and DNs",
};

/** The list of moves. Calls `play` with the chosen line, and `changed` when the ids of calls are others. */
export class MoveList {
  constructor(play, changed) {
    this.play = play;
    const idField = (id) =>
      el("input", { id, maxlength: "256", autocomplete: "off", "aria-describedby": "calls-hint", oninput: changed });
    this.callField = idField("moves-call");
    this.newCallField = idField("moves-new-call");
    this.who = "";
    this.words = "";
    this.opened = new Set();
    this.whoField = el("select", { id: "moves-who", onchange: (event) => this.choose(event.target.value) });
    this.wordsField = el("input", {
      id: "moves-words",
      type: "search",
      autocomplete: "off",
      placeholder: "transfer, bob …",
      oninput: (event) => this.filter(event.target.value),
    });
    this.last = el("p", { class: "last", "aria-hidden": "true" });
    this.list = el("div", { class: "moves", onkeydown: (event) => this.step(event) });
    this.element = el(
      "section",
      { class: "card", "aria-labelledby": "moves-title" },
      el("h2", { id: "moves-title" }, "What happens next"),
      el(
        "div",
        { class: "fields" },
        el("p", null, el("label", { for: "moves-who" }, "By"), this.whoField),
        el("p", null, el("label", { for: "moves-words" }, "Filter"), this.wordsField),
      ),
      el(
        "details",
        { class: "fold" },
        el("summary", null, "Ids of calls"),
        el("p", { class: "small quiet", id: "calls-hint" }, "Every event of a call that is offered gives them."),
        el(
          "div",
          { class: "fields" },
          el("p", null, el("label", { for: "moves-call" }, "Call"), this.callField),
          el("p", null, el("label", { for: "moves-new-call" }, "New call"), this.newCallField),
        ),
      ),
      this.last,
      this.list,
    );
  }

  /** The ids that events are to give, as the engine asks for them: a line each. */
  callWords() {
    return `${this.callField.value}\n${this.newCallField.value}`;
  }

  forgetCalls() {
    this.callField.value = "";
    this.newCallField.value = "";
  }

  /** Shows new moves, for these agents and numbers. */
  show(moves, parties) {
    this.moves = moves;
    if (!parties.includes(this.who)) this.who = "";
    refill(
      this.whoField,
      ["", ...parties].map((key) =>
        el("option", { value: key, selected: key === this.who }, key === "" ? "anybody" : partyName(key)),
      ),
    );
    this.render();
  }

  choose(who) {
    this.who = who;
    this.whoField.value = who;
    this.render();
  }

  filter(words) {
    this.words = words.toLowerCase();
    this.render();
  }

  render() {
    const words = this.words.split(/\s+/);
    const fits = (move) =>
      (this.who === "" || move.who === this.who) &&
      words.every((word) => `${move.words} ${move.type} ${move.reason}`.toLowerCase().includes(word));
    const moves = this.moves.filter(fits);
    const sensible = moves.filter((move) => move.sensible);
    const refused = moves.filter((move) => move.reason !== "");
    const idle = moves.filter((move) => !move.sensible && move.reason === "");
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.line : undefined;
    refill(
      this.list,
      sensible.length === 0 ? el("p", { class: "quiet" }, "Nothing fits here; what is refused is below.") : null,
      Object.entries(groups).map(([group, title]) =>
        this.group(
          title,
          sensible.filter((move) => move.group === group),
        ),
      ),
      this.fold("refused", `${counted(refused.length, "event")} would be refused`, refused),
      this.fold("idle", `${counted(idle.length, "event")} would change nothing`, idle),
    );
    if (focused !== undefined) this.focusOn(focused);
  }

  /** Keeps the keyboard focus in the list: on the same move, or on the first. */
  focusOn(line) {
    const buttons = [...this.list.querySelectorAll(".move")];
    (buttons.find((button) => button.dataset.line === line) ?? buttons[0])?.focus({ preventScroll: true });
  }

  group(title, moves) {
    if (moves.length === 0) return null;
    return el(
      "div",
      { class: "group" },
      el("h3", null, title),
      el(
        "ul",
        { class: "plain" },
        moves.map((move) => el("li", null, this.button(move))),
      ),
    );
  }

  fold(name, title, moves) {
    if (moves.length === 0) return null;
    const list = el("ul", { class: "plain" });
    const fill = () =>
      list.childElementCount > 0 || list.append(...moves.map((move) => el("li", null, this.button(move))));
    if (this.opened.has(name)) fill();
    const toggle = (event) => {
      if (event.target.open) fill();
      this.opened[event.target.open ? "add" : "delete"](name);
    };
    return el(
      "details",
      { class: "fold", open: this.opened.has(name), ontoggle: toggle },
      el("summary", null, title),
      list,
    );
  }

  button(move) {
    return el(
      "button",
      { type: "button", class: "move", "data-line": move.line, onclick: () => this.play(move.line) },
      el("span", null, move.words),
      " ",
      el("span", { class: "quiet small" }, move.type, move.reason === "" ? null : ` · ${move.reason}`),
    );
  }

  /** The arrow keys move between the buttons. */
  step(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !event.target.matches(".move, summary")) return;
    const stops = [...this.list.querySelectorAll(".move, summary")].filter(
      (stop) => stop.checkVisibility?.() ?? true,
    );
    const next = stops[stops.indexOf(event.target) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }
}
