// SPDX-License-Identifier: Apache-2.0
// small_page.mjs makes a page with the script, the style and the engine of the review page, and a small fixed model: it
// has each form of each item once, so that what the script makes of it can be compared whole (review_outlines.mjs).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageFile } from './folders.mjs';

const rule = (id, more) => ({
  id,
  title: `about ${id}`,
  section: 4,
  kind: 'rows',
  origin: ['G'],
  text: `The text of ${id}.`,
  rows: [],
  guide: [],
  invariants: [],
  contract: false,
  interpretations: [],
  policies: [],
  obligations: 0,
  tests: [],
  stories: [],
  fuzz: [],
  ...more,
});

const row = (id, more) => ({
  id,
  table: 'chain',
  number: 1,
  order: 0,
  rule: id.split('.')[0],
  events: ['CallEstablished'],
  from: ['Idle', 'Live', 'WrapUp'],
  to: '',
  begins: false,
  ends: false,
  guards: [],
  actions: [],
  result: 'accepted',
  reason: '',
  functions: [],
  policies: [],
  guide: [],
  interpretations: [],
  ways: 1,
  obligations: 0,
  asked: 0,
  theorems: [],
  tests: [],
  stories: [],
  fuzz: [],
  ...more,
});

const everyForm = `The first paragraph names R3, \`code\` and [a link with **bold**](../there.md)
and goes on; *slanted words*, a * b, *x*, R99, I11 and G4.

## A heading with R3

| column | \`second\` |
|---|:--|
| cell | **bold** |
| R8 | last |

A list follows:
* one
  goes on
* two names R8

- alone

1. first
2. second

10. tenth`;

const accessText = `Words before.

1. **Full** an agent on the call with \`code\`. More words.
2. **ReadOnly** an agent that is consulted. More.
3. **Full** a keeper. More.
4. **None** all others.`;

const permission = (values, access, record, request, more) => ({
  policies: { final_scope: values[0], reschedule: values[1], do_not_call: 'open' },
  standing: 'Eligible',
  access,
  record,
  request,
  result: 'error',
  rule: 'D4',
  row: 'D4.1',
  reason: 'NoAccess',
  answer: '',
  read_only: false,
  finalizes: 0,
  ...more,
});
const yes = { result: 'acknowledged', rule: 'D9', reason: '', answer: 'yes' };

/** Every policy, access, record and request; what is answered is made up, with each form once. */
function permissions() {
  const all = [];
  for (const scope of ['record', 'chain'])
    for (const reschedule of ['updates', 'finalizes'])
      for (const record of ['Open', 'Final'])
        for (const request of ['ChainedRecordRequest', 'RecordProcessed', 'RecordReschedule']) {
          const one = (access, more) => all.push(permission([scope, reschedule], access, record, request, more));
          const finalizes =
            record === 'Final' ? 0 : request === 'RecordProcessed' || reschedule === 'finalizes' ? 1 : 0;
          one('None', {});
          one('ReadOnly', request === 'ChainedRecordRequest' ? { ...yes, rule: 'D5', read_only: true } : {});
          one('Full', {
            ...yes,
            finalizes: request === 'ChainedRecordRequest' ? 0 : scope === 'chain' ? 2 * finalizes : finalizes,
          });
        }
  return all;
}

const manyTests = ['First.G4_R3', 'First.TheSecondTest', 'Other.R3_NotSo', 'Other.the_fourth'];

