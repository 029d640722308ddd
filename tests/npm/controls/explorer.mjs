// SPDX-License-Identifier: Apache-2.0
// explorer.mjs tests the explorer of states.
import assert from 'node:assert/strict';
import { announced, check, control, focused, lines, radio, text, texts, view } from './control.mjs';
import { startEngine } from '../engine.mjs';

const state = async (page) => Number((await text(page, '#place-title')).match(/^State (\d+)$/)[1]);

control(
  ['#find-alice', '#find-bob', '#find-alice.on_call', '#find-bob.on_call', '#find-phase', '#find-record', '#find'],
  'the nearest state with all that is chosen is found',
  { fragment: '#explorer' },
  async (page) => {
    const ask = await startEngine();
    ask('explore', '');
    const wanted = {};
    for (const [name, value] of [
      ['alice', 'None'],
      ['bob', 'Full'],
      ['alice.on_call', 'no'],
      ['bob.on_call', 'yes'],
      ['phase', 'Live'],
      ['record', 'Final'],
      ['bob', ''],
      ['phase', 'Idle'],
    ]) {
      await page.locator(`[id="find-${name}"]`).focus();
      await page.selectOption(`[id="find-${name}"]`, value);
      wanted[name] = value;
      const words = Object.entries(wanted).flatMap(([one, is]) => (is === '' ? [] : [`${one}=${is}`]));
      await page.click('#find');
      const { number } = ask('find', words.join(' '));
      const found = await text(page, '#explorer > [role=status]').catch(() => '');
      if (number === null) assert.equal(found, 'No such state can be reached: all were looked at.');
      else {
        assert.equal(await page.locator('#explorer > [role=status]').textContent(), '');
        assert.equal(await state(page), number);
        assert.equal(await text(page, '#place-text'), ask('place', String(number)).text);
      }
    }
  },
);

control(
  [
    'move in explorer',
    'button To the beginning',
    'fold The shortest way here event',
    'fold event are refused',
    'fold event take place and change nothing',
  ],
  'an event leads to its state, and back to the beginning',
  { fragment: '#explorer' },
  async (page) => {
    const ask = await startEngine();
    ask('explore', '');
    for (let i = 0; i < 4; ++i) {
      const place = ask('place', String(await state(page)));
      const leads = place.branches.filter((branch) => branch.to !== place.number);
      const shown = await page.$$eval('#explorer .move', (all) => all.map((one) => Number(one.dataset.to)));
      assert.deepEqual(
        shown,
        leads.map((branch) => branch.to),
      );
      const badges = await page.locator('#explorer [aria-labelledby=place-title] p').first().innerText();
      assert.match(badges, new RegExp(`alice ${place.accesses.alice}\\s+bob ${place.accesses.bob}`));
      await page.locator('#explorer .move').nth(i).click();
      assert.equal(await state(page), leads[i].to);
      assert.equal(await announced(page), `State ${leads[i].to}`);
      assert.equal(await focused(page), 'place-title');
    }
    const place = ask('place', String(await state(page)));
    await page.locator('summary', { hasText: 'The shortest way here' }).click();
    assert.deepEqual(
      await texts(page, '#explorer ol code'),
      ask('way', String(place.number)).text.split('\n').slice(0, -1),
    );
    const listed = async (title) => {
      const fold = page.locator('#explorer details', { hasText: title });
      await fold.locator('summary').click();
      return fold.locator('li').count();
    };
    const refused = place.branches.filter((branch) => branch.reason !== '');
    assert.equal(await listed('are refused'), refused.length);
    const stays = place.branches.filter((branch) => branch.to === place.number && branch.reason === '');
    assert.equal(await listed('change nothing'), stays.length);
    await page.getByRole('button', { name: 'To the beginning' }).click();
    assert.equal(await state(page), 0);
    assert.equal(await page.getByRole('button', { name: 'To the beginning' }).count(), 0);
  },
);

control(
  ['radio graph-final_scope', 'radio graph-reschedule', '#open-way', '#find'],
  'the explorer explores under its policies, and opens a state in the simulator under them',
  { fragment: '#explorer' },
  async (page) => {
    const ask = await startEngine();
    for (const [name, value, words] of [
      ['reschedule', 'finalizes', 'final_scope=record reschedule=finalizes'],
      ['final_scope', 'chain', 'final_scope=chain reschedule=finalizes'],
    ]) {
      await check(page, `graph-${name}`, value);
      const { states, states_up_to_names: forms, steps, depth } = ask('explore', words);
      const digits = (count) => count.toLocaleString('en');
      assert.equal(
        await text(page, '#explorer .quiet[aria-live]'),
        `${digits(states)} states (${digits(forms)} up to who is who), ${digits(steps)} outcomes, none farther than ` +
          `${depth} events from the beginning.`,
      );
      assert.equal(await state(page), ask('find', 'alice=Full').number);
      await page.selectOption('#find-record', 'Final');
      await page.click('#find');
      const found = ask('find', 'record=Final').number;
      assert.equal(await state(page), found);
      const place = ask('place', String(found));
      const shown = await page.$$eval('#explorer .move', (all) => all.map((one) => Number(one.dataset.to)));
      assert.deepEqual(
        shown,
        place.branches.filter((branch) => branch.to !== place.number).map((branch) => branch.to),
      );
    }
    const number = await state(page);
    await page.click('#open-way');
    assert.equal(await view(page), 'try');
    assert.ok(await radio(page, 'try-final_scope', 'chain').isChecked());
    assert.ok(await radio(page, 'try-reschedule', 'finalizes').isChecked());
    assert.deepEqual(await lines(page), ask('way', String(number)).text.split('\n').slice(0, -1));
    await check(page, 'try-final_scope', 'record');
    await page.click('#views a[href="#explorer"]');
    assert.ok(await radio(page, 'graph-final_scope', 'chain').isChecked(), 'each has its own policies');
    assert.equal(await state(page), number, 'nothing is explored anew');
  },
);
