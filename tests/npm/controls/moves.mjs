// SPDX-License-Identifier: Apache-2.0
// moves.mjs tests the list of moves in the simulator.
import assert from 'node:assert/strict';
import { accesses } from '../browser.mjs';
import { control, focused, inSimulator, lines, notice, playStream, text } from './control.mjs';
import { startEngine } from '../engine.mjs';

const movesShown = (page) => page.$$eval('.moves .group .move', (moves) => moves.map((move) => move.dataset.line));
const wordsShown = (page) => page.$$eval('.moves .group .move', (moves) => moves.map((move) => move.textContent));

control(['#moves-who', 'agent-name in try'], 'only the moves of one agent are offered', inSimulator, async (page) => {
  const all = await movesShown(page);
  const ask = await startEngine();
  ask('play', (await lines(page)).join('\n'));
  const moves = ask('moves', '1').filter((move) => move.sensible);
  assert.deepEqual([...all].sort(), moves.map((move) => move.line).sort());
  const of = (agent) =>
    moves
      .filter((move) => move.who === `agent:${agent}`)
      .map((move) => move.line)
      .sort();
  await page.selectOption('#moves-who', 'agent:bob');
  await page.locator('#moves-who').press('Shift');
  assert.deepEqual((await movesShown(page)).sort(), of('bob'));
  await page.locator('.agent-name', { hasText: 'alice' }).click();
  assert.equal(await page.inputValue('#moves-who'), 'agent:alice');
  assert.deepEqual((await movesShown(page)).sort(), of('alice'));
  await playStream(page, (await lines(page)).slice(0, 1).join('\n'));
  assert.equal(await page.inputValue('#moves-who'), '', 'an agent that is gone is not chosen');
  await page.click('#restart');
  assert.deepEqual(await movesShown(page), all);
});

control(
  ['#moves-words'],
  'only moves with the typed words, type or reason are offered',
  inSimulator,
  async (page) => {
    const all = await wordsShown(page);
    for (const typed of ['BOB', 'alice calls bob', ' single  STEP ', 'ConsultationInit', 'nothing like it']) {
      await page.fill('#moves-words', typed);
      const words = typed
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const fits = all.filter((move) => words.every((word) => move.toLowerCase().includes(word)));
      assert.deepEqual(await wordsShown(page), fits, typed);
    }
    await page.fill('#moves-words', 'noaccess');
    assert.match(
      await text(page, '.moves'),
      /Nothing fits here; what is refused is below.\s+\d+ events would be refused/,
    );
    await page.fill('#moves-words', '');
    assert.deepEqual(await wordsShown(page), all);
  },
);

control(
  ['fold event would be refused', 'fold event would change nothing', 'move in try'],
  'what is refused or changes nothing is unfolded, stays so, and can be played',
  inSimulator,
  async (page) => {
    const ask = await startEngine();
    ask('play', (await lines(page)).join('\n'));
    const moves = ask('moves', '1');
    const inFold = (i) => page.locator('.moves details').nth(i).locator('.move');
    const linesOf = async (i) => inFold(i).evaluateAll((all) => all.map((move) => move.dataset.line));
    const fold = (i) => page.locator('.moves details > summary').nth(i);
    assert.equal(await inFold(0).count(), 0);
    await fold(0).click();
    await inFold(0).first().waitFor();
    assert.deepEqual(
      await linesOf(0),
      moves.filter((move) => move.reason !== '').map((move) => move.line),
    );
    await fold(1).click();
    await inFold(1).first().waitFor();
    const idle = moves.filter((move) => move.reason === '' && !move.sensible);
    assert.deepEqual(
      await linesOf(1),
      idle.map((move) => move.line),
    );
    await inFold(0).first().click();
    assert.equal((await lines(page)).at(-1), moves.find((move) => move.reason !== '').line);
    assert.ok(await inFold(0).first().isVisible(), 'it stays unfolded');
    assert.ok(await inFold(1).first().isVisible(), 'it stays unfolded');
    await fold(0).click();
    await inFold(0).first().waitFor({ state: 'hidden' });
    await fold(0).click();
    await inFold(0).first().waitFor();
    assert.equal(await inFold(0).count(), moves.filter((move) => move.reason !== '').length, 'filled once');
    await fold(0).click();
    await inFold(0).first().waitFor({ state: 'hidden' });
    await page.click('#undo');
    assert.equal(await page.locator('.moves details').nth(0).getAttribute('open'), null, 'it stays folded');
  },
);

