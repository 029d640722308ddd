// SPDX-License-Identifier: Apache-2.0
// played.mjs tests the simulator: undo, redo, streams, stories, policies and chains.
import assert from 'node:assert/strict';
import { accesses, choose, follow, saved, withPage } from '../browser.mjs';
import {
  announced,
  browser,
  check,
  consult,
  control,
  inSimulator,
  isDisabled,
  lines,
  notice,
  openingTypes,
  playStream,
  radio,
  text,
  types,
  view,
} from './control.mjs';
import { readFileSync } from 'node:fs';
import { byCommand, startEngine } from '../engine.mjs';
import { pageFile } from '../folders.mjs';
import { smallModel, smallPageFile as small } from '../small_page.mjs';

control(
  ['#undo', '#redo', 'move in try'],
  'redo plays again what undo took back, until a new event',
  inSimulator,
  async (page) => {
    assert.ok(!(await isDisabled(page, '#undo')) && (await isDisabled(page, '#redo')));
    await choose(page, 'alice calls bob to consult');
    await choose(page, 'bob answers alice');
    assert.match(await announced(page), /^accepted by R5$/);
    await page.click('#undo');
    assert.equal(await announced(page), 'The last event was taken back');
    await page.click('#undo');
    assert.deepEqual(await types(page), openingTypes);
    await page.click('#redo');
    assert.deepEqual(await types(page), [...openingTypes, 'ConsultationInitiated']);
    assert.ok(!(await isDisabled(page, '#redo')));
    await page.click('#redo');
    assert.deepEqual(await types(page), [...openingTypes, 'ConsultationInitiated', 'ConsultationEstablished']);
    assert.ok(await isDisabled(page, '#redo'));
    await page.click('#undo');
    await choose(page, 'bob asks to update', true);
    assert.match(await announced(page), /^error by D4, NoAccess$/);
    assert.ok(await isDisabled(page, '#redo'), 'a new event leaves nothing to redo');
    const chosen = await text(page, '.step[aria-pressed=true]');
    assert.match(chosen, /bob asks to update/);
    assert.equal(await page.locator('.step[aria-pressed=true]').count(), 1);
  },
);

control(['#undo'], 'everything can be taken back, and no more', inSimulator, async (page) => {
  for (let i = 0; i < openingTypes.length; ++i) await page.click('#undo');
  assert.ok(await isDisabled(page, '#undo'));
  assert.deepEqual(await lines(page), []);
  assert.match(await text(page, '[aria-labelledby=stage-title]'), /No chain is loaded/);
  await page.locator('body').press('Control+z');
  assert.deepEqual(await lines(page), []);
  assert.equal(await notice(page), null);
});

control(
  ['agent-name in try'],
  'keys undo and redo, but not while one types, and only in this view',
  inSimulator,
  async (page) => {
    const count = () => page.locator('.step').count();
    await page.locator('.agent-name').first().click();
    await page.keyboard.press('Control+z');
    assert.equal(await count(), 5);
    await page.keyboard.press('Meta+Z');
    assert.equal(await count(), 4);
    await page.keyboard.press('Control+Shift+z');
    assert.equal(await count(), 5);
    for (const key of ['Alt+Control+z', 'z', 'Shift+z', 'Control+y']) await page.keyboard.press(key);
    assert.equal(await count(), 5);
    for (const field of ['#moves-words', '#search', '#moves-who']) {
      await page.focus(field);
      await page.keyboard.press('Control+z');
      assert.equal(await count(), 5, field);
    }
    await follow(page, 'phases');
    await page.locator('#phase-Idle').focus();
    await page.keyboard.press('Control+z');
    await follow(page, 'try');
    assert.equal(await count(), 5);
    await page.locator('.agent-name').first().focus();
    await page.keyboard.press('Control+z');
    assert.equal(await count(), 4);
  },
);

control(['#restart'], 'the beginning is loaded anew, and nothing is left to redo', inSimulator, async (page) => {
  const before = await lines(page);
  await choose(page, 'alice calls bob to consult');
  await page.click('#undo');
  await page.click('#undo');
  await page.click('#restart');
  assert.deepEqual(await lines(page), before);
  assert.ok(await isDisabled(page, '#redo'));
});