export const smallModel = {
  version: '1.2.3',
  phases: ['Idle', 'Live', 'WrapUp'].map((name) => ({ name, means: `means \`${name}\`` })),
  accesses: ['None', 'ReadOnly', 'Full'].map((name) => ({ name, means: `means ${name}` })),
  requests: [
    { name: 'ChainedRecordRequest', class: 'reads', reschedules: false, answer: 'ChainedRecordResponse' },
    { name: 'RecordProcessed', class: 'finalizes', reschedules: false, answer: 'RecordProcessedAcknowledge' },
    { name: 'RecordReschedule', class: 'updates', reschedules: true, answer: 'RecordRescheduleAcknowledge' },
  ],
  events: [
    { type: 'CallEstablished', members: ['record', 'agent'], words: 'the call of {record}', rows: ['R2.1'] },
    { type: 'DesktopRequest', members: ['record', 'agent'], words: '{agent} asks', rows: [] },
  ],
  reasons: [
    { name: 'NoAccess', why: 'the agent has **no** access', needed: 'an access `Full`', rows: ['R3.1', 'D4.1'] },
    { name: 'ReadOnlyAccess', why: 'may read and no more', needed: 'the access Full.', rows: ['R3.1'] },
    { name: 'RecordAlreadyFinal', why: 'is Final', needed: 'an Open record', rows: [] },
    { name: 'NotLoggedIn', why: 'is not logged in', needed: 'a *login*', rows: [] },
    { name: 'DnNotMonitored', why: 'the DN is not monitored', needed: 'monitoring', rows: [] },
  ],
  policies: [
    { name: 'final_scope', values: ['record', 'chain'], default: 'record', text: 'finalizes `all`', rows: ['R2.1'] },
    { name: 'reschedule', values: ['updates', 'finalizes'], default: 'updates', text: 'is final', rows: [] },
  ],
  rows: [
    row('R2.1', {
      events: ['CallEstablished', 'PartyLeft'],
      from: ['Idle', 'Live'],
      to: 'Live',
      guards: ['the `agent` is not on the call'],
      actions: ['the agent is on the call', 'R8 again'],
      functions: ['R8'],
      policies: ['final_scope', 'reschedule'],
      guide: ['G4'],
      interpretations: ['R2'],
      obligations: 2,
      theorems: ['I11', 'I12'],
      tests: manyTests,
      stories: ['05-conference', '12-refusals'],
      fuzz: ['a_target', 'b_target'],
    }),
    row('R3.1', {
      number: 2,
      guards: ['one', 'two'],
      result: 'refused',
      reason: 'NoAccess',
      obligations: 1,
      theorems: ['I11'],
      tests: ['First.G4_R3'],
      stories: ['05-conference'],
    }),
    row('D4.1', { table: 'directory', number: 1, rule: 'D4', events: ['DnMonitored'], result: 'passed on' }),
  ],
  edges: [
    { id: 'edge-loaded-Idle', from: '', to: 'Idle', drawn: true, labels: ['ChainLoaded (E5)'], rows: ['R2.1'] },
    { id: 'edge-Live-Live', from: 'Live', to: 'Live', drawn: true, labels: ['A (R2)', 'B (R3)'], rows: ['R3.1'] },
    { id: 'edge-Live-forgotten', from: 'Live', to: '', drawn: true, labels: ['C (R3)'], rows: ['R2.1', 'R3.1'] },
    { id: 'edge-every', from: 'Idle', to: 'Idle', drawn: false, labels: ['D'], rows: [] },
  ],
  reactions: [
    { phase: 'Idle', event: 'CallEstablished', rows: ['R2.1', 'R3.1'] },
    { phase: 'Live', event: 'CallEstablished', rows: ['R3.1'] },
    { phase: 'Idle', event: 'DesktopRequest', rows: ['D4.1'] },
  ],
  permissions: permissions(),
  standings: ['NotLoggedIn', 'NotMonitored', 'NotLoggedIn', 'Unheard'].map((standing, i) => ({
    ...permission(['record', 'updates'], 'None', 'Open', 'RecordProcessed'),
    standing,
    reason: i % 2 === 0 ? 'NotLoggedIn' : 'DnNotMonitored',
    rule: 'D5',
  })),
  rules: [
    rule('R1', { title: 'a `function`:', kind: 'function', origin: ['I'], obligations: 1, tests: ['First.G4_R3'] }),
    rule('R2', {
      title: 'A call is established.',
      origin: ['G', 'I'],
      text: everyForm,
      rows: ['R2.1'],
      guide: ['G4', 'G5'],
      invariants: ['I11', 'I12'],
      contract: true,
      interpretations: ['R2'],
      policies: ['final_scope'],
      obligations: 2,
      tests: manyTests,
      stories: ['05-conference', '12-refusals'],
      fuzz: ['a_target', 'b_target'],
    }),
    rule('R3', { rows: ['R3.1'], guide: ['G4'], obligations: 3, tests: manyTests, stories: ['05-conference'] }),
    ...['R4', 'R5', 'R6', 'R7'].map((id) => rule(id)),
    rule('R8', { title: 'an invariant', kind: 'invariant', origin: ['I'], fuzz: ['b_target'] }),
    ...['R9', 'R10', 'R11', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'E1', 'E5'].map((id) => rule(id)),
  ],
  sections: [
    {
      number: 1,
      title: 'The rules in a minute',
      text: 'What is *first*.\n\n| moment | who |\n|---|---|\n| R2 | all |',
    },
    { number: 3, title: 'Access', text: accessText },
  ],
  invariants: [
    { id: 'I11', text: 'somebody has `Full`', from: 'the guide, G4', guide: ['G4'], rules: ['R2'] },
    { id: 'I12', text: 'nobody else', from: '', guide: [], rules: [] },
  ],
  interpretations: [
    {
      id: 'R2',
      rules: ['R2', 'R3'],
      text: 'We say *so*.',
      why: 'Because of R3.',
      instead: 'Not `so`.',
      story: '05-conference',
      line: 2,
      policies: ['final_scope', 'reschedule'],
    },
    { id: 'R3', rules: ['R3'], text: 'And so.', why: '', instead: '', story: '', line: 0, policies: ['reschedule'] },
    {
      id: 'S1',
      rules: [],
      text: 'No rule.',
      why: 'It has no rule.',
      instead: 'A rule.',
      story: '05-conference',
      line: 1,
      policies: [],
    },
  ],
  guide: [
    {
      id: 'G4',
      says: 'the *initiator* loses all rights',
      rows: ['R2.1', 'R3.1'],
      rules: ['R2', 'R3'],
      invariants: ['I11'],
      other: 'see R8',
      tests: manyTests.slice(0, 1),
    },
    { id: 'G5', says: 'a target', rows: [], rules: ['R1'], invariants: [], other: '', tests: [] },
  ],
  tests: manyTests.map((name, i) => ({
    name,
    cites: i === 0 ? ['G4', 'R3'] : [],
    rules: i < 2 ? ['R2', 'R3'] : [],
    rows: ['R2.1'],
  })),
  fuzz: [{ name: 'a_target', cites: [], rules: ['R2'], rows: ['R2.1'] }],
  stories: [
    {
      name: '05-conference',
      input: '{"type":"DnMonitored","dn":"7001"}\n{"type":"ChainLoaded","chain":5,"records":[501]}\n',
      policies: [{ final_scope: 'record', reschedule: 'updates', do_not_call: 'open' }],
      rules: ['R2'],
      rows: ['R2.1'],
    },
    { name: '12-refusals', input: 'no event\n', policies: [], rules: [], rows: [] },
  ],
  scenarios: [{ title: 'A title', story: '05-conference', mermaid: '' }],
  phase_diagram: { mermaid: '', dot: '', in_every_phase: ['D'] },
};

