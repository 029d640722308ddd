// SPDX-License-Identifier: Apache-2.0
// fields.js creates fields that several views use: switches and lists.
import { el } from "./dom.js";
import { model, plain } from "./model.js";

/** A switch between values; calls `change` with the chosen one. */
export function switchOf(name, legend, values, chosen, change, title = null) {
  const choice = (value) =>
    el(
      "label",
      null,
      el("input", { type: "radio", name, value, checked: value === chosen, onchange: () => change(value) }),
      el("span", null, value),
    );
  return el("fieldset", { class: "switch", title }, el("legend", null, legend), values.map(choice));
}

/** A switch for each policy: sets `policies` and calls `changed`. `prefix` makes the ids unique in the page. */
export function policySwitches(prefix, policies, changed) {
  const change = (name) => (value) => {
    policies[name] = value;
    changed();
  };
  return el(
    "div",
    { class: "policies" },
    model.policies.map((policy) => {
      const name = `${prefix}-${policy.name}`;
      return switchOf(
        name,
        policy.name,
        policy.values,
        policies[policy.name],
        change(policy.name),
        plain(policy.text),
      );
    }),
  );
}

/** A select list with a label. `options` are texts, or pairs of a value and a text. */
export function choiceOf(id, label, options, attributes) {
  const option = (one) => {
    const [value, text] = Array.isArray(one) ? one : [one, one];
    return el("option", { value }, text);
  };
  const choices = options.map((one) => (one instanceof Element ? one : option(one)));
  return el("p", { class: "field" }, el("label", { for: id }, label), el("select", { id, ...attributes }, choices));
}

export const button = (text, onclick, attributes) => el("button", { type: "button", onclick, ...attributes }, text);