control(
  ['#stream', '#stream-text', '#play-stream', 'button Save the events', '#save-answers', 'button Close'],
  'the saved events are those that were played, and the command answers them as the saved answers say',
  inSimulator,
  async (page) => {
    const all = [...(await lines(page)), ...consult];
    await page.click('#undo');
    await playStream(page, `\n${all.join('\n\n')}`);
    assert.ok(!(await page.locator('dialog').isVisible()));
    assert.ok(await isDisabled(page, '#redo'), 'another stream leaves nothing to redo');
    await check(page, 'try-final_scope', 'chain');
    await page.click('#stream');
    assert.equal(await page.inputValue('#stream-text'), `${all.join('\n')}\n`);
    await page.fill('#stream-text', 'what is typed is not saved before it is played');
    const names = [];
    page.on('download', (file) => names.push(file.suggestedFilename()));
    const events = await saved(page, 'Save the events');
    const answers = await saved(page, 'Save the answers');
    assert.deepEqual(names, ['events.jsonl', 'answers.jsonl']);
    assert.equal(readFileSync(events, 'utf8'), `${all.join('\n')}\n`);
    assert.equal(readFileSync(answers, 'utf8'), byCommand(events, 'final_scope=chain'));
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    assert.ok(!(await page.locator('dialog').isVisible()));
    assert.deepEqual(await lines(page), all, 'closing plays nothing');
  },
);

control(['#stream', '#stream-text'], 'Escape closes a dialog, and the stream stays', inSimulator, async (page) => {
  const before = await lines(page);
  await page.click('#stream');
  await page.fill('#stream-text', '');
  await page.keyboard.press('Escape');
  assert.ok(!(await page.locator('dialog').isVisible()));
  assert.deepEqual(await lines(page), before);
});

control(
  ['#play-stream', '#redo'],
  'a stream that is too long changes nothing and is told',
  inSimulator,
  async (page) => {
    await check(page, 'try-final_scope', 'chain');
    await page.click('#undo');
    await page.locator('summary', { hasText: 'More agents, numbers and DNs' }).click();
    await page.fill('#add-agent', 'dora');
    await page.press('#add-agent', 'Enter');
    const before = await lines(page);
    const most = '{"type":"DnMonitored","dn":"7001"}\n'.repeat(1001);
    await playStream(page, most);
    assert.match(await notice(page), /^Not possible: a stream here has at most \d+ lines.*\.$/);
    assert.deepEqual(await lines(page), before);
    assert.equal(await page.locator('.step').count(), before.length);
    assert.ok(await radio(page, 'try-final_scope', 'chain').isChecked());
    assert.match(await text(page, '.step[aria-pressed=true]'), /the chain 1|chain 1/);
    assert.deepEqual(Object.keys(await accesses(page)), ['alice', 'bob', 'dora']);
    await page.click('#redo');
    assert.deepEqual(await types(page), openingTypes);
    assert.equal(await notice(page), null, 'what is possible takes the notice away');
  },
);

