// SPDX-License-Identifier: Apache-2.0
// answers.mjs tests the simulator's answers, names and diagram.
import assert from 'node:assert/strict';
import { accesses, choose } from '../browser.mjs';
import { consult, control, inSimulator, lines, notice, playStream, text, texts } from './control.mjs';
import { startEngine } from '../engine.mjs';

control(
  ['step in try', 'fold As lines of event md', 'scroll of a text'],
  'a step shows its whole answer',
  inSimulator,
  async (page) => {
    const ask = await startEngine();
    const steps = ask('play', (await lines(page)).join('\n'));
    for (const index of [0, 3]) {
      await page
        .locator('.step')
        .nth(steps.length - 1 - index)
        .click();
      assert.match(
        await text(page, '[aria-labelledby=step-title]'),
        new RegExp(`^What the engine answered\\s+${index + 1}\\. `),
      );
      assert.equal(await page.locator('.step[aria-pressed=true]').count(), 1);
      assert.equal(
        await page
          .locator('.step')
          .nth(steps.length - 1 - index)
          .getAttribute('aria-pressed'),
        'true',
      );
      await page.locator('summary', { hasText: 'As lines of events.md' }).click();
      await page.locator('[aria-labelledby=step-title] pre').press('End');
      assert.equal(
        await text(page, '[aria-labelledby=step-title] pre'),
        `${steps[index].line}\n${steps[index].answer}`,
      );
      assert.match(await text(page, '.last'), new RegExp(steps[index].rule));
    }
  },
);

control(
  ['fold More agents numbers and DNs', '#add-agent', '#add-number', '#add-dn', 'button Add'],
  'a new name is offered; one that is not valid is told',
  inSimulator,
  async (page) => {
    await page.locator('summary', { hasText: 'More agents, numbers and DNs' }).click();
    const add = async (kind, name) => {
      await page.fill(`#add-${kind}`, name);
      await page
        .locator('form', { has: page.locator(`#add-${kind}`) })
        .getByRole('button', { name: 'Add' })
        .click();
    };
    await add('agent', 'dora');
    assert.deepEqual(Object.keys(await accesses(page)), ['alice', 'bob', 'dora']);
    assert.deepEqual(await texts(page, '#moves-who option'), ['anybody', 'alice', 'bob', 'dora']);
    assert.equal(await page.inputValue('#add-agent'), '');
    await add('number', '1509');
    assert.equal(await page.inputValue('#add-number'), '');
    assert.deepEqual((await texts(page, '#moves-who option')).slice(-1), ['number 1509']);
    await add('dn', '7009');
    assert.equal(await page.inputValue('#add-dn'), '');
    await page.fill('#moves-words', 'dora logs in at DN 7009');
    await page.locator('.moves .move').first().waitFor();
    await page.fill('#moves-words', '');
    assert.equal(await notice(page), null);
    await page.click('#undo');
    await page.click('#redo');
    assert.deepEqual(Object.keys(await accesses(page)), ['alice', 'bob', 'dora']);
    await add('agent', 'é'.repeat(129));
    assert.equal(await notice(page), 'Not possible: a name is 1 to 256 bytes of UTF-8 without U+0000.');
    assert.deepEqual(Object.keys(await accesses(page)), ['alice', 'bob', 'dora']);
    await page.locator('#add-agent').fill('');
    await page.locator('#add-agent').press('Enter');
    assert.deepEqual(Object.keys(await accesses(page)), ['alice', 'bob', 'dora']);
  },
);

control(
  ['scroll of a svg'],
  'the diagram is the one that the engine draws, and shows its end',
  inSimulator,
  async (page) => {
    const ask = await startEngine();
    for (let i = 0; i < 30; ++i) await page.locator('body').press('Control+z');
    const all = [...consult, ...consult, ...consult, ...consult, ...consult, ...consult];
    await page.click('#restart');
    await playStream(page, [...(await lines(page)), ...all].join('\n'));
    ask('play', (await lines(page)).join('\n'));
    const shown = await page.evaluate((svg) => {
      const plain = svg.replace(/<style>[^]*?<\/style>/, '');
      const drawing = new DOMParser().parseFromString(plain, 'image/svg+xml').documentElement;
      const [head, whole] = document.querySelectorAll('figure.sequence svg');
      return {
        isSame: whole.outerHTML === document.importNode(drawing, true).outerHTML,
        head: head.outerHTML.length < whole.outerHTML.length / 2 && head.querySelectorAll('.name').length,
        names: drawing.querySelectorAll(':scope > .name').length,
        box: ['viewBox', 'height', 'width', 'class', 'aria-hidden'].map((name) => head.getAttribute(name)),
        width: drawing.getAttribute('width'),
      };
    }, ask('diagram').text);
    assert.ok(shown.isSame);
    assert.equal(shown.head, shown.names);
    assert.deepEqual(shown.box, [`0 0 ${shown.width} 54`, '54', shown.width, 'names', 'true']);
    const figure = page.locator('figure.sequence');
    const above = () => figure.evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop);
    await figure.evaluate((one) => (one.scrollTop = one.scrollHeight));
    await choose(page, 'bob logs out');
    assert.ok((await above()) < 2, 'at its end it follows');
    await figure.press('Home');
    await page.waitForFunction(() => document.querySelector('figure.sequence').scrollTop < 10);
    await page.click('#undo');
    assert.ok((await above()) > 100, 'elsewhere it stays');
  },
);
