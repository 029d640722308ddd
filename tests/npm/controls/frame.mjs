// SPDX-License-Identifier: Apache-2.0
// frame.mjs tests what surrounds the views: navigation, search, details, address, colours, paper.
import assert from 'node:assert/strict';
import { follow, trial } from '../browser.mjs';
import {
  announced,
  browser,
  check,
  control,
  focused,
  hash,
  inSimulator,
  lines,
  oneLine,
  packed,
  pageTest,
  text,
  view,
} from './control.mjs';
import { test } from '../tests.mjs';
import { smallModel, smallPageFile as small } from '../small_page.mjs';

const names = ['overview', 'try', 'phases', 'permissions', 'rules', 'trace', 'interpretations', 'explorer'];

control(
  names.map((name) => `link #${name} in page`),
  'each link of the navigation opens its view alone',
  {},
  async (page) => {
    for (const name of [...names, 'overview']) {
      await page.evaluate(() => window.scrollTo({ top: 500 }));
      await page.click(`#views a[href="#${name}"]`);
      await page.waitForFunction((hidden) => !document.getElementById(`view-${hidden}`).hidden, name);
      assert.equal(await view(page), name);
      assert.deepEqual(await page.$$eval('#views [aria-current=page]', (all) => all.map((link) => link.hash)), [
        `#${name}`,
      ]);
      assert.equal(await page.title(), `${await text(page, `#title-${name}`)}: recordshare review`);
      assert.equal(await page.evaluate(() => window.scrollY), 0);
    }
    await page.goBack();
    await page.waitForFunction(() => !document.getElementById('view-explorer').hidden);
  },
);

control(
  ['link #explorer in page'],
  'a narrow page scrolls the navigation to the view',
  { width: 390, fragment: '#explorer' },
  async (page) => {
    await page.waitForFunction(() => document.getElementById('views').scrollLeft > 0);
    const box = await page.locator('#views a[href="#explorer"]').boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
    await page.click('#views a[href="#explorer"]');
  },
);

control(['#skip'], 'the skip link leads to the content, and the view stays', { fragment: '#trace' }, async (page) => {
  await page.locator('#skip').press('Enter');
  assert.equal(await focused(page), 'main');
  assert.equal(await view(page), 'trace');
  assert.equal(await hash(page), '#trace');
});

control(
  ['#search', 'chip #trace', 'link #trace in page', 'chip #story'],
  'a link to the address that the page has leads there from the results of a search',
  { fragment: '#trace' },
  async (page) => {
    for (const link of ['#views a[href="#trace"]', '#results a[href="#trace"]']) {
      await page.fill('#search', 'the second test');
      assert.equal(await view(page), 'results');
      await page.locator(link).first().click();
      await page.locator('#view-trace').waitFor();
    }
    for (let i = 0; i < 2; ++i) {
      await page.fill('#search', 'conference');
      await page.locator('#results .chip', { hasText: 'story' }).first().click();
      await page.locator('#view-try').waitFor();
      assert.equal(`${(await lines(page)).join('\n')}\n`, smallModel.stories[0].input, 'it is loaded anew');
      await page.click('#undo');
    }
  },
);

control(
  ['radio theme'],
  'the colours are switched, and follow the system again',
  { scheme: 'dark' },
  async (page) => {
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme ?? null);
    for (const [value, is] of [
      ['light', 'light'],
      ['dark', 'dark'],
      ['auto', null],
    ]) {
      await check(page, 'theme', value);
      assert.equal(await theme(), is);
    }
  },
);

control(
  ['#search', 'chip rule', 'chip reason', 'chip #story', 'chip #interpretations', 'chip #trace', '#details-close'],
  'what is found leads to it',
  inSimulator,
  async (page) => {
    await page.locator('.agent-name').first().focus();
    await page.keyboard.press('Control+/');
    assert.notEqual(await focused(page), 'search');
    await page.keyboard.press('/');
    assert.equal(await focused(page), 'search');
    await page.keyboard.type('r2/');
    assert.equal(await page.inputValue('#search'), 'r2/', 'a slash is typed in a field');
    await page.keyboard.press('Backspace');
    assert.equal(await view(page), 'results');
    assert.equal(await page.locator('#results .card').first().locator('.chip').first().innerText(), 'R2');
    await page.locator('#results .chip.rule').first().click();
    await page.locator('#details').waitFor();
    assert.equal(await hash(page), '#R2');
    await page.click('#details-close');
    assert.ok(!(await page.locator('#details').isVisible()));
    await page.fill('#search', 'noaccess');
    await page.locator('#results .chip.reason').first().click();
    await page.locator('#details-title', { hasText: 'NoAccess' }).waitFor();
    await page.fill('#search', 'conference');
    await page.locator('#results .chip', { hasText: 'story' }).first().click();
    await page.locator('#view-try').waitFor();
    assert.equal(`${(await lines(page)).join('\n')}\n`, smallModel.stories[0].input);
    await page.fill('#search', 'so because');
    await page.locator('#results .chip', { hasText: 'interpretation' }).click();
    await page.locator('#view-interpretations').waitFor();
    await page.fill('#search', 'the second test');
    await page.locator('#results .chip', { hasText: 'test' }).click();
    await page.locator('#view-trace').waitFor();
  },
);

