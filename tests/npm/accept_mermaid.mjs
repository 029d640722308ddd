// SPDX-License-Identifier: Apache-2.0
// accept_mermaid.mjs reads diagrams with Mermaid's own parser: it names those that it does not accept, and fails then.
import { readFile } from 'node:fs/promises';
import { JSDOM } from 'jsdom';

// Mermaid cleans texts with the help of a browser's document, which must be there before it is loaded.
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
