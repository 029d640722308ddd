// SPDX-License-Identifier: Apache-2.0
// review_page.mjs tests the review page in a browser: every view, the simulator, and hostile input.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { after, before, test } from './tests.mjs';
import { accesses, answer, choose, launch, withPage } from './browser.mjs';
import { buildFolder, pageFile, sourceFolder } from './folders.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const text = (page, selector) => page.locator(selector).innerText();

test('the page is one file of less than 1 MiB that names nothing outside it', () => {
  assert.ok(statSync(pageFile).size < 1 << 20, `${statSync(pageFile).size} bytes`);
  const page = readFileSync(pageFile, 'utf8');
  assert.doesNotMatch(page, /(?:src|href)="(?:https?:)?\/\//);
  assert.doesNotMatch(page, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/);
});

test('scenario 2: a consulted agent reads, and is refused everything else', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'None', carol: 'None' });
    await choose(page, 'alice calls bob to consult');
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'None', carol: 'None' });
    await choose(page, 'bob answers alice');
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'ReadOnly', carol: 'None' });
    await choose(page, 'bob asks to see the records');
    assert.match(await answer(page), /acknowledged.*D5.*ChainedRecord/s);
    await choose(page, 'bob reports record 101 as processed', true);
    assert.match(await answer(page), /error.*D6.*ReadOnlyAccess/s);
    assert.match(await answer(page), /A consulted agent may read and no more/);
    await choose(page, 'alice has transferred the call for record 101 to bob');
    assert.deepEqual(await accesses(page), { alice: 'None', bob: 'Full', carol: 'None' });
    assert.match(await answer(page), /accepted.*R6/s);
  }));

test('scenario 3: all in a conference may update, and one finalizes', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    await choose(page, 'alice calls bob to consult');
    await choose(page, 'bob answers alice');
    await choose(page, 'alice has brought bob, who was consulted');
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'Full', carol: 'None' });
    await choose(page, 'bob reports record 101 as processed');
    await choose(page, 'alice reports record 101 as processed', true);
    assert.match(await answer(page), /error.*D8.*RecordAlreadyFinal/s);
    assert.match(await answer(page), /Finalized by RecordProcessed of bob/);
    assert.match(await text(page, '.records'), /101\s+Final by RecordProcessed of bob\s+102\s+Open/);
  }));

test('a policy is a switch: everything is played anew under it', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    await choose(page, 'alice reports record 101 as processed');
    assert.match(await text(page, '.records'), /102\s+Open/);
    await page.getByRole('radio', { name: 'chain' }).first().check({ force: true });
    assert.match(await text(page, '.records'), /101\s+Final.*102\s+Final/s);
    await page.getByRole('radio', { name: 'record' }).first().check({ force: true });
    assert.match(await text(page, '.records'), /102\s+Open/);
  }));

test('undo takes back, and redo plays again', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    await choose(page, 'goes from alice to bob in a single step');
    assert.deepEqual(await accesses(page), { alice: 'None', bob: 'Full', carol: 'None' });
    await page.click('#undo');
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'None', carol: 'None' });
    await page.click('#redo');
    assert.deepEqual(await accesses(page), { alice: 'None', bob: 'Full', carol: 'None' });
    await page.focus('#log-title >> xpath=..');
    await page.keyboard.press('Control+z');
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'None', carol: 'None' });
  }));

test('a link carries the case, names and policies and all', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    await choose(page, 'alice calls bob to consult');
    await choose(page, 'bob answers alice');
    await page.getByRole('radio', { name: 'finalizes' }).first().check({ force: true });
    await page.click('#share');
    const link = await page.inputValue('#share-link');
    const stream = async (other) => {
      await other.click('#stream');
      return other.inputValue('#stream-text');
    };
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    const sent = await stream(page);
    await withPage(browser, { fragment: link.slice(link.indexOf('#')) }, async (received) => {
      assert.deepEqual(await accesses(received), { alice: 'Full', bob: 'ReadOnly', carol: 'None' });
      assert.ok(await received.getByRole('radio', { name: 'finalizes' }).first().isChecked());
      assert.equal(await stream(received), sent);
    });
  }));

