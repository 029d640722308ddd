// SPDX-License-Identifier: Apache-2.0
// browser.mjs opens the review page in Chromium, and records every error in it.
import assert from 'node:assert/strict';
import { chromium, npm, pageFile } from './folders.mjs';

const { chromium: playwright } = npm('playwright-core');

export const address = `file://${pageFile}`;

/** What mutants.mjs sets for all pages of a test: a script that runs first, how long to wait (milliseconds), and what
 *  to do with a page when it is open, and when the test is done with it. */
export const trial = { script: null, timeout: 60_000, atReady: null, atEnd: null };

/** Widths and schemes that the page is made for. */
export const looks = [1280, 390].flatMap((width) => ['light', 'dark'].map((scheme) => ({ width, scheme })));

export const launch = () =>
  playwright.launch({
    executablePath: chromium,
    args: process.getuid() === 0 ? ['--no-sandbox'] : [], // Chromium's sandbox does not work for root
  });

/** Opens the page; `work` gets it, and nothing may be complained of or fetched meanwhile. */
export async function withPage(browser, options, work) {
  const { width = 1280, scheme = 'light', fragment = '', file = pageFile, controls = [] } = options;
  const context = await browser.newContext({
    viewport: { width, height: width < 700 ? 844 : 900 },
    colorScheme: scheme,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(trial.timeout);
  if (trial.script !== null) await context.addInitScript(trial.script);
  await context.addInitScript(watchControls);
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`${message.type()}: ${message.text()}`);
  });
  const failed = new Promise((_, reject) => {
    page.on('pageerror', (error) => {
      troubles.push(`exception: ${error.message}`);
      reject(new Error(`the page throws: ${error.message}`));
    });
  });
  failed.catch(() => {}); // it is in `troubles` too
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) troubles.push(`fetches ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  try {
    await page.goto(`file://${file}${fragment}`);
    await Promise.race([page.waitForSelector('html[data-ready=yes]', { state: 'attached' }), failed]);
    await trial.atReady?.(page);
    await work(page);
    const used = await page.evaluate(() => [...globalThis.usedControls]);
    assert.deepEqual(
      controls.filter((control) => !used.includes(control)),
      [],
      `controls that the test names and does not use; it uses ${used.join(', ')}`,
    );
    assert.deepEqual(troubles, []);
    await trial.atEnd?.(page);
  } finally {
    await context.close();
  }
}

/** In a page, before its script: names its controls, and notes those that a user's events reach. */
function watchControls() {
  const kinds = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const named = ['move', 'step', 'agent-name'];
  /** The name of the control that this element belongs to; null if it belongs to none. Controls with one purpose, such
   *  as all links to a rule, have one name. */
  globalThis.controlOf = (element) => {
    const control = element.closest?.(kinds) ?? null;
    if (control === null) return null;
    const view = control.closest('dialog, #details, .view, header')?.id.replace('view-', '') || 'page';
    if (['radio', 'checkbox'].includes(control.type)) return `${control.type} ${control.name}`;
    if (control.closest('#phase-diagram') !== null) return control.id.startsWith('phase-') ? 'phase' : 'arrow';
    if (control.id !== '') return `#${control.id}`;
    if (control.matches('.chip')) return `chip ${control.classList[1] ?? control.hash.split('-')[0]}`;
    if (control.matches('a')) return `link ${control.hash} in ${view}`;
    const name = named.find((one) => control.classList.contains(one));
    if (name !== undefined) return `${name} in ${view}`;
    if (control.matches('summary')) {
      const words = control.textContent
        .replace(/ [RDE]\d+.*/, '')
        .replace(/[^a-z]+/gi, ' ')
        .trim();
      const kind = control.parentElement.className;
      return kind === 'fold' ? `fold ${words.replace('events', 'event')}` : `fold of a ${kind || 'list'}`;
    }
    if (control.matches('button')) return `button ${control.textContent.trim()}`;
    return `scroll of a ${control.firstElementChild?.localName ?? 'text'}`;
  };
  globalThis.usedControls = new Set();
  for (const type of ['click', 'input', 'change', 'keydown', 'submit', 'wheel'])
    addEventListener(
      type,
      (event) => {
        if (!(event.target instanceof Element)) return;
        const isByUser = event.isTrusted || event.target.localName === 'select'; // Playwright sends those itself
        const control = isByUser ? globalThis.controlOf(event.target) : null;
        if (control !== null) globalThis.usedControls.add(control);
      },
      { capture: true, passive: true },
    );
}

/** Goes to another address of the page, and waits until the page has followed. */
export const follow = (page, fragment) =>
  page.evaluate(
    (to) =>
      new Promise((done) => {
        if (location.hash === `#${to}`) return done();
        addEventListener('hashchange', () => done(), { once: true });
        location.hash = to;
      }),
    fragment,
  );

// --- What a reviewer does and sees in the simulator ---

/** Chooses the move whose words or type these are, among those that fit; `force` looks among the refused ones too. */
export async function choose(page, text, force = false) {
  await page.fill('#moves-words', text);
  if (force) await page.locator('.moves details.fold > summary').first().click();
  await page.locator('.moves .move', { hasText: text }).first().click();
  await page.fill('#moves-words', '');
}

/** Everybody's access, by name. */
export const accesses = (page) =>
  page.$$eval('#simulator .agent', (agents) =>
    Object.fromEntries(agents.map((agent) => [agent.dataset.agent, agent.dataset.access])),
  );

/** The text of the answer to the last step. */
export const answer = (page) => page.locator('#simulator .outcome').innerText();

/** The path of the file that the button with this text saves. */
export async function saved(page, text) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: text, exact: true }).click(),
  ]);
  return file.path();
}
