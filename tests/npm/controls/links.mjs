// SPDX-License-Identifier: Apache-2.0
// links.mjs tests links that carry a stream: hostile ones load nothing.
import assert from 'node:assert/strict';
import { follow } from '../browser.mjs';
import { inSimulator, notice, oneLine, openingTypes, packed, pageTest, radio, types } from './control.mjs';

/** A link of this many bytes before they are encoded: lines, and blanks that are skipped. */
const ofBytes = (size) => packed(`\n${oneLine}${' \n'.repeat(size)}`.slice(0, size));

const hostile = [
  ['no base64', '%25', /damaged or too long/],
  ['base64 of the other alphabet', Buffer.from('x=y\n???>>>').toString('base64'), /damaged or too long/],
  ['nothing in it', '', /damaged or too long/],
  ['bytes that are not UTF-8', packed([0xff, 0xff, 10]), /damaged or too long/],
  ['no line of policies', packed('final_scope=chain'), /damaged or too long/],
  ['more than 65,536 characters', ofBytes(49_153), /damaged or too long/],
  ['an unknown policy', packed(`other=chain\n${oneLine}`), /unknown policy/],
  ['an unknown value', packed(`final_scope=all\n${oneLine}`), /unknown policy/],
  ['the value of another policy', packed(`final_scope=finalizes\n${oneLine}`), /unknown policy/],
  ['a known and an unknown policy', packed(`final_scope=chain x\n${oneLine}`), /unknown policy/],
  ['a policy and more behind its value', packed(`final_scope=chain=record\n${oneLine}`), /unknown policy/],
  ['a line that is too long', packed(`\n${'x'.repeat(16_385)}\n`), /Not possible: a stream here has/],
];

pageTest('a hostile link loads nothing, and says so', inSimulator, async (page) => {
  for (const [what, fragment, said] of hostile) {
    await page.click('#restart');
    await follow(page, `try:${fragment}`);
    assert.match((await notice(page)) ?? '', said, what);
    assert.deepEqual(await types(page), openingTypes, what);
    assert.ok(await radio(page, 'try-final_scope', 'record').isChecked(), what);
  }
});

pageTest('a valid link is loaded, with the default of policies that it leaves out', inSimulator, async (page) => {
  for (const [fragment, policy] of [
    [packed(`final_scope=chain\n${oneLine}`), 'chain'],
    [packed(` final_scope=chain  reschedule=updates \n${oneLine}`), 'chain'],
    [ofBytes(49_152), 'record'],
  ]) {
    await follow(page, `try:${fragment}`);
    assert.equal(await notice(page), null);
    assert.deepEqual(await types(page), ['DnMonitored']);
    assert.ok(await radio(page, 'try-final_scope', policy).isChecked());
    assert.ok(await radio(page, 'try-reschedule', 'updates').isChecked());
  }
});
