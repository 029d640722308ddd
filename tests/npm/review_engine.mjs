// SPDX-License-Identifier: Apache-2.0
// review_engine.mjs runs the engine as WebAssembly under Node, and compares it with the command.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { byCommand, Problem, startEngine } from './engine.mjs';
import { buildFolder, sourceFolder } from './folders.mjs';

const stories = `${sourceFolder}/properties/conform/stories`;
const inputs = readdirSync(stories).filter((name) => name.endsWith('.in.jsonl'));

/** The text of a `message` is not compared with the stories (events.md); that there is one is. */
const comparable = (answers) => answers.replace(/"message":".+"\}$/gm, '"message":"..."}');

test('there are stories', () => assert.ok(inputs.length >= 24, `${inputs.length} stories`));

// The answers to NN-name.in.jsonl are NN-name.out.jsonl, and under other policies NN-name.POLICY=VALUE,….out.jsonl.
const answersOf = (story, settings) => [story, settings, 'out.jsonl'].filter((part) => part !== '').join('.');
const settingsOf = (name) => name.replace('.out.jsonl', '').split('.')[1] ?? '';
const files = readdirSync(stories);
const allSettings = new Set(files.filter((name) => name.endsWith('.out.jsonl')).map(settingsOf));

for (const name of inputs) {
  for (const settings of allSettings) {
    const policies = settings.replaceAll(',', ' ');
    test(`${name} under ${policies || 'the default policies'} is answered byte for byte`, async () => {
      const ask = await startEngine();
      const input = `${stories}/${name}`;
      ask('begin', policies);
      ask('play', readFileSync(input, 'utf8'));
      const { text: answers } = ask('answers');
      assert.equal(answers, byCommand(input, policies));
      assert.equal(
        ask('input').text.replace(/\n/g, ''),
        readFileSync(input, 'utf8')
          .replace(/^[ \t\r]*\n/gm, '')
          .replace(/\n/g, ''),
      );
      const expected = answersOf(name.replace('.in.jsonl', ''), settings);
      if (settings === '' || files.includes(expected))
        assert.equal(comparable(answers), comparable(readFileSync(`${stories}/${expected}`, 'utf8')));
    });
  }
}

test('the world of two agents and one record has as many states as the explorer counts', async () => {
  const ask = await startEngine();
  const graph = ask('explore', '');
  const explored = execFileSync(
    `${buildFolder}/bin/recordshare-check`,
    ['explore', '--agents', '2', '--records', '1'],
    { encoding: 'utf8' },
  );
  assert.equal(graph.states_up_to_names, 1446);
  assert.match(explored, /\b1,446\b/);
});

test('a problem is told, and changes nothing', async () => {
  const ask = await startEngine();
  ask('begin', '');
  assert.throws(() => ask('nonsense'), Problem);
  assert.throws(() => ask('begin', 'no=policy'), Problem);
  assert.throws(() => ask('play', '{}\n'.repeat(1001)), Problem);
  assert.equal(ask('input').text, '');
});
