// SPDX-License-Identifier: Apache-2.0
// review_random.mjs clicks the simulator at random, and compares the page after each click with a model of undo and
// redo and with an engine of its own. RECORDSHARE_REVIEW_CLICKS and RECORDSHARE_REVIEW_SEED choose how many clicks
// (250), and which. A failing run prints its seed and its clicks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from './tests.mjs';
import { follow, launch, saved, withPage } from './browser.mjs';
import { byCommand, startEngine } from './engine.mjs';

/** A number from the environment; anything else fails. */
function setting(name, otherwise) {
  const text = process.env[name] ?? String(otherwise);
  assert.match(text, /^[1-9]\d{0,8}$/, `${name} is a number from 1 to 999999999, not \`${text}\``);
  return Number(text);
}
const clicks = setting('RECORDSHARE_REVIEW_CLICKS', 250);
const seed = setting('RECORDSHARE_REVIEW_SEED', 1);

/** Numbers below a bound, the same for the same seed (mulberry32). */
function randomFrom(start) {
  let state = start >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const wordsOf = (policies) =>
  Object.entries(policies)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

/** A simple model of the simulator: what was played, what was taken back, the policies, the names that were added, and
 *  the chain that is shown. */
class Expected {
  constructor(lines, policies) {
    this.chain = null;
    this.load(lines, policies);
  }

  load(lines, policies) {
    this.lines = lines.filter((line) => line.trim() !== '');
    this.undone = [];
    this.policies = { ...policies };
    this.names = [];
  }
  play(line) {
    this.lines.push(line);
    this.undone = [];
  }
  undo() {
    this.undone.push(this.lines.pop());
  }
  redo() {
    this.lines.push(this.undone.pop());
  }
  setPolicy(name, value) {
    if (this.policies[name] !== value) this.undone = [];
    this.policies[name] = value;
  }

  /** What the page must show, as an engine answers that begins anew. */
  shown(ask) {
    ask('begin', wordsOf(this.policies));
    const steps = ask('play', this.lines.join('\n'));
    for (const [verb, name] of this.names) ask(verb, name);
    const state = ask('state');
    const chains = state.chains.map((one) => one.chain);
    if (!chains.includes(this.chain)) this.chain = chains[0] ?? null;
    const chain = state.chains.find((one) => one.chain === this.chain);
    const moves = ask('moves', this.chain ?? '0');
    const [sensible, refused] = [moves.filter((move) => move.sensible), moves.filter((move) => move.reason !== '')];
    return {
      steps: steps.map((step) => [step.result, step.rule, step.reason].filter((word) => word !== '').join(' ')),
      lines: this.lines,
      accesses: Object.fromEntries(state.agents.map(({ name }) => [name, chain?.accesses[name] ?? 'None'])),
      chain: this.chain,
      chains: chains.length < 2 ? [] : chains,
      phase: chain?.phase ?? null,
      records: (chain?.records ?? []).map(({ record, final }) => `${record} ${final === null ? 'Open' : 'Final'}`),
      policies: this.policies,
      canUndo: this.lines.length > 0,
      canRedo: this.undone.length > 0,
      moves: sensible.map((move) => move.line).sort(),
      refused: refused.length,
      idle: moves.length - sensible.length - refused.length,
      diagram: ask('diagram').text.match(/<title>/g)?.length ?? 0,
      notice: '',
    };
  }
}

/** In the page: what it shows, in the same form. */
function shownInPage() {
  const all = (selector, of) => [...document.querySelectorAll(`#simulator ${selector}`)].map(of);
  const text = (selector, from = document) => from.querySelector(selector)?.textContent ?? null;
  const count = (words) => Number(text('.moves').match(`(\\d+) events? would ${words}`)?.[1] ?? 0);
  return {
    steps: all('.step', (step) =>
      [step.querySelector('.badge').classList[1], ...step.lastElementChild.textContent.split(' · ')]
        .filter((word) => word !== '')
        .join(' '),
    ).reverse(),
    accesses: Object.fromEntries(
      all('.agent', (agent) => [text('.agent-name', agent), text('.badge.access', agent)]),
    ),
    chain: text('#simulator .chain-card > p')?.match(/^Chain (\d+): /)[1] ?? null,
    chains: all('input[name=chain]', (radio) => radio.value),
    phase: text('#phase'),
    records: all('.records li', (record) => `${text('strong', record)} ${text('.badge', record)}`),
    policies: Object.fromEntries(
      all('.policies input:checked', (radio) => [radio.name.replace('try-', ''), radio.value]),
    ),
    canUndo: !document.getElementById('undo').disabled,
    canRedo: !document.getElementById('redo').disabled,
    moves: all('.moves .group .move', (move) => move.dataset.line).sort(),
    refused: count('be refused'),
    idle: count('change nothing'),
    diagram: document.querySelectorAll('figure.sequence svg:not(.names) title').length,
    notice: text('#simulator .notice'),
  };
}

/** In the page: clicks the element at a random place among those that fit; returns what it says, or null. */
function clickOneOf([selector, random]) {
  const elements = [...document.querySelectorAll(selector)].filter((one) => !one.disabled);
  if (elements.length === 0) return null;
  const element = elements[random % elements.length];
  element.click();
  return { line: element.dataset.line, name: element.name, value: element.value, text: element.textContent };
}

const actions = {
  async move({ click, expected }) {
    const done = await click('.moves .group .move');
    if (done !== null) expected.play(done.line);
  },
  async refused({ click, expected, page }) {
    await page.evaluate(() => document.querySelectorAll('.moves details').forEach((fold) => (fold.open = true)));
    await page.waitForFunction(() => document.querySelector('.moves details[open] ul:empty') === null);
    const done = await click('.moves details .move');
    if (done !== null) expected.play(done.line);
  },
  async undo({ click, expected }) {
    if ((await click('#undo')) !== null) expected.undo();
  },
  async redo({ click, expected }) {
    if ((await click('#redo')) !== null) expected.redo();
  },
  async keys({ page, expected, random }) {
    const [key, does] = random(2) === 0 ? ['Control+z', 'undo'] : ['Control+Shift+z', 'redo'];
    await page.locator('#log-title').evaluate(() => document.activeElement?.blur());
    await page.keyboard.press(key);
    if (expected[does === 'undo' ? 'lines' : 'undone'].length > 0) expected[does]();
  },
  async policy({ click, expected }) {
    const { name, value } = await click('#simulator .policies input');
    expected.setPolicy(name.replace('try-', ''), value);
  },
  async chain({ click, expected }) {
    const done = await click('input[name=chain]');
    if (done !== null) expected.chain = done.value;
  },
  async agent({ page, expected, random, ask }) {
    const verb = ['agent', 'number', 'dn'][random(3)];
    const name = ['dora', 'Łukasz "1"', 'x'.repeat(256), '7009', '<b>'][random(5)];
    await page.evaluate(
      ([field, text]) => {
        document.querySelector(field).value = text;
        document.querySelector(field).form.requestSubmit();
      },
      [`#add-${verb}`, name],
    );
    ask(verb, name); // it must be valid
    expected.names.push([verb, name]);
  },
  async look({ click, page }) {
    // What is only looked at changes nothing.
    await click('.step');
    await click('.agent-name');
    await page.fill('#moves-words', 'bob');
    await page.fill('#moves-words', '');
    await page.selectOption('#moves-who', '');
  },
  async story({ page, expected, random }) {
    const options = await page.$$eval('#story option', (all) => all.map((one) => one.value).slice(1));
    const value = options[random(options.length)];
    await page.selectOption('#story', value);
    const [kind, name] = value.split(':');
    const list = JSON.parse(await page.locator(kind === 'story' ? '#model' : '#scenarios').textContent());
    const stream = (list.stories ?? list).find((one) => one.name === name).input;
    expected.load(stream.split('\n'), expected.policies);
  },
  async restart({ click, expected, opening }) {
    await click('#restart');
    expected.load(opening, expected.policies);
  },
  async link({ page, expected }) {
    await page.click('#share');
    const link = await page.inputValue('#share-link');
    await page.keyboard.press('Escape');
    await page.evaluate(() => history.replaceState(null, '', '#try'));
    await follow(page, link.slice(link.indexOf('#') + 1));
    expected.load(expected.lines, expected.policies);
  },
};

/** How often each is chosen. */
const weights = {
  ...{ move: 40, refused: 12, undo: 20, redo: 12, keys: 4, policy: 5, chain: 4 },
  ...{ agent: 2, look: 3, story: 2, restart: 3, link: 1 },
};
const chosen = Object.entries(weights).flatMap(([name, weight]) => Array(weight).fill(name));

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test(`after each of ${clicks} random clicks (seed ${seed}) the page shows what an engine that begins anew says`, () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    const ask = await startEngine();
    const random = randomFrom(seed);
    const data = JSON.parse(await page.locator('#questions').textContent());
    const model = JSON.parse(await page.locator('#model').textContent());
    const opening = data.opening.map((event) => JSON.stringify(event));
    const expected = new Expected(
      opening,
      Object.fromEntries(model.policies.map((policy) => [policy.name, policy.default])),
    );
    const history = [];
    const click = async (selector) => {
      const done = await page.evaluate(clickOneOf, [selector, random(1 << 30)]);
      if (done !== null) history.push(`${selector}: ${done.line ?? done.value ?? ''} ${done.text.slice(0, 60)}`);
      return done;
    };
    let nextReport = Date.now() + 5000;
    try {
      for (let i = 1; i <= clicks; ++i) {
        const name = chosen[random(chosen.length)];
        history.push(name);
        await actions[name]({ page, click, expected, random, opening, ask });
        const { lines, ...shown } = expected.shown(ask);
        assert.deepEqual(await page.evaluate(shownInPage), shown);
        if (i % 50 === 0 || i === clicks) await compareSaved(page, lines, expected.policies);
        if (Date.now() < nextReport) continue;
        console.log(`${i} of ${clicks} clicks (${Math.floor((100 * i) / clicks)} %)`);
        nextReport = Date.now() + 5000;
      }
    } catch (failed) {
      console.log(`RECORDSHARE_REVIEW_SEED=${seed} fails after these clicks:\n${history.join('\n')}`);
      throw failed;
    }
  }));

/** What is saved: the events are those that were played, and the command answers them as the page does. */
async function compareSaved(page, lines, policies) {
  await page.click('#stream');
  const events = await saved(page, 'Save the events');
  const answers = await saved(page, 'Save the answers');
  await page.keyboard.press('Escape');
  assert.deepEqual(readFileSync(events, 'utf8'), lines.map((line) => `${line}\n`).join(''));
  assert.equal(readFileSync(answers, 'utf8'), byCommand(events, wordsOf(policies)));
}
