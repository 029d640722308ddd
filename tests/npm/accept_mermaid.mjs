// SPDX-License-Identifier: Apache-2.0
// accept_mermaid.mjs parses diagrams with Mermaid's parser; prints those that it rejects, and then fails.
import { readFile } from 'node:fs/promises';
import { JSDOM } from 'jsdom';

// Mermaid sanitizes texts by a browser's document, which must exist before Mermaid is loaded.
const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');

for (const file of process.argv.slice(2)) {
  try {
    const { diagramType } = await mermaid.parse(await readFile(file, 'utf8'));
    console.log(`${file}: ${diagramType}`);
  } catch (error) {
    console.log(`${file}: not accepted: ${error.message}`);
    process.exitCode = 1;
  }
}
