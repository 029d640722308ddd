// SPDX-License-Identifier: Apache-2.0
// views.mjs tests the views that show the model.
import assert from 'node:assert/strict';
import { accesses } from '../browser.mjs';
import { check, control, focused, hash, lines, openingTypes, radio, text, texts, types, view } from './control.mjs';

control(
  ['move in overview', 'fold of a card question', 'button Go on from here'],
  'a question unfolds its answer, which leads on in the simulator',
  {},
  async (page) => {
    await page.getByRole('button', { name: 'What is after a transfer?' }).click();
    const answers = page.locator('.question');
    assert.deepEqual(await answers.evaluateAll((all) => all.map((one) => one.open)), [false, true]);
    assert.equal(await focused(page, (element) => element.textContent), 'What is after a transfer?');
    await answers.nth(0).locator('summary').click();
    await answers.nth(1).getByRole('button', { name: 'Go on from here' }).click();
    assert.equal(await view(page), 'try');
    assert.equal(await hash(page), '#try');
    assert.deepEqual(await accesses(page), { alice: 'None', bob: 'Full' });
    assert.deepEqual(await types(page), [...openingTypes, 'SingleStepTransferCompleted']);
    assert.equal(await page.evaluate(() => window.scrollY), 0);
    await page.goBack();
    await page.locator('#view-overview').waitFor();
  },
);

control(
  [
    'link #try in overview',
    'link #permissions in overview',
    'link #trace in overview',
    'link #interpretations in overview',
  ],
  'the overview leads to the other views',
  {},
  async (page) => {
    for (const name of ['try', 'permissions', 'trace', 'interpretations']) {
      await page.locator(`#overview a[href="#${name}"]`).click();
      await page.locator(`#view-${name}`).waitFor();
      await page.locator('.brand a').click();
      await page.locator('#view-overview').waitFor();
    }
  },
);

control(
  ['phase', 'arrow', 'fold Rule'],
  'phases and arrows are chosen by mouse and keyboard',
  { fragment: '#phases' },
  async (page) => {
    const pressed = () => page.$$eval('#phase-diagram [aria-pressed=true]', (all) => all.map((one) => one.id));
    assert.equal(await text(page, '#phase-details h2'), 'Live');
    await page.click('#phase-Idle');
    assert.deepEqual(await pressed(), ['phase-Idle']);
    await page.focus('#edge-Live-Live');
    for (const key of ['Tab', 'x']) await page.locator('#edge-Live-Live').press(key);
    assert.deepEqual(await pressed(), ['phase-Idle']);
    await page.locator('#edge-Live-Live').press('Enter');
    assert.deepEqual(await pressed(), ['edge-Live-Live']);
    assert.equal(await text(page, '#phase-details h2'), 'In Live, and staying there');
    await page.locator('#edge-loaded-Idle').press(' ');
    assert.deepEqual(await pressed(), ['edge-loaded-Idle']);
    assert.equal(await text(page, '#phase-details h2'), 'From not loaded to Idle');
    assert.equal(await page.evaluate(() => window.scrollY), 0, 'the blank does not scroll');
    await page.locator('#phase-details summary', { hasText: 'Rule R2' }).click();
    assert.match(await text(page, '#phase-details .fold'), /Guide: G4/);
  },
);

control(
  ['radio matrix-final_scope', 'radio matrix-reschedule', '#filter-1', 'scroll of a table'],
  'the matrix follows its policies, and the events are filtered',
  { fragment: '#permissions', width: 390 },
  async (page) => {
    const matrix = () =>
      texts(page, '#permission-matrix tbody td:nth-child(6), #permission-matrix tbody td:nth-child(7)');
    const plain = await matrix();
    await check(page, 'matrix-final_scope', 'chain');
    assert.ok((await matrix()).some((cell) => cell.includes('makes the whole chain Final')));
    await check(page, 'matrix-reschedule', 'finalizes');
    await check(page, 'matrix-final_scope', 'record');
    assert.notDeepEqual(await matrix(), plain);
    await check(page, 'matrix-reschedule', 'updates');
    assert.deepEqual(await matrix(), plain);
    assert.ok(await radio(page, 'try-reschedule', 'updates').isChecked());
    await testFilter(page, '#filter-1', '#permissions .filterable tbody tr');
    const table = page.locator('#permissions .scroll').first();
    await table.focus();
    await table.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('#permissions .scroll').scrollLeft > 0);
  },
);

/** What a field filters: only the items with all typed words are shown, and how many they are is told. */
async function testFilter(page, field, items) {
  const all = await page.$$eval(items, (elements) => elements.map((one) => one.textContent.toLowerCase()));
  const told = () => page.locator(`p:has(> ${field}) > span`).innerText();
  const [first] = all[0].match(/[a-z]{4,}/i);
  for (const typed of [first.toUpperCase(), ` ${first}  r2 `, 'nothing like it', '']) {
    await page.fill(field, typed);
    const words = typed
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const fits = all.map((one) => words.every((word) => one.includes(word)));
    assert.deepEqual(await page.$$eval(items, (elements) => elements.map((one) => !one.hidden)), fits, typed);
    const count = fits.filter((one) => one).length;
    assert.equal(await told(), words.length === 0 ? `${all.length} in all` : `${count} of ${all.length}`);
  }
}

control(['#filter-2', 'fold of a card'], 'rules are filtered and unfolded', { fragment: '#rules' }, async (page) => {
  await testFilter(page, '#filter-2', '#rules details.card');
  await page.locator('#rules details.card > summary').nth(1).click();
  assert.match(await text(page, '#rules details.card[open]'), /The first paragraph names R3/);
});

control(
  ['#filter-3', 'fold of a list', 'chip #story'],
  'the traceability is filtered, and leads to stories',
  { fragment: '#trace' },
  async (page) => {
    await testFilter(page, '#filter-3', '#trace tbody tr');
    await page.locator('#trace summary', { hasText: '4 tests' }).first().click();
    assert.match(await text(page, '#trace details[open]'), /First.G4_R3/);
    await page.locator('#trace summary', { hasText: '2 stories' }).first().click();
    await page.locator('#trace .chip', { hasText: '12-refusals' }).first().click();
    await page.locator('#view-try').waitFor();
    assert.deepEqual(await lines(page), ['no event']);
  },
);

control(['#filter-4'], 'interpretations are filtered', { fragment: '#interpretations' }, async (page) => {
  await testFilter(page, '#filter-4', '#interpretations article');
});
