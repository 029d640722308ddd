// SPDX-License-Identifier: Apache-2.0
// review_outlines.mjs compares what the page shows of a small model, whole, with the files in outlines/: every element,
// attribute and word. RECORDSHARE_WRITE_OUTLINES=1 writes the files anew; read the difference before you commit it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from './tests.mjs';
import { follow, launch, withPage } from './browser.mjs';
import { pageFile, sourceFolder } from './folders.mjs';
import { smallModel, smallPageFile as file } from './small_page.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** In the page: every element below `selector` with its attributes and its texts, as lines. */
export function outlineOf(selector) {
  const attribute = ({ name, value }) => {
    if (name === 'class') return `.${value.trim().split(/\s+/).join('.')}`;
    return name === 'id' ? `#${value}` : value === '' ? `[${name}]` : `[${name}=${value}]`;
  };
  const state = (element) => {
    if (element.type === 'radio') return element.checked ? '[is checked]' : '';
    return element.matches('input, select, textarea') ? `[is ${JSON.stringify(element.value)}]` : '';
  };
  const isDrawn = (element) => element.closest('figure.sequence svg') !== null && element.localName !== 'svg';
  const head = (element) => {
    // Where the engine draws a line is tested with the engine.
    const kept = [...element.attributes].filter(({ name }) => !isDrawn(element) || name === 'class');
    return element.localName + kept.map(attribute).join('') + state(element);
  };
  const isKept = (node) =>
    node instanceof Text
      ? !/^(\s*\n\s*)?$/.test(node.data)
      : node instanceof Element && !node.matches('script, style');
  /** The lines of a node: one, if that is short enough. Of a long list, its beginning and its end. */
  const linesOf = (node) => {
    if (node instanceof Text) return [JSON.stringify(node.data)];
    const children = [...node.childNodes].filter(isKept).map(linesOf);
    if (children.length > 12) children.splice(5, children.length - 7, [`... ${children.length - 7} more`]);
    const inside = children.flat();
    const short = [head(node), ...(inside.length > 1 ? ['(', ...inside, ')'] : inside)].join(' ');
    const isShort = short.length <= 110 && children.every((lines) => lines.length === 1);
    return isShort ? [short] : [head(node), ...inside.map((line) => ` ${line}`)];
  };
  return [...document.querySelectorAll(selector)].flatMap(linesOf).join('\n');
}

/** A test that the outlines taken by `work` are those of outlines/NAME.txt. */
function outlineTest(name, what, work) {
  test(`${what}: as in outlines/${name}.txt`, async () => {
    let taken = '';
    await withPage(browser, { file }, (page) =>
      work(page, async (title, selector) => {
        taken += `== ${title}\n${await page.evaluate(outlineOf, selector)}\n`;
      }),
    );
    const golden = `${sourceFolder}/tests/npm/outlines/${name}.txt`;
    if (process.env.RECORDSHARE_WRITE_OUTLINES === '1') writeFileSync(golden, taken);
    assert.equal(taken, readFileSync(golden, 'utf8'));
  });
}

/** The name of the first test, which opens the page and nothing else. */
export const openedPage = 'the page when it is opened: as in outlines/page.txt';

outlineTest('page', 'the page when it is opened', async (page, take) => {
  await take('body', 'body');
  await take('title', 'title');
});

outlineTest('details', 'the details of each kind', async (page, take) => {
  for (const id of ['R1', 'R2', 'R8', 'R2.1', 'R3.1', 'D4.1', 'I11', 'I12', 'G4', 'G5', 'NoAccess']) {
    await follow(page, id);
    await take(id, '#details');
  }
});

outlineTest('phases', 'the phases and the arrows between them', async (page, take) => {
  await follow(page, 'phases');
  for (const id of ['phase-Idle', 'edge-loaded-Idle', 'edge-Live-Live', 'edge-Live-forgotten', 'phase-Live']) {
    await page.click(`#${id}`);
    await take(id, '#phase-details');
    await take(`${id} is pressed`, '#phase-diagram [aria-pressed=true]');
  }
});

outlineTest('permissions', 'the permissions under each policy', async (page, take) => {
  await follow(page, 'permissions');
  for (const [name, value] of [
    ['final_scope', 'chain'],
    ['reschedule', 'finalizes'],
    ['final_scope', 'record'],
  ]) {
    await page.locator(`input[name="matrix-${name}"][value="${value}"]`).check({ force: true });
    await take(`${name}=${value}`, '#permission-matrix tbody');
  }
});

outlineTest('search', 'what is found', async (page, take) => {
  for (const typed of ['R3', 'full', '  The  TEXT of ', 'conference', 'first code', 'no rule', 'r1', 'nowhere']) {
    await page.fill('#search', typed);
    await take(typed, '#results');
  }
});

