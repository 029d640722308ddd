// SPDX-License-Identifier: Apache-2.0
// worker.mjs runs tests of the review page with one mutant switched on, for mutants.mjs.
import { launch, trial } from '../browser.mjs';
import { openedPage, outlineOf } from '../review_outlines.mjs';
import { smallPageFile } from '../small_page.mjs';
import { listed } from '../tests.mjs';

trial.timeout = 5000;
for (const name of ['outlines', 'controls', 'page', 'reading', 'random']) await import(`../review_${name}.mjs`);
// Those look for what is visible, which takes long and depends on the style.
const tests = listed.tests.filter(({ name }) => !/^at \d+ pixels/.test(name));

const quiet = () => {};
console.log = quiet;
for (const does of listed.before) await does();

/** What each test reaches: by mutant, how often; below 0 if only while the page is opened. */
async function coverage() {
  const all = [];
  for (const { name, does } of tests) {
    const reached = {};
    trial.script = 'globalThis.__stryker__ = {};';
    trial.atReady = (page) =>
      page.evaluate(() => (globalThis.reachedFirst = { ...globalThis.__stryker__.mutantCoverage.static }));
    trial.atEnd = async (page) => {
      const [first, whole] = await page.evaluate(() => [
        globalThis.reachedFirst ?? {},
        globalThis.__stryker__?.mutantCoverage?.static ?? {},
      ]);
      for (const [id, count] of Object.entries(whole)) {
        const isMore = count > (first[id] ?? 0) || reached[id] > 0;
        reached[id] = (isMore ? 1 : -1) * Math.max(count, Math.abs(reached[id] ?? 0));
      }
    };
    const begin = Date.now();
    try {
      await does();
    } catch (failed) {
      return { failed: `${name}: ${failed.message}` };
    }
    all.push({ name, ms: Date.now() - begin, reached });
  }
  trial.atReady = null;
  trial.atEnd = null;
  return { tests: all };
}

/** A page that is opened again and again: this is several times as fast as a new one, and finds most mutants. */
class OpenedPage {
  async open(mutant, hitLimit) {
    if (this.page === undefined) {
      this.browser ??= await launch();
      this.page = await this.browser.newPage();
      this.page.setDefaultTimeout(trial.timeout);
      await this.page.addInitScript(() => {
        const [mutant, most] = location.search.slice(1).split(',');
        globalThis.__stryker__ = { activeMutant: mutant, hitCount: 0, hitLimit: Number(most) };
      });
    }
    const failed = new Promise((_, reject) => {
      this.page.once('pageerror', reject);
    });
    failed.catch(() => {});
    await this.page.goto(`file://${smallPageFile}?${mutant},${hitLimit}`);
    await Promise.race([this.page.waitForSelector('html[data-ready=yes]', { state: 'attached' }), failed]);
    return this.page.evaluate(outlineOf, 'body, title');
  }
  /** Whether the page looks as it does without a mutant. */
  async isAsEver(mutant, hitLimit) {
    this.ever ??= await this.open('none', 1e9);
    try {
      return (await this.open(mutant, hitLimit)) === this.ever;
    } catch (failed) {
      if (failed.name !== 'TimeoutError') return false;
      // The page may be in an endless loop.
      await this.browser.close().catch(quiet);
      this.browser = undefined;
      this.page = undefined;
      return false;
    } finally {
      this.page?.removeAllListeners('pageerror');
    }
  }
}
const opened = new OpenedPage();

/** Whether a test fails; one that waited in vain has a second try, with more time, as the machine may be busy. */
async function fails({ does }) {
  try {
    await does();
    return false;
  } catch (failed) {
    if (!/Timeout/.test(failed.message)) return true;
  }
  trial.timeout *= 4;
  try {
    await does();
    return false;
  } catch {
    return true;
  } finally {
    trial.timeout /= 4;
  }
}

/** The first test that fails with this mutant. */
async function killer({ mutant, hitLimit, tests: order }) {
  const begin = Date.now();
  if (order.includes(0) && !(await opened.isAsEver(mutant, hitLimit)))
    return { by: openedPage, ms: Date.now() - begin };
  trial.script = `globalThis.__stryker__ = { activeMutant: "${mutant}", hitCount: 0, hitLimit: ${hitLimit} };`;
  for (const index of order.filter((one) => one !== 0)) {
    if (await fails(tests[index])) return { by: tests[index].name, ms: Date.now() - begin };
  }
  return { ms: Date.now() - begin };
}

/** The first of the tests with this in their names that fails with the page's mistake. */
async function finder(words) {
  const named = tests.filter(({ name }) => name.includes(words));
  if (named.length === 0) throw new Error(`no test has \`${words}\` in its name`);
  for (const one of named) if (await fails(one)) return { by: one.name };
  return {};
}

process.on('message', async (question) => {
  if (question.coverage) process.send(await coverage());
  else process.send(await (question.named !== undefined ? finder(question.named) : killer(question)));
});
process.on('disconnect', () => process.exit());
