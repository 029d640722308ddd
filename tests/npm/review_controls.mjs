// SPDX-License-Identifier: Apache-2.0
// review_controls.mjs tests each control of the review page by what it does (controls/). A test names the controls that
// it uses (browser.mjs, controlOf); the last test lists the page's controls, and fails if one of them has no test.
import assert from 'node:assert/strict';
import { follow, withPage } from './browser.mjs';
import { browser, tested } from './controls/control.mjs';
import { test } from './tests.mjs';
import './controls/played.mjs';
import './controls/links.mjs';
import './controls/moves.mjs';
import './controls/answers.mjs';
import './controls/frame.mjs';
import './controls/views.mjs';
import './controls/explorer.mjs';

test('each control of the page has a test', () =>
  withPage(browser, {}, async (page) => {
    const found = new Set();
    const gather = async () => {
      const names = await page.evaluate(() =>
        [...document.querySelectorAll('*')].map(globalThis.controlOf).filter((name) => name !== null),
      );
      for (const name of names) found.add(name);
    };
    const gatherFor = async (fragment, ...clicks) => {
      await follow(page, fragment);
      await page.waitForTimeout(50);
      await gather();
      for (const selector of clicks) {
        await page.locator(selector).first().click();
        await gather();
        await page.keyboard.press('Escape');
      }
    };
    await gatherFor('explorer', '#find');
    await gatherFor('phases', '#phase-diagram g[id^=edge]');
    for (const id of ['R8', 'R2.1', 'I11', 'G4', 'NoAccess']) await gatherFor(id);
    await gatherFor('try', '#stream', '#share', '#compose');
    await page.fill('#search', 'alice');
    await gather();
    await page.fill('#search', 'conference');
    await gather();
    await gatherFor('story-14-many-chains');
    assert.deepEqual([...found].filter((name) => !tested.has(name)).sort(), [], 'controls without a test');
    assert.deepEqual(
      [...tested].filter((name) => !found.has(name)).sort(),
      [],
      'tests of controls that the page lacks',
    );
  }));