const stream = [
  ['ChainedRecordRequest', { agent: 'alice' }],
  ['ConsultationInitiated', { from: 'alice', to: 'bob' }],
  ['ConsultationEstablished', { from: 'alice', to: 'bob' }],
  ['ChainedRecordRequest', { agent: 'bob' }],
  ['RecordProcessed', { agent: 'bob' }],
  ['RecordProcessed', { agent: 'alice' }],
  ['RecordProcessed', { agent: 'alice' }],
  ['RecordCanceled', {}],
  ['TransferCompleted', { from: 'alice', to: 'bob' }],
  ['ChainedRecordRequest', { agent: 'bob' }],
  ['PartyLeft', { agent: 'bob' }],
].map(([type, members]) => JSON.stringify({ type, record: type === 'RecordCanceled' ? 102 : 101, ...members }));

const shown = [
  ['The answer', '#simulator [aria-labelledby=step-title]'],
  ['The answer in short', '#simulator .last'],
  ['Everybody', '#simulator [aria-labelledby=stage-title]'],
  ['The steps', '#simulator .log'],
];

/** Plays more lines after those that were played so far. */
async function playMore(page, lines) {
  await page.click('#stream');
  const before = await page.inputValue('#stream-text');
  await page.fill('#stream-text', `${before}${lines.join('\n')}\n`);
  await page.click('#play-stream');
}

outlineTest('simulator', 'a call in the simulator', async (page, take) => {
  await follow(page, 'try');
  for (const line of stream) {
    await playMore(page, [line]);
    for (const [what, selector] of shown.slice(0, 3)) await take(`${line}: ${what}`, selector);
  }
  await take('The steps', '#simulator .log');
  await take('The diagram', '#simulator figure');
});

outlineTest('directory', 'agents, chains and invalid lines in the simulator', async (page, take) => {
  await follow(page, 'try');
  for (const lines of [
    ['no event', '{"type":"AgentLogin","agent":"","dn":"7001"}'],
    ['{"type":"DnUnmonitored","dn":"7001"}'],
    ['{"type":"AgentLogout","agent":"bob"}', '{"type":"ChainLoaded","chain":18446744073709551615,"records":[7]}'],
    ['{"type":"ChainUnloaded","chain":1}'],
    ['{"type":"ChainUnloaded","chain":18446744073709551615}'],
  ]) {
    await playMore(page, lines);
    for (const [what, selector] of shown.slice(0, 3)) await take(`${lines.at(-1)}: ${what}`, selector);
  }
  await take('The steps', '#simulator .log');
});

outlineTest('moves', 'the moves', async (page, take) => {
  await follow(page, 'try');
  const fold = (i) => page.locator('.moves details.fold > summary').nth(i).click();
  await fold(0);
  await fold(1);
  await page.waitForFunction(() => [...document.querySelectorAll('.moves details')].every((one) => one.open));
  await take('all', '#simulator .moves');
  await page.selectOption('#moves-who', 'agent:bob');
  await page.fill('#moves-words', 'BOB to');
  await take('by bob, with words', '#simulator .moves');
  await page.fill('#moves-words', 'nothing fits');
  await take('none', '#simulator .moves');
});

outlineTest('dialogs', 'the dialogs', async (page, take) => {
  await follow(page, 'try');
  await page.click('#stream');
  await take('a stream', 'dialog');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.click('#share');
  await page.evaluate(() => {
    const field = document.getElementById('share-link');
    field.setAttribute('value', field.value.replace(/^[^#]*/, ''));
    field.value = field.getAttribute('value');
  });
  await take('a link', 'dialog');
});

outlineTest('explorer', 'states in the explorer', async (page, take) => {
  await follow(page, 'explorer');
  await page.waitForSelector('#place-title');
  await take('the first', '#explorer');
  await page.selectOption('#find-bob', 'Full');
  await page.selectOption('#find-record', 'Final');
  await page.click('#find');
  await take('Full and Final', '#explorer > .stack');
  await page.selectOption('#find-alice', 'ReadOnly');
  await page.selectOption('#find-phase', 'WrapUp');
  await page.click('#find');
  await take('none', '#explorer > [role=status]');
});

/** The members that objects have anywhere in a value, by their path. */
function membersOf(value, path = '', found = new Set()) {
  if (Array.isArray(value)) for (const one of value) membersOf(one, `${path}[]`, found);
  else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) membersOf(one, `${path}.${name}`, found.add(`${path}.${name}`));
  return [...found].sort();
}

test('the small model has the members that the described model has', () => {
  const [, described] = readFileSync(pageFile, 'utf8').match(/id="model">([^<]*)</);
  assert.deepEqual(membersOf(smallModel), membersOf(JSON.parse(described)));
});
