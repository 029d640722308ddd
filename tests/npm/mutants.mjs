// SPDX-License-Identifier: Apache-2.0
// mutants.mjs plants small mistakes in the review page's script, one at a time, and looks for a test that fails.
//
// Stryker's instrumenter puts all mutants into one page, behind switches; a test opens that page with one of them
// switched on. A mutant is tried with the tests that reach it, until one fails. Results are appended to a file, so that
// a run that was ended goes on where it was.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { instrumentedPage, plantedPage } from './mutants/pages.mjs';
import { buildFolder, sourceFolder } from './folders.mjs';

const help = `usage: bash tests/mutants.sh --page [--planted] [--sample N] [--seed S] [--jobs N] [--only TEXT] [--fresh]

Plants mistakes in the script of build/release's review page, and reports those that no test finds.
  --planted    only the mistakes in tests/npm/mutants/planted.json, each with the test that must find it
  --sample N   try only N of them, chosen by the seed (all)
  --seed S     another choice (1)
  --jobs N     so many browsers at a time (2)
  --only TEXT  only mutants whose key contains TEXT; a key is as in tests/npm/mutants/equivalent.json
  --fresh       forget the results of earlier runs
Ends with status 1 if more than 2 of 100 survive, beside those that equivalent.json shows to be equivalent.
`;

/** Options, each checked. */
function options() {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      planted: { type: 'boolean', default: false },
      sample: { type: 'string', default: '999999' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '2' },
      only: { type: 'string', default: '' },
      fresh: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  for (const name of ['sample', 'seed', 'jobs'])
    if (!/^[1-9]\d{0,5}$/.test(values[name])) throw new Error(`--${name} is a number, not \`${values[name]}\``);
  return { ...values, sample: Number(values.sample), jobs: Math.min(Number(values.jobs), 16) };
}

const folder = `${buildFolder}/mutants`;
const hashOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const secondsMost = 240; // for one mutant; more is an endless loop
const survivorsMost = 0.02;

