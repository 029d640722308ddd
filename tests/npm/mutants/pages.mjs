// SPDX-License-Identifier: Apache-2.0
// pages.mjs makes the review page with mistakes in its script: all mutants, each behind a switch, or a planted one.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { npm, pageFile, sourceFolder } from '../folders.mjs';

const scripts = `${sourceFolder}/properties/document/page`;

/** The names of the page's scripts, in the order of assemble.py. */
function namesOfScripts() {
  const program = 'import json, assemble; print(json.dumps(assemble.SCRIPTS))';
  return JSON.parse(execFileSync('python3', ['-B', '-c', program], { cwd: scripts, encoding: 'utf8' }));
}

/** One script without what only a module has, as assemble.py joins it. */
const joinable = (content) => content.replace(/^import [^;]*;\n/gm, '').replace(/^export /gm, '');

/** The same without the switches' functions, which the first script declares. */
function withoutSwitches(content, index) {
  const end = 'return isActive(id);\n}\n';
  return index === 0 ? content : content.slice(content.indexOf(end) + end.length);
}

/** The built page with these scripts in place of its own. */
function pageWith(contents) {
  const script = `\n${contents.map(joinable).join('\n')}\n`;
  if (script.includes('</script')) throw new Error('a script would end before its end');
  const hash = createHash('sha256').update(script).digest('base64');
  return readFileSync(pageFile, 'utf8')
    .replace(/(<script type="module">)[^]*(<\/script>)/, (_, begin, end) => begin + script + end)
    .replace(/(script-src 'sha256-)[^']*/, (_, begin) => begin + hash);
}

const readScript = (name) => readFileSync(`${scripts}/${name}.js`, 'utf8');

/** The page's HTML with `to` in place of `from`, which stands once in `file`. */
export function plantedPage({ name: mistake, file, from, to }) {
  const names = namesOfScripts();
  if (!names.includes(file.replace('.js', ''))) throw new Error(`${mistake}: there is no ${file}`);
  return pageWith(
    names.map((name) => {
      const content = readScript(name);
      if (`${name}.js` !== file) return content;
      const parts = content.split(from);
      if (parts.length !== 2) throw new Error(`${mistake}: \`${from}\` stands ${parts.length - 1} times in ${file}`);
      return parts.join(to);
    }),
  );
}

/** Where a position of a text is, as an index. */
function indexAt(lines, { line, column }) {
  return lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + column;
}

/** The page's HTML, and its mutants: `id`, `file`, `line`, and a `key` that stays the same when other lines change. */
export async function instrumentedPage() {
  const { Instrumenter } = await import(
    pathToFileURL(
      `${npm.resolve('@stryker-mutator/instrumenter/package.json').replace(/package\.json$/, '')}dist/src/index.js`,
    )
  );
  const files = namesOfScripts().map((name) => ({
    name: `${name}.js`,
    mutate: true,
    content: readScript(name),
  }));
  const logger = { debug() {}, info() {}, isDebugEnabled: () => false };
  const options = { plugins: null, excludedMutations: [], ignorers: [], mutator: {} };
  const instrumented = await new Instrumenter(logger).instrument(files, options);
  const html = pageWith(instrumented.files.map((one, i) => withoutSwitches(one.content, i)));
  const contents = new Map(files.map((file) => [file.name, file.content.split('\n')]));
  const seen = new Map();
  const mutants = instrumented.mutants.map(({ id, fileName, mutatorName, location, replacement }) => {
    const lines = contents.get(fileName);
    const from = lines.join('\n').slice(indexAt(lines, location.start), indexAt(lines, location.end));
    const plain = (text) => text.replace(/\s+/g, ' ');
    const text = `${fileName} ${mutatorName}: ${plain(from)} => ${plain(replacement)}`;
    const number = (seen.get(text) ?? 0) + 1;
    seen.set(text, number);
    return { id, file: fileName, line: location.start.line + 1, key: number === 1 ? text : `${text} (${number})` };
  });
  return { html, mutants };
}
