// SPDX-License-Identifier: Apache-2.0
// answers.js explains the engine's answers, and lists the requests that an agent may make.
import { el, table } from "./dom.js";
import { link } from "./links.js";
import { blocks, inline } from "./markdown.js";
import { agentKey, partyName, reasons, rules } from "./model.js";
import { counted } from "./tables.js";

const marks = { accepted: "✓", acknowledged: "✓", refused: "✕", error: "✕", invalid: "?" };

/** The result of a step as a badge; its sign repeats the meaning of its colour. */
export const resultBadge = (result) =>
  el("span", { class: `badge ${result}` }, el("span", { "aria-hidden": "true" }, marks[result]), " ", result);

export const accessBadge = (access) => el("span", { class: `badge access ${access}` }, access);

/** The sentence of an event, with a full stop. A name at its beginning keeps its case. */
export const clause = (words) => `${words}.`;

/** A sentence of the model, with a capital and a full stop. */
export function sentence(text) {
  if (text === "") return "";
  return text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}

function shownRecords(step) {
  if (step.shown.length === 0) return null;
  const one = (shown) => `${shown.record} (${shown.updatable ? "can be updated" : "cannot be updated"})`;
  return el(
    "p",
    null,
    "It shows ",
    step.read_only ? "read-only " : null,
    counted(step.shown.length, "record"),
    ": ",
    step.shown.map(one).join(", "),
    ".",
  );
}

/** The records that became Final by this step, for desktops that show them. */
function finalizedRecords(step) {
  if (step.finalized.length === 0) return null;
  return el("p", null, `Final from now on: ${step.finalized.join(", ")}.`);
}

/** The whole outcome: rule, sentence, reason, changes. */
export function outcome(step) {
  const rule = rules.get(step.rule);
  const reason = reasons.get(step.reason);
  const changes = step.changes.map((change) =>
    el(
      "li",
      null,
      el("strong", null, change.agent),
      " ",
      accessBadge(change.from),
      " → ",
      accessBadge(change.to),
      ` on chain ${change.chain}`,
    ),
  );
  return el(
    "div",
    { class: "outcome" },
    el(
      "p",
      null,
      resultBadge(step.result),
      " ",
      rule === undefined
        ? null
        : [link(rule.id), " ", el("strong", null, sentence(rule.title).replace(/[:.]+$/, ""))],
      step.reply === "" ? null : [", answered with ", el("code", null, step.reply)],
    ),
    rule === undefined
      ? el("p", null, sentence(step.message))
      : el("div", { class: "small quiet" }, blocks(rule.text, `Rule ${rule.id}`)),
    reason === undefined
      ? null
      : el(
          "p",
          null,
          link(reason.name),
          " ",
          inline(sentence(reason.why)),
          " ",
          el("span", { class: "quiet" }, "Needed: ", inline(sentence(reason.needed))),
        ),
    step.final === null
      ? null
      : el(
          "p",
          null,
          `Finalized by ${step.final.by}`,
          step.final.agent === "" ? ", by the server." : ` of ${step.final.agent}.`,
        ),
    shownRecords(step),
    finalizedRecords(step),
    changes.length === 0 ? null : el("ul", { class: "plain" }, changes),
  );
}

/** Groups things by key, in the order in which the keys first occur. */
function grouped(things, keyOf) {
  const groups = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(thing);
  }
  return [...groups.values()];
}

/** Groups requests with equal answers, and records with equal groups. */
function alike(moves) {
  const ofOneRecord = grouped(moves, (move) =>
    [move.members.record, move.result, move.rule, move.reason].join(" "),
  ).map((group) => ({ ...group[0], types: group.map((move) => move.type) }));
  return grouped(ofOneRecord, (group) => [group.types, group.result, group.rule, group.reason].join(" ")).map(
    (groups) => ({ ...groups[0], records: groups.map((group) => group.members.record).join(", ") }),
  );
}

/** The requests that an agent may make now, for each record, as the engine answered them. */
export function mayTable(agent, moves) {
  const requests = moves.filter((move) => move.group === "desktop" && move.who === agentKey(agent));
  const rowsOfTable = alike(requests).map((group) => [
    group.records,
    el(
      "span",
      { class: "types" },
      group.types.map((type) => el("code", null, type)),
    ),
    resultBadge(group.result),
    [
      link(group.rule),
      " ",
      group.reason === ""
        ? rules.get(group.rule).title
        : [link(group.reason), " ", inline(reasons.get(group.reason).why)],
    ],
  ]);
  return table(`What ${agent} may ask for`, ["Record", "Request", "Answer", "Why"], rowsOfTable, { class: "may" });
}

/** An agent's relation to a chain: the facts that decide its access (rules.md, section 3). */
export function standingOf(agent, chain) {
  const words = [];
  const several = agent.dns.length > 1;
  const missing = several ? ", of which one is not monitored" : ", which is not monitored";
  if (agent.dns.length === 0) words.push("not logged in");
  else words.push(`at DN${several ? "s" : ""} ${agent.dns.join(", ")}${agent.eligible ? "" : missing}`);
  if (chain === undefined) return words;
  const key = agentKey(agent.name);
  if (chain.parties.includes(key)) words.push("on the call");
  if (chain.keepers.includes(key)) words.push("keeps the chain");
  for (const one of chain.consultations) {
    if (one.to === key) words.push(`consulted by ${partyName(one.from)} (${one.stage})`);
    if (one.from === key) words.push(`consults ${partyName(one.to)} (${one.stage})`);
  }
  return words;
}