const questions = {
  opening: [
    { type: 'DnMonitored', dn: '7001' },
    { type: 'DnMonitored', dn: '7002' },
    { type: 'AgentLogin', agent: 'alice', dn: '7001' },
    { type: 'AgentLogin', agent: 'bob', dn: '7002' },
    { type: 'ChainLoaded', chain: 1, records: [101, 102] },
    { type: 'CallEstablished', record: 101, agent: 'alice' },
  ],
  questions: [
    {
      question: 'What may each of them do?',
      story: 'alice consults bob.',
      lines: [
        { type: 'ConsultationInitiated', record: 101, from: 'alice', to: 'bob' },
        { type: 'ConsultationEstablished', record: 101, from: 'alice', to: 'bob' },
        { type: 'RecordProcessed', record: 102, agent: 'alice' },
        { type: 'ConferenceCompleted', record: 101, from: 'bob', to: 'carol' },
      ],
      may: ['bob', 'alice'],
      because: ['R5', 'D5', 'G4', 'I11', 'nothing'],
    },
    {
      question: 'What is after a transfer?',
      story: 'alice transfers the call to bob.',
      lines: [{ type: 'SingleStepTransferCompleted', record: 101, from: 'alice', to: 'bob' }],
      may: [],
      because: ['R3'],
    },
  ],
};

const scenarios = [{ name: '1-a-scenario', input: '{"type":"DnMonitored","dn":"a scenario"}\n' }];

const diagram =
  '<svg role="group" aria-label="Phase diagram">' +
  ['phase-Idle', 'phase-Live', 'edge-loaded-Idle', 'edge-Live-Live', 'edge-Live-forgotten', 'edge-every']
    .map((id, i) => `<g id="${id}"><text x="20" y="${30 * (i + 1)}">${id}</text></g>`)
    .join('') +
  '</svg>';

/** Replaces an element's content in a page's HTML. */
function replaced(html, opening, content) {
  const begin = html.indexOf(opening);
  const end = html.indexOf(`</${opening.match(/\w+/)[0]}>`, begin);
  if (begin < 0) throw new Error(`the page has no ${opening}`);
  return html.slice(0, begin + opening.length) + content + html.slice(end);
}

function smallPage(html) {
  const data = (id, value) => {
    const json = JSON.stringify(value).replaceAll('<', '\\u003c');
    html = replaced(html, `<script type="application/json" id="${id}">`, json);
  };
  data('model', smallModel);
  data('questions', questions);
  data('scenarios', scenarios);
  html = html.replace(/(review, version )[^<]*/, '$11.2.3');
  return replaced(html, '<figure class="diagram" id="phase-diagram">', diagram);
}

const folder = mkdtempSync(join(tmpdir(), 'recordshare-page-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The file of the small page. */
export const smallPageFile = join(folder, 'small.html');
writeFileSync(smallPageFile, smallPage(readFileSync(pageFile, 'utf8')));
