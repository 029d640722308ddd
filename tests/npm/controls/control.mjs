// SPDX-License-Identifier: Apache-2.0
// control.mjs registers tests of the review page's controls, and holds what they have in common.
import { after, before, test } from '../tests.mjs';
import { launch, withPage } from '../browser.mjs';
import { smallPageFile as file } from '../small_page.mjs';

export let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The controls that have a test. */
export const tested = new Set();

/** A test of these controls on the page with the small model; `options` as for withPage. It fails if it does not use
 *  one of them. */
export function control(controls, what, options, work) {
  for (const one of controls) tested.add(one);
  const name = controls.length === 0 ? what : `${what} [${controls.join(', ')}]`;
  test(name, () => withPage(browser, { file, ...options, controls }, work));
}

/** A test of the page with the small model that is not about a control. */
export const pageTest = (what, options, work) => control([], what, options, work);

export const inSimulator = { fragment: '#try' };
export const text = (page, selector) => page.locator(selector).first().innerText();
export const texts = (page, selector) => page.locator(selector).allTextContents();
export const focused = (page, of = (element) => element.id) => page.evaluate(`(${of})(document.activeElement)`);
export const announced = (page) => page.locator('#announcer').textContent();
export const radio = (page, name, value) => page.locator(`input[name="${name}"][value="${value}"]`);
export const check = (page, name, value) => radio(page, name, value).check({ force: true });
export const hash = (page) => page.evaluate(() => location.hash);

export const view = (page) =>
  page.$$eval('.view:not([hidden])', (views) => views.map((one) => one.id.slice(5)).join(' '));

/** The lines that were played. */
export async function lines(page) {
  await page.click('#stream');
  const stream = await page.inputValue('#stream-text');
  await page.keyboard.press('Escape');
  return stream.split('\n').slice(0, -1);
}

export async function playStream(page, stream) {
  await page.click('#stream');
  await page.fill('#stream-text', stream);
  await page.click('#play-stream');
}

export const notice = (page) =>
  page.locator('#simulator .notice').evaluate((one) => (one.hidden ? null : one.textContent));
export const types = async (page) => (await lines(page)).map((line) => JSON.parse(line).type);
export const openingTypes = [
  'DnMonitored',
  'DnMonitored',
  'AgentLogin',
  'AgentLogin',
  'ChainLoaded',
  'CallEstablished',
];
export const isDisabled = (page, id) => page.locator(id).isDisabled();

export const packed = (bytes) => Buffer.from(bytes).toString('base64url');
export const oneLine = '{"type":"DnMonitored","dn":"9"}\n';

export const consult = [
  '{"type":"ConsultationInitiated","record":101,"from":"alice","to":"bob"}',
  '{"type":"ConsultationEstablished","record":101,"from":"alice","to":"bob"}',
  '{"type":"RecordProcessed","agent":"alice","record":101}',
  'no event',
];