control(
  ['move in try', 'fold event would be refused'],
  'arrow keys go through the moves, and the focus stays there',
  inSimulator,
  async (page) => {
    const place = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.moves .move, .moves summary')].indexOf(document.activeElement),
      );
    const all = await page.locator('.moves .group .move').count();
    await page.locator('.moves .move').first().focus();
    await page.keyboard.press('ArrowUp');
    assert.equal(await place(), 0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await place(), 2);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('x');
    assert.equal(await place(), 1);
    await page.locator('.moves summary').first().focus();
    await page.keyboard.press('ArrowUp');
    assert.equal(await place(), all - 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await place(), all + 1, 'a folded list is passed over, and the last stays');
    await page.locator('.moves .move').nth(1).focus();
    await page.keyboard.press('Enter');
    assert.equal(await place(), 0, 'the chosen move is gone: the first is focused');
    const kept = await page.locator('.moves .move', { hasText: 'AgentLogout' }).first();
    const line = await kept.getAttribute('data-line');
    await page.evaluate(() => document.getElementById('undo').click());
    await page.locator(`.moves .move[data-line='${line}']`).focus();
    await page.evaluate(() => document.getElementById('redo').click());
    assert.equal(await focused(page, (element) => element.dataset.line), line);
  },
);

control(
  ['#moves-call', '#moves-new-call', 'fold Ids of calls'],
  'the events of a call that are offered give the ids that were typed',
  inSimulator,
  async (page) => {
    const ask = await startEngine();
    ask('play', (await lines(page)).join('\n'));
    const offered = (ids) => ask('moves', `1\n${ids}`).filter((move) => move.sensible);
    await page.locator('summary', { hasText: 'Ids of calls' }).click();
    await page.fill('#moves-call', 'c1');
    await page.fill('#moves-new-call', 'c2');
    assert.deepEqual((await movesShown(page)).sort(), offered('c1\nc2').map((move) => move.line).sort());
    await page.fill('#moves-call', 'é'.repeat(129));
    assert.equal(await notice(page), 'Not possible: a name is 1 to 256 bytes of UTF-8 without U+0000.');
    assert.equal(await page.inputValue('#moves-call'), '');
    assert.equal(await page.inputValue('#moves-new-call'), '');
    assert.deepEqual((await movesShown(page)).sort(), offered('\n').map((move) => move.line).sort());
  },
);

control(
  ['#compose', '#compose-agent', '#compose-login', '#compose-recover', 'checkbox compose-dn', 'checkbox compose-party'],
  'a login at several DNs and a recovered call are composed',
  inSimulator,
  async (page) => {
    const checked = (name) => page.getByRole('checkbox', { name, exact: true }).check();
    await page.click('#compose');
    await page.selectOption('#compose-agent', 'alice');
    for (const dn of ['7001', '7002']) await checked(dn);
    await page.click('#compose-login');
    assert.ok(!(await page.locator('dialog').isVisible()));
    assert.equal((await lines(page)).at(-1), '{"type":"AgentLogin","agent":"alice","dns":["7001","7002"]}');
    await page.click('#compose');
    for (const agent of ['alice', 'bob']) await checked(agent);
    await page.click('#compose-recover');
    assert.equal(
      (await lines(page)).at(-1),
      '{"type":"CallRecovered","record":101,"agents":["alice","bob"],"numbers":[]}',
    );
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'None' }, 'bob lost his place');
    await page.click('#compose');
    await page.click('#compose-login');
    assert.match(await text(page, '.step[aria-pressed=true]'), /invalid/, 'a login without a DN');
  },
);