test('a story is replayed as the command runs it, byte for byte', () =>
  withPage(browser, { fragment: '#story-05-conference' }, async (page) => {
    await page.click('#stream');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#save-answers')]);
    const story = `${sourceFolder}/properties/conform/stories/05-conference.in.jsonl`;
    assert.equal(
      readFileSync(await file.path(), 'utf8'),
      execFileSync(`${buildFolder}/bin/recordshare`, ['run', story], { encoding: 'utf8' }),
    );
  }));

test('imported streams are played, with any content', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    const name = '<img src=x onerror=alert(1)>"\';</style><script>alert(1)</script>';
    const lines = [
      { type: 'DnMonitored', dn: name },
      { type: 'AgentLogin', agent: name, dn: name },
      { type: 'ChainLoaded', chain: 1, records: [7] },
      { type: 'CallEstablished', record: 7, agent: name },
    ];
    await page.click('#stream');
    await page.fill(
      '#stream-text',
      `${lines.map((line) => JSON.stringify(line)).join('\n')}\nno event\n` +
        '{"type":"ChainLoaded","chain":18446744073709551615,"records":[18446744073709551614]}\n',
    );
    await page.click('#play-stream');
    assert.deepEqual(await accesses(page), { [name]: 'Full' });
    assert.equal(await page.locator('main img, main script').count(), 0);
    assert.match(await text(page, '.log'), /no event/);
    assert.match(await text(page, '#simulator .choice'), /18446744073709551615/);
  }));

for (const [what, fragment] of [
  ['no base64', '#try:%%%'],
  ['no text', '#try:_____w'],
  ['too long', `#try:${'A'.repeat(70000)}`],
  ['an unknown policy', `#try:${Buffer.from('no=policy\n{}').toString('base64url')}`],
  ['an unknown view', '#<img src=x onerror=alert(1)>'],
]) {
  test(`a link with ${what} does no harm`, () =>
    withPage(browser, { fragment }, async (page) => {
      assert.match(await page.title(), /recordshare review/);
      assert.equal(await page.locator('main img').count(), 0);
      await page.goto(`file://${pageFile}#try`);
      assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'None', carol: 'None' });
    }));
}

test('the phase diagram answers to the mouse and to the keyboard', () =>
  withPage(browser, { fragment: '#phases' }, async (page) => {
    await page.locator('#edge-Live-WrapUp text').first().click();
    assert.match(await text(page, '#phase-details'), /From Live to WrapUp.*R10\.1.*CallEnded/s);
    await page.focus('#phase-Idle');
    await page.keyboard.press('Enter');
    assert.match(await text(page, '#phase-details h2'), /Idle/);
    await page.locator('#phase-details .chip').first().click();
    await page.locator('#details').waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    await page.locator('#details').waitFor({ state: 'hidden' });
  }));

test('the explorer finds the nearest state, and says if no state matches', () =>
  withPage(browser, { fragment: '#explorer' }, async (page) => {
    await page.selectOption('#find-alice', 'Full');
    await page.selectOption('#find-bob', 'ReadOnly');
    await page.click('#find');
    assert.match(await text(page, '#place-text'), /parties alice.*Established alice → bob/);
    await page.click('#open-way');
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'ReadOnly' });
    await page.goto(`file://${pageFile}#explorer`);
    await page.selectOption('#find-alice', 'ReadOnly');
    await page.click('#find');
    assert.match(await text(page, '#explorer [role=status]'), /No such state can be reached/);
  }));