/** A process with a browser of its own; it answers one question at a time. */
class Worker {
  constructor(page) {
    this.page = page;
  }
  start() {
    this.child = fork(fileURLToPath(new URL('./mutants/worker.mjs', import.meta.url)), {
      env: {
        ...process.env,
        RECORDSHARE_REVIEW_PAGE: this.page,
        RECORDSHARE_LIST_TESTS: '1',
        RECORDSHARE_REVIEW_CLICKS: '60',
      },
    });
  }
  /** The answer; null if it does not come in time. */
  ask(question, seconds = secondsMost) {
    if (this.child === undefined) this.start();
    return new Promise((resolve) => {
      const { child } = this;
      const end = (answer) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (answer === null) this.stop();
        resolve(answer);
      };
      const timer = setTimeout(() => end(null), 1000 * seconds);
      child.once('message', end);
      child.once('exit', () => end(null));
      child.send(question);
    });
  }
  stop() {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

/** What each test reaches, and how long it takes; all must pass without a mutant. */
async function coverageOf(page, hash) {
  const file = `${folder}/coverage-${hash}.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const worker = new Worker(page);
  const coverage = await worker.ask({ coverage: true }, 900);
  worker.stop();
  if (coverage === null || coverage.failed !== undefined)
    throw new Error(`the tests fail without a mutant: ${coverage?.failed}`);
  writeFileSync(file, JSON.stringify(coverage));
  return coverage;
}

/** The tests to try a mutant with: first those that reach it after the page was opened, the outlines before others;
 *  then those that found most in the same script so far; then the fast ones. */
function testsFor(mutant, coverage, found) {
  const count = (test) => found.get(`${mutant.file} ${test.name}`) ?? 0;
  return coverage.tests
    .map((test, index) => ({ ...test, index }))
    .filter((test) => test.reached[mutant.id] !== undefined)
    .sort((one, other) => rank(one, mutant) - rank(other, mutant) || count(other) - count(one) || one.ms - other.ms);
}
const rank = (test, mutant) => (test.reached[mutant.id] < 0 ? 2 : test.name.endsWith('.txt') ? 0 : 1);

const chosenBy = (seed) => (one, other) => (hashOf(`${seed} ${one.key}`) < hashOf(`${seed} ${other.key}`) ? -1 : 1);

/** The reasons for equivalent mutants, by key; an entry must be of a mutant. */
function equivalents(mutants) {
  const keys = new Set(mutants.map((mutant) => mutant.key));
  const list = JSON.parse(readFileSync(`${sourceFolder}/tests/npm/mutants/equivalent.json`, 'utf8'));
  const reasons = new Map();
  for (const { reason, mutants: ofReason } of list)
    for (const key of ofReason) {
      if (!keys.has(key)) throw new Error(`equivalent.json lists a mutant that there is not: ${key}`);
      reasons.set(key, reason);
    }
  return reasons;
}

/** Plants the mistakes of planted.json, each of which the tests must find whose names it gives. */
async function plant(only) {
  const all = JSON.parse(readFileSync(`${sourceFolder}/tests/npm/mutants/planted.json`, 'utf8'));
  let missed = 0;
  for (const mistake of all.filter((one) => one.name.includes(only))) {
    const page = `${folder}/planted.html`;
    writeFileSync(page, plantedPage(mistake));
    const worker = new Worker(page);
    const answer = (await worker.ask({ named: mistake.found_by })) ?? { by: 'it does not end' };
    worker.stop();
    console.log(`${mistake.name}: ${answer.by === undefined ? 'NOT FOUND' : `found by \`${answer.by}\``}`);
    if (answer.by === undefined) ++missed;
  }
  process.exitCode = missed === 0 ? 0 : 1;
}

async function main() {
  const { planted, sample, seed, jobs, only, fresh } = options();
  mkdirSync(folder, { recursive: true });
  if (planted) return plant(only);
  const { html, mutants } = await instrumentedPage();
  const page = `${folder}/review.html`;
  writeFileSync(page, html);
  const hash = hashOf(html);
  const reasons = equivalents(mutants);
  const file = `${folder}/results-${hash}.jsonl`;
  if (fresh || !existsSync(file)) writeFileSync(file, '');
  const results = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    const result = JSON.parse(line);
    results.set(result.key, result);
  }
  const chosen = mutants
    .filter((mutant) => mutant.key.includes(only))
    .sort(chosenBy(seed))
    .slice(0, sample);
  const todo = chosen.filter((mutant) => results.get(mutant.key)?.by === undefined && !reasons.has(mutant.key));
  console.log(`${mutants.length} mutants; ${chosen.length} chosen, ${todo.length} of them to be tried`);
  const coverage = await coverageOf(page, hash);
  const begin = Date.now();
  const found = new Map(); // how many mutants of a script each test found
  let tried = 0;
  let nextReport = begin + 10_000;
  const work = async () => {
    const worker = new Worker(page);
    for (let mutant = todo.pop(); mutant !== undefined; mutant = todo.pop()) {
      const tests = testsFor(mutant, coverage, found);
      const most = Math.max(0, ...tests.map((test) => Math.abs(test.reached[mutant.id])));
      const question = { mutant: mutant.id, hitLimit: 1000 + 100 * most, tests: tests.map((test) => test.index) };
      const answer =
        tests.length === 0 ? {} : ((await worker.ask(question)) ?? { by: 'it does not end', ms: 1000 * secondsMost });
      const result = { key: mutant.key, line: mutant.line, ...answer };
      results.set(mutant.key, result);
      const place = `${mutant.file} ${answer.by}`;
      found.set(place, (found.get(place) ?? 0) + 1);
      appendFileSync(file, `${JSON.stringify(result)}\n`);
      ++tried;
      if (Date.now() < nextReport) continue;
      nextReport = Date.now() + 10_000;
      const left = ((Date.now() - begin) / 1000 / tried) * todo.length;
      console.log(`${tried} of ${tried + todo.length} tried; ${Math.ceil(left / 60)} minutes left`);
    }
    worker.stop();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  report(chosen, results, reasons);
}

function report(chosen, results, reasons) {
  const rows = new Map();
  const add = (name, kind) => {
    if (!rows.has(name)) rows.set(name, { mutants: 0, killed: 0, equivalent: 0, survived: 0 });
    ++rows.get(name).mutants;
    ++rows.get(name)[kind];
  };
  const killers = new Map();
  const survivors = [];
  for (const { key, file } of chosen) {
    const by = results.get(key)?.by;
    const kind = by !== undefined ? 'killed' : reasons.has(key) ? 'equivalent' : 'survived';
    for (const name of [file, 'all']) add(name, kind);
    if (by !== undefined) killers.set(by, (killers.get(by) ?? 0) + 1);
    if (kind === 'survived') survivors.push(`${results.get(key)?.line}: ${key}`);
  }
  console.log('found by');
  for (const [by, count] of [...killers].sort((one, other) => other[1] - one[1])) console.log(`  ${count} ${by}`);
  console.table(Object.fromEntries([...rows].sort()));
  console.log(survivors.length === 0 ? 'no mutant survives' : `survivors:\n${survivors.sort().join('\n')}`);
  process.exitCode = survivors.length > survivorsMost * chosen.length ? 1 : 0;
}

await main();
