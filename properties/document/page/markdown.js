// SPDX-License-Identifier: Apache-2.0
// markdown.js converts Markdown to elements: only the subset that rules.md uses.
import { el, table } from "./dom.js";
import { link } from "./links.js";

const kInline = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*|\[([^\]]+)\]\(([^)]*)\)|\b([RDEIG]\d{1,2})\b/gu;

/** The text of one paragraph. Names of rules, invariants and sentences of the guide become links. */
export function inline(text) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(kInline)) {
    parts.push(text.slice(at, match.index));
    const [all, code, bold, italic, linked, , id] = match;
    if (code !== undefined) parts.push(el("code", null, code));
    else if (bold !== undefined) parts.push(el("strong", null, inline(bold)));
    else if (italic !== undefined) parts.push(el("em", null, inline(italic)));
    else if (linked !== undefined) parts.push(...inline(linked));
    else parts.push(link(id) ?? all);
    at = match.index + all.length;
  }
  parts.push(text.slice(at));
  return parts;
}

const cells = (line) =>
  line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

function tableOf(lines, caption) {
  const rows = lines.filter((line) => !/^[|\s:-]+$/.test(line)).map(cells);
  return table(
    caption,
    rows[0].map((cell) => inline(cell)),
    rows.slice(1).map((row) => row.map((cell) => inline(cell))),
  );
}

function listOf(name, lines, mark) {
  const items = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ""));
    else items[items.length - 1] += " " + line.trim();
  }
  return el(
    name,
    null,
    items.map((item) => el("li", null, inline(item))),
  );
}

/** All blocks of a text: paragraphs, lists, tables, headings. `caption` names its tables for screen readers. */
export function blocks(text, caption) {
  const paragraphs = [];
  for (const line of text.split("\n")) {
    const last = paragraphs[paragraphs.length - 1];
    const begins = /^(\* |- |\d+\. )/.test(line) && last !== undefined && !/^(\* |- |\d+\. |\|)/.test(last[0] ?? "|");
    if (line.trim() === "") paragraphs.push([]);
    else if (last === undefined || begins) paragraphs.push([line]);
    else last.push(line);
  }
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => {
      if (lines[0].startsWith("|")) return tableOf(lines, caption);
      if (/^(\* |- )/.test(lines[0])) return listOf("ul", lines, /^(\* |- )/);
      if (/^\d+\. /.test(lines[0])) return listOf("ol", lines, /^\d+\. /);
      if (/^#+ /.test(lines[0])) return el("h3", null, inline(lines[0].replace(/^#+ /, "")));
      return el("p", null, inline(lines.join(" ")));
    });
}
