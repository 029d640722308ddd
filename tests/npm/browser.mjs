// SPDX-License-Identifier: Apache-2.0
// browser.mjs opens the review page in Chromium, and records every error in it.
import assert from 'node:assert/strict';
import { chromium, npm, pageFile } from './folders.mjs';

const { chromium: playwright } = npm('playwright-core');

export const address = `file://${pageFile}`;

/** Widths and schemes that the page is made for. */
export const looks = [1280, 390].flatMap((width) => ['light', 'dark'].map((scheme) => ({ width, scheme })));

export const launch = () =>
  playwright.launch({
    executablePath: chromium,
    args: process.getuid() === 0 ? ['--no-sandbox'] : [], // Chromium's sandbox does not work for root
  });

/** Opens the page; `work` gets it, and nothing may be complained of or fetched meanwhile. */
export async function withPage(browser, { width = 1280, scheme = 'light', fragment = '' }, work) {
  const context = await browser.newContext({
    viewport: { width, height: width < 700 ? 844 : 900 },
    colorScheme: scheme,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) troubles.push(`fetches ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address + fragment);
  await page.waitForSelector('html[data-ready=yes]', { state: 'attached' });
  await work(page);
  await context.close();
  assert.deepEqual(troubles, []);
}

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