control(
  ['#search'],
  'an empty search goes back to the view; Enter searches anew',
  { fragment: '#phases' },
  async (page) => {
    await page.fill('#search', 'R2');
    assert.equal(await view(page), 'results');
    await page.fill('#search', '  ');
    assert.equal(await view(page), 'phases');
    await page.fill('#search', 'R2');
    await follow(page, 'rules');
    await page.locator('#view-rules').waitFor();
    await page.press('#search', 'Enter');
    assert.equal(await view(page), 'results');
  },
);

control(
  ['#search', 'move in try'],
  'a search does not load a link again over what was played since',
  { fragment: `#try:${packed(`\n${oneLine}`)}` },
  async (page) => {
    await page.locator('.moves .group .move').first().click();
    const played = await lines(page);
    assert.equal(played.length, 2);
    await page.fill('#search', 'R2');
    await page.fill('#search', '');
    assert.equal(await view(page), 'try');
    assert.deepEqual(await lines(page), played);
    await page.locator('[aria-labelledby=step-title] .chip.rule').first().click();
    await page.locator('#details').waitFor();
    await page.goBack();
    await page.locator('#details').waitFor({ state: 'hidden' });
    assert.deepEqual(await lines(page), played, 'nor does going back to it');
  },
);

pageTest(
  'a link is loaded again by a page that is opened anew',
  { fragment: `#try:${packed(`\n${oneLine}`)}` },
  async (page) => {
    await page.click('#undo');
    await page.reload();
    await page.waitForSelector('html[data-ready=yes]', { state: 'attached' });
    assert.deepEqual(await lines(page), [oneLine.trim()]);
  },
);

control(
  ['chip rule', 'chip row', 'chip invariant', 'chip sentence', '#details-close'],
  'details open beside the view, and close',
  { fragment: '#trace' },
  async (page) => {
    for (const kind of ['rule', 'row', 'invariant', 'sentence']) {
      const chip = page.locator(`#trace .chip.${kind}`).first();
      const name = (await chip.innerText()).replace(/\u200b/g, '');
      await chip.click();
      await page.locator('#details').waitFor();
      assert.equal(await hash(page), `#${name}`);
      assert.ok((await text(page, '#details-title')).includes(name));
      assert.equal(await view(page), 'trace', 'the view stays');
      assert.equal(await focused(page), 'details-title');
      assert.ok(await page.evaluate(() => document.body.classList.contains('with-details')));
      if (kind === 'row') await page.keyboard.press('Escape');
      else await page.click('#details-close');
      assert.ok(!(await page.locator('#details').isVisible()));
      assert.ok(!(await page.evaluate(() => document.body.classList.contains('with-details'))));
      assert.equal(await hash(page), '#trace');
      assert.equal(await announced(page), 'Details closed');
      assert.ok(await chip.evaluate((one) => one === document.activeElement), 'the focus returns');
    }
  },
);

control(
  ['chip rule'],
  'a chip in the details leads on, and Escape elsewhere closes nothing',
  { fragment: '#G4' },
  async (page) => {
    assert.equal(await view(page), 'overview');
    await page.locator('#details-body .chip.rule').first().click();
    await page.locator('#details-title', { hasText: 'R2' }).waitFor();
    await page.locator('#details-body').evaluate((body) => body.scrollTo(0, 50));
    await page.focus('#search');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#details').isVisible());
    await follow(page, 'R3');
    await page.locator('#details-title', { hasText: 'R3' }).waitFor();
    assert.equal(await page.locator('#details-body').evaluate((body) => body.scrollTop), 0);
    await page.locator('#details-title').press('Escape');
    assert.ok(!(await page.locator('#details').isVisible()));
    assert.equal(await hash(page), '#overview');
  },
);

for (const [fragment, shows] of [
  ['#story-05-conference', 'try'],
  ['#story-nothing', 'overview'],
  ['#nothing', 'overview'],
  ['#%ff', 'overview'],
  ['#trace', 'trace'],
  ['#try', 'try'],
  ['#results', 'overview'],
])
  pageTest(`the address ${fragment} shows ${shows}`, { fragment }, async (page) => {
    assert.equal(await view(page), shows);
    if (fragment.startsWith('#story-05'))
      assert.equal(`${(await lines(page)).join('\n')}\n`, smallModel.stories[0].input);
  });

pageTest('on paper all is unfolded, and only that is folded again', { fragment: '#rules' }, async (page) => {
  await page.locator('#rules summary').first().click();
  const folded = () => page.$$eval('main details', (all) => all.map((one) => one.open));
  const before = await folded();
  assert.ok(before.includes(true) && before.includes(false));
  for (let i = 0; i < 2; ++i) {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.ok((await folded()).every((open) => open));
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.deepEqual(await folded(), before);
  }
});

test('a page whose engine does not start says so', () =>
  withBrokenEngine(async (page) => {
    await page.waitForSelector('#trouble:not([hidden])');
    assert.match(await text(page, '#trouble'), /^The page could not start: /);
  }));

async function withBrokenEngine(work) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const thrown = page.waitForEvent('pageerror');
  await page.addInitScript(() => (WebAssembly.instantiate = () => Promise.reject(new Error('no engine here'))));
  if (trial.script !== null) await page.addInitScript(trial.script);
  await page.goto(`file://${small}`);
  await work(page);
  assert.match((await thrown).message, /no engine here/);
  await trial.atEnd?.(page);
  await context.close();
}
