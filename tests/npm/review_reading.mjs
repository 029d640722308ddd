// SPDX-License-Identifier: Apache-2.0
// review_reading.mjs tests how the review page reads: three questions of a reviewer, accessibility, print, narrow and
// wide, light and dark. It keeps screenshots.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, before, test } from './tests.mjs';
import { address, looks, launch, withPage } from './browser.mjs';
import { buildFolder, npm } from './folders.mjs';

const axe = readFileSync(npm.resolve('axe-core/axe.min.js'), 'utf8');
const views = ['overview', 'try', 'phases', 'permissions', 'rules', 'trace', 'interpretations', 'explorer'];
const screenshots = `${buildFolder}/screenshots`;

let browser;
before(async () => {
  mkdirSync(screenshots, { recursive: true });
  browser = await launch();
});
after(() => browser.close());

/** The answer to a question of the overview, as it is shown. */
async function answerTo(page, question) {
  await page.getByRole('navigation', { name: 'Questions' }).getByRole('button', { name: question }).click();
  return page.locator('.question', { hasText: question }).innerText();
}

test('what may a consulted agent do, and why', () =>
  withPage(browser, {}, async (page) => {
    const told = await answerTo(page, 'What may a consulted agent do, and why?');
    assert.match(told, /bob\s+ReadOnly\s+at DN 7002; consulted by alice \(Established\)/);
    assert.match(told, /ChainedRecordRequest\s+✓ acknowledged\s+D5/);
    assert.match(told, /RecordProcessed.*\s+✕ error\s+D6 ReadOnlyAccess a consulted agent may read and no more/s);
  }));

test('who can still update after a conference when one agent sent RecordProcessed', () =>
  withPage(browser, {}, async (page) => {
    const told = await answerTo(page, 'Who can still update after a conference');
    assert.match(told, /101, 102\s+ChainedRecordRequest\s+✓ acknowledged\s+D7/);
    assert.match(told, /101\s+UpdateCallCompletionStats.*✕ error\s+D8 RecordAlreadyFinal/s);
    assert.match(told, /102\s+UpdateCallCompletionStats.*✓ acknowledged\s+D9/s);
  }));

test('what happens if the transfer target is not logged in', () =>
  withPage(browser, {}, async (page) => {
    const told = await answerTo(page, 'What happens if the transfer target is not logged in?');
    assert.match(told, /goes from alice to carol in a single step. ✓ accepted R3/);
    assert.match(
      told,
      /alice asks to update.*✓ acknowledged D9\s+carol logs in at DN 7003.*alice Full → None, carol None → Full/s,
    );
    assert.match(told, /alice asks to update.*✕ error D4 NoAccess/s);
  }));

for (const { width, scheme } of looks) {
  test(`at ${width} pixels, ${scheme}: nothing serious to axe, nothing too wide, and screenshots`, () =>
    withPage(browser, { width, scheme }, async (page) => {
      for (const view of views) {
        await page.goto(`${address}#${view}`);
        await page.waitForFunction((name) => !document.getElementById(`view-${name}`).hidden, view);
        if (view === 'overview') await page.locator('.question summary').first().click();
        if (view === 'try') await page.getByLabel('Story').selectOption('story:03-two-step-transfer');
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0, `${view} is too wide by ${wider} pixels`);
        await page.screenshot({
          path: `${screenshots}/${view}-${width}-${scheme}.png`,
          fullPage: ['overview', 'try'].includes(view),
        });
        // It has hundreds of similar rows.
        if (view === 'trace') await page.locator('#trace input[type=search]').fill('R8');
        assert.deepEqual(await violations(page, `#view-${view}`), [], view);
      }
      await page.goto(`${address}#R8`);
      assert.ok(await page.locator('#details').isVisible());
      await page.screenshot({ path: `${screenshots}/details-${width}-${scheme}.png` });
      assert.deepEqual(await violations(page, '#details'), [], 'details');
    }));
}

/** What axe finds in a part of the page, and in its head, that is serious or critical. */
async function violations(page, part) {
  // The page's policy blocks foreign script elements; the test injects its script by the debugger.
  await page.evaluate(axe);
  return page.evaluate(async (selector) => {
    // axe also checks hidden elements: the other views are removed meanwhile, or it takes minutes.
    const hidden = [...document.querySelectorAll('.view[hidden]')];
    const places = hidden.map((view) => {
      const place = document.createComment('');
      view.replaceWith(place);
      return place;
    });
    const options = { resultTypes: ['violations'], preload: false };
    const found = await globalThis.axe.run({ include: [['header'], [selector]] }, options);
    places.forEach((place, i) => place.replaceWith(hidden[i]));
    return found.violations
      .filter((one) => ['serious', 'critical'].includes(one.impact))
      .map((one) => [one.id, ...one.nodes.slice(0, 3).map((node) => node.html)].join(': '));
  }, part);
}

test('everything can be reached by the keyboard alone', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'skip');
    await page.focus('#moves-words');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    const first = await focused();
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await focused(), first);
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.move')), 'the focus stays among the moves');
  }));

test('the page follows the colours of the system, and a switch that overrules them', () =>
  withPage(browser, { scheme: 'dark' }, async (page) => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.getByRole('radio', { name: 'Light' }).check({ force: true });
    assert.notEqual(await background(), dark);
  }));

test('on paper all views follow each other, with nothing folded', () =>
  withPage(browser, {}, async (page) => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    for (const view of views.filter((name) => !['try', 'explorer'].includes(name)))
      assert.ok(await page.locator(`#view-${view}`).isVisible(), view);
    assert.ok(await page.locator('#view-try').isHidden());
    assert.equal(await page.locator('#view-rules details:not([open])').count(), 0);
    await page.pdf({ path: `${screenshots}/paper.pdf`, format: 'A4' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.notEqual(await page.locator('#view-rules details:not([open])').count(), 0);
  }));
