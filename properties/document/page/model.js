// SPDX-License-Identifier: Apache-2.0
// model.js loads the built-in output of `recordshare-check describe --format json`, and looks up its items by name.

const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const model = read("model");

/** Markdown without its marks, for headings and tooltips. */
export const plain = (text) => text.replace(/[`*]/g, "");

for (const rule of model.rules) rule.title = plain(rule.title);

export const questions = read("questions");
export const scenarios = read("scenarios");

const byName = (list, key) => new Map(list.map((one) => [one[key], one]));

export const rules = byName(model.rules, "id");
export const rows = byName(model.rows, "id");
export const invariants = byName(model.invariants, "id");
export const guide = byName(model.guide, "id");
export const reasons = byName(model.reasons, "name");
export const stories = byName(model.stories, "name");
export const interpretations = byName(model.interpretations, "id");
export const tests = byName(model.tests, "name");

/** The kind and the item of a name; nothing if the model has no such name. */
export function named(id) {
  const kinds = { rule: rules, row: rows, invariant: invariants, sentence: guide, reason: reasons };
  for (const [kind, things] of Object.entries(kinds)) if (things.has(id)) return { kind, thing: things.get(id) };
  return null;
}

/** An agent as the engine names parties. */
export const agentKey = (agent) => `agent:${agent}`;

/** A party in words: "alice", or "number 1509". */
export const partyName = (key) => key.replace(/^agent:/, "").replace(/^number:/, "number ");

/** The default policies, by name. */
export const defaultPolicies = Object.fromEntries(model.policies.map((policy) => [policy.name, policy.default]));

/** Policies in the engine's text form. */
export const policyWords = (policies) =>
  Object.entries(policies)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