test('search leads to what was meant', () =>
  withPage(browser, {}, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('not logged in');
    assert.match(await text(page, '#results'), /NotLoggedIn/);
    await page.fill('#search', 'R8');
    // The previous result may be shown for a moment; a link's target appears after the link was followed.
    await page.locator('#results .chip', { hasText: /^R8$/ }).first().click();
    await page.locator('#details-title', { hasText: 'R8 Nobody loses the record for everyone' }).waitFor();
  }));

test('what was found is shown as text, not as Markdown, and names of tests as words', () =>
  withPage(browser, {}, async (page) => {
    await page.fill('#search', 'R13');
    await page.locator('#results td', { hasText: 'the record handle is unknown' }).first().waitFor();
    assert.doesNotMatch(await text(page, '#results'), /\|---|\| reason|\*\*|`/);
    await page.fill('#search', 'a new call at a queue');
    await page.locator('#results .card', { hasText: 'R2 R8 A New Call At A Queue Leaves The Chain' }).waitFor();
  }));

test('policies that stand beside each other are told apart', () =>
  withPage(browser, { fragment: '#interpretations' }, async (page) => {
    const told = await text(page, '#view-interpretations');
    assert.match(told, /Policy switch: do_not_call \(open or always; .*\); reschedule \([^)]*\); final_scope \(/);
    assert.match(told, /R7 Scenario 3.*Not taken: A conference needs a consultation first\.\s+They differ/s);
  }));

test('a queue is a number, and stands on the call while an agent keeps the chain', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    await page.locator('summary', { hasText: 'More agents, numbers and DNs' }).click();
    await page.fill('#add-number', '1509');
    await page.press('#add-number', 'Enter');
    await page.fill('#moves-words', 'singlesteptransfercompleted 1509');
    await page.selectOption('#moves-who', 'agent:alice');
    await page.locator('.moves .group .move').click();
    assert.equal(await text(page, '#numbers-on-call'), 'Also on the call: number 1509.');
    assert.deepEqual(await accesses(page), { alice: 'Full', bob: 'None', carol: 'None' });
    await page.fill('#moves-words', 'singlesteptransfercompleted bob');
    await page.selectOption('#moves-who', 'number:1509');
    await page.locator('.moves .group .move').click();
    assert.deepEqual(await accesses(page), { alice: 'None', bob: 'Full', carol: 'None' });
  }));

test('a login at several DNs and a recovered call are composed, and give the id of the call', () =>
  withPage(browser, { fragment: '#try' }, async (page) => {
    await page.click('#compose');
    await page.getByLabel('Agent', { exact: true }).last().selectOption('bob');
    for (const dn of ['7002', '7003']) await page.getByRole('checkbox', { name: dn, exact: true }).check();
    await page.click('#compose-login');
    assert.match(await text(page, '.agents'), /bob\s*None\s+at DNs 7002, 7003/);
    assert.match(await text(page, '.agents'), /carol\s*None\s+not logged in/, 'bob has taken her place');
    await page.locator('summary', { hasText: 'Ids of calls' }).click();
    await page.getByLabel('Call', { exact: true }).fill('call-2');
    await page.click('#compose');
    await page.getByRole('checkbox', { name: 'bob', exact: true }).check();
    await page.click('#compose-recover');
    assert.deepEqual(await accesses(page), { alice: 'None', bob: 'Full', carol: 'None' });
    assert.equal(await text(page, '#call-id'), 'call-2');
    await page.getByLabel('Call', { exact: true }).fill('call-1');
    await choose(page, 'CallEnded', true);
    assert.match(await answer(page), /refused.*OtherCall/s);
    await page.getByLabel('Call', { exact: true }).fill('');
    await choose(page, 'bob reports record 101 as processed');
    assert.match(await answer(page), /Final from now on: 101\./);
  }));

test('what is typed filters the traceability table', () =>
  withPage(browser, { fragment: '#trace' }, async (page) => {
    await page.locator('#trace input[type=search]').fill('initiator loses all rights');
    assert.deepEqual(await page.locator('#trace table').first().locator('tbody tr:visible th').allInnerTexts(), [
      'G4',
    ]);
  }));