control(
  ['#share', '#share-link', 'button Copy'],
  'a link carries events and policies, and is copied',
  inSimulator,
  async (page) => {
    await page.evaluate(() => {
      globalThis.copied = [];
      const writeText = (words) => {
        globalThis.copied.push(words);
        return globalThis.copied.length === 1 ? Promise.resolve() : Promise.reject(new Error('no'));
      };
      Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    });
    await choose(page, 'alice calls bob to consult');
    await playStream(page, [...(await lines(page)), '{"type":"DnMonitored","dn":"Łódź ÿ>?~ \\u0001"}'].join('\n'));
    await check(page, 'try-reschedule', 'finalizes');
    const sent = await lines(page);
    await page.click('#share');
    const link = await page.inputValue('#share-link');
    assert.match(link, /^file:\/\/[^#]*#try:[A-Za-z0-9_-]+$/);
    const [packed] = link.match(/[^:]*$/);
    assert.equal(
      Buffer.from(packed, 'base64url').toString(),
      `final_scope=record reschedule=finalizes\n${sent.map((line) => `${line}\n`).join('')}`,
    );
    const selection = () =>
      page.evaluate(() => {
        const { selectionStart, selectionEnd, value } = document.getElementById('share-link');
        return value.slice(selectionStart, selectionEnd);
      });
    assert.equal(await selection(), link);
    await page.click('#share-link');
    await page.keyboard.press('Home');
    for (const said of ['The link was copied', 'The link is selected: copy it']) {
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.waitForFunction((words) => document.getElementById('announcer').textContent === words, said);
    }
    assert.deepEqual(await page.evaluate(() => globalThis.copied), [link, link]);
    assert.equal(await selection(), link);
    await page.keyboard.press('Escape');
    await withPage(browser, { file: small, fragment: `#${link.split('#')[1]}` }, async (received) => {
      assert.equal(await view(received), 'try');
      assert.deepEqual(await lines(received), sent);
      assert.ok(await radio(received, 'try-reschedule', 'finalizes').isChecked());
      assert.ok(await radio(received, 'try-final_scope', 'record').isChecked());
      assert.equal(await notice(received), null);
    });
  },
);

control(['#share', '#restart'], 'a stream that is too long for a link is told', inSimulator, async (page) => {
  const long = `{"type":"AgentLogin","agent":"${'a'.repeat(120)}","dn":"${'7'.repeat(120)}"}\n`;
  await playStream(page, long.repeat(180));
  await page.click('#share');
  assert.equal(await notice(page), 'This stream is too long for a link: export it instead.');
  assert.ok(!(await page.locator('dialog').isVisible()));
  await page.click('#restart');
  await page.click('#share');
  assert.ok(await page.locator('dialog').isVisible());
});

control(
  ['radio try-final_scope', 'radio try-reschedule'],
  'a policy replays everything under it',
  inSimulator,
  async (page) => {
    const ask = await startEngine();
    await playStream(
      page,
      [...(await lines(page)), consult[2], '{"type":"RecordReschedule","agent":"alice","record":102}'].join('\n'),
    );
    const all = await lines(page);
    for (const policies of ['final_scope=chain reschedule=updates', 'final_scope=chain reschedule=finalizes']) {
      await page.click('#undo');
      for (const policy of policies.split(' ')) {
        const [name, value] = policy.split('=');
        if (!(await radio(page, `try-${name}`, value).isChecked())) await check(page, `try-${name}`, value);
      }
      assert.equal(await announced(page), `Everything was played anew under ${policies}`);
      assert.ok(await isDisabled(page, '#redo'), 'another policy leaves nothing to redo');
      await playStream(page, all.join('\n'));
      ask('begin', policies);
      const steps = ask('play', all.join('\n'));
      const shown = await page.$$eval('.step .badge', (badges) => badges.map((badge) => badge.classList[1]));
      assert.deepEqual(
        shown.reverse(),
        steps.map((step) => step.result),
      );
      await page.click('#stream');
      assert.equal(readFileSync(await saved(page, 'Save the answers'), 'utf8'), ask('answers').text);
      await page.keyboard.press('Escape');
    }
  },
);

control(['radio chain', 'move in try'], 'another chain is shown, with its moves', inSimulator, async (page) => {
  await playStream(page, [...(await lines(page)), '{"type":"ChainLoaded","chain":2,"records":[201]}'].join('\n'));
  assert.match(await text(page, '.chain-card'), /^Chain 1: Live/);
  assert.ok(await radio(page, 'chain', '1').isChecked());
  await check(page, 'chain', '2');
  assert.match(await text(page, '.chain-card'), /^Chain 2: Idle\s+201 Open/);
  assert.deepEqual(await accesses(page), { alice: 'None', bob: 'None' });
  assert.ok(await radio(page, 'chain', '2').isChecked());
  await choose(page, 'CallEstablished');
  assert.match((await lines(page)).at(-1), /"record":201/);
  await page.click('#undo');
  await page.click('#undo');
  assert.match(await text(page, '.chain-card'), /^Chain 1: Live/);
  assert.equal(await page.locator('input[name=chain]').count(), 0);
});

control(['#story'], 'a story is loaded as it is', inSimulator, async (page) => {
  assert.equal(await notice(page), null);
  await page.click('#undo');
  await page.locator('#story').focus();
  await page.locator('#story').selectOption('story:05-conference');
  assert.equal(`${(await lines(page)).join('\n')}\n`, smallModel.stories[0].input);
  assert.ok(await isDisabled(page, '#redo'));
  await page.locator('#story').selectOption('scenario:1-a-scenario');
  assert.deepEqual(await lines(page), ['{"type":"DnMonitored","dn":"a scenario"}']);
  await page.locator('#story').selectOption('');
  assert.deepEqual(await lines(page), ['{"type":"DnMonitored","dn":"a scenario"}']);
  assert.equal(await notice(page), null);
});

control(
  ['radio try-do_not_call', 'radio matrix-do_not_call', 'radio graph-do_not_call'],
  'the third policy is a switch in each view',
  { ...inSimulator, file: pageFile },
  async (page) => {
    await choose(page, 'alice reports record 101 as processed');
    await choose(page, 'alice asks to have record 101 marked', true);
    assert.match(await text(page, '.step[aria-pressed=true]'), /D8/);
    await check(page, 'try-do_not_call', 'always');
    assert.match(await text(page, '.step[aria-pressed=true]'), /D9/);
    for (const view of ['permissions', 'explorer']) {
      await follow(page, view);
      await check(page, view === 'explorer' ? 'graph-do_not_call' : 'matrix-do_not_call', 'always');
    }
    assert.match(await text(page, '#place-text'), /./);
  },
);
