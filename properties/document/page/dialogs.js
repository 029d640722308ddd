// SPDX-License-Identifier: Apache-2.0
// dialogs.js holds the dialogs of the simulator: a stream, a link, a new name, a story.
import { announce, download, el, refill } from "./dom.js";
import { button, choiceOf } from "./fields.js";
import { agentKey, model, partyName, scenarios, stories } from "./model.js";

const title = (name) => name.replaceAll("-", " ");

/** The list of stories; calls `load` with the stream of the chosen one. */
export function storyChoice(load) {
  const streams = new Map([
    ...scenarios.map((one) => [`scenario:${one.name}`, one.input]),
    ...model.stories.map((one) => [`story:${one.name}`, stories.get(one.name).input]),
  ]);
  const group = (label, kind, list) =>
    el(
      "optgroup",
      { label },
      list.map((one) => el("option", { value: `${kind}:${one.name}` }, title(one.name))),
    );
  const options = [
    ["", "choose one to load it"],
    group("The guide’s scenarios", "scenario", scenarios),
    group("Conformance stories", "story", model.stories),
  ];
  const onchange = (event) => event.target.value !== "" && load(streams.get(event.target.value));
  return choiceOf("story", "Story", options, { onchange });
}

/** Small forms for a new agent, number or DN; calls `add` with the kind and the name. */
export function castForms(add) {
  const form = (verb, label) => {
    const input = el("input", { id: `add-${verb}`, maxlength: "256", autocomplete: "off", required: true });
    const submit = (event) => {
      event.preventDefault();
      add(verb, input.value);
      input.value = "";
    };
    return el(
      "form",
      { class: "field", onsubmit: submit },
      el("label", { for: `add-${verb}` }, label),
      input,
      el("button", { type: "submit" }, "Add"),
    );
  };
  return el(
    "details",
    { class: "fold" },
    el("summary", null, "More agents, numbers and DNs"),
    el(
      "p",
      { class: "small quiet" },
      "A new agent can be transferred to, or log in; a number is a queue or an outside line, or a DN, and then stands ",
      "for the agent there. A new chain is loaded under “Chain and records”.",
    ),
    form("agent", "Agent"),
    form("number", "Number"),
    form("dn", "DN"),
  );
}

function open(dialog, heading, ...content) {
  refill(
    dialog,
    el("h2", { id: "dialog-title" }, heading),
    content,
    el(
      "p",
      { class: "buttons" },
      button("Close", () => dialog.close()),
    ),
  );
  dialog.showModal();
}

/** A group of check boxes for the values, and a function that returns the chosen ones. */
function checks(name, legend, values, words) {
  const boxes = values.map((value) => el("input", { type: "checkbox", name, value }));
  const group = el(
    "fieldset",
    { class: "checks" },
    el("legend", null, legend),
    values.length === 0 ? el("span", { class: "quiet" }, "There are none.") : null,
    boxes.map((box) => el("label", null, box, el("span", null, words(box.value)))),
  );
  return [group, () => boxes.filter((box) => box.checked).map((box) => box.value)];
}

/** Composes events that the list of moves does not offer in all their forms. Calls `play` with the chosen line. */
export function openCompose(dialog, state, chain, call, play) {
  const playAndClose = (line) => {
    dialog.close();
    play(line);
  };
  const agents = state.agents.map((agent) => agent.name);
  const keys = [...agents.map(agentKey), ...state.numbers.map((number) => `number:${number.name}`)];
  const dnNames = state.dns.map((dn) => dn.dn);
  const [dnGroup, chosenDns] = checks("compose-dn", "Its DNs, one or several", dnNames, (dn) => dn);
  const [partyGroup, chosenParties] = checks("compose-party", "On the call now", keys, partyName);
  const logIn = (event) => {
    event.preventDefault();
    const agent = event.target.elements["compose-agent"].value;
    playAndClose(JSON.stringify({ type: "AgentLogin", agent, dns: chosenDns() }));
  };
  const recover = (event) => {
    event.preventDefault();
    const named = (kind) =>
      chosenParties()
        .filter((key) => key.startsWith(kind))
        .map((key) => key.slice(kind.length));
    const members = { agents: named("agent:"), numbers: named("number:"), ...(call === "" ? {} : { call }) };
    // The handle is written as digits: JavaScript's numbers are not exact.
    const record = `{"type":"CallRecovered","record":${chain.records[0].record},`;
    playAndClose(record + JSON.stringify(members).slice(1));
  };
  open(
    dialog,
    "Other events",
    el(
      "form",
      { class: "stack", "aria-labelledby": "compose-login-title", onsubmit: logIn },
      el("h3", { id: "compose-login-title" }, "An agent logs in"),
      choiceOf("compose-agent", "Agent", agents, { name: "compose-agent", required: true }),
      dnGroup,
      el("p", { class: "buttons" }, el("button", { type: "submit", id: "compose-login" }, "Log in")),
    ),
    chain === undefined
      ? null
      : el(
          "form",
          { class: "stack", "aria-labelledby": "compose-call-title", onsubmit: recover },
          el("h3", { id: "compose-call-title" }, `The call of chain ${chain.chain} is recovered`),
          partyGroup,
          el("p", { class: "buttons" }, el("button", { type: "submit", id: "compose-recover" }, "Recover the call")),
        ),
  );
}

/** Shows the stream, to save or replace it: calls `load` with the new one. */
export function openStream(dialog, ask, load) {
  const text = el("textarea", { id: "stream-text", rows: "14", spellcheck: "false" });
  text.value = ask("input").text;
  const play = () => {
    dialog.close();
    load(text.value);
  };
  const label = "Events, one JSON object a line, as the command recordshare run reads them";
  open(
    dialog,
    "Import and export",
    el("p", null, el("label", { for: "stream-text" }, label)),
    text,
    el(
      "p",
      { class: "buttons" },
      button("Play this stream", play, { id: "play-stream", class: "main" }),
      button("Save the events", () => download("events.jsonl", ask("input").text)),
      button("Save the answers", () => download("answers.jsonl", ask("answers").text), { id: "save-answers" }),
    ),
  );
}

/** Shows a link to copy. */
export function openLink(dialog, link) {
  const field = el("input", { id: "share-link", readonly: true, value: link });
  const copy = () => {
    field.select();
    navigator.clipboard.writeText(link).then(
      () => announce("The link was copied"),
      () => announce("The link is selected: copy it"),
    );
  };
  open(
    dialog,
    "Share this case",
    el("p", null, "The link carries the events and the policies in itself; nothing is sent anywhere."),
    el(
      "p",
      { class: "field" },
      el("label", { for: "share-link" }, "Link"),
      field,
      button("Copy", copy, { class: "main" }),
    ),
  );
  field.select();
}
