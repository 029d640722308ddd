// SPDX-License-Identifier: Apache-2.0
// dialogs.js holds the dialogs of the simulator: a stream, a link, a new name, a story.
import { announce, download, el, refill } from "./dom.js";
import { button, choiceOf } from "./fields.js";
import { model, scenarios, stories } from "./model.js";

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

/** Two small forms for a new agent or DN; calls `add` with the kind and the name. */
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
    el("summary", null, "More agents and DNs"),
    el(
      "p",
      { class: "small quiet" },
      "A new agent can be transferred to, or log in. A new chain is loaded under “Chain and records”.",
    ),
    form("agent", "Agent"),
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
