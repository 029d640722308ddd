// SPDX-License-Identifier: Apache-2.0
// engine.mjs asks the engine apart from any page: the page's WebAssembly, under Node, and the command.
import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildFolder, sourceFolder } from './folders.mjs';

globalThis.crypto ??= webcrypto; // Node 18 has no global `crypto`

// engine.js is part of a page and has no package.json that would make it a module.
const text = readFileSync(`${sourceFolder}/properties/document/page/engine.js`);
const engine = await import(`data:text/javascript;base64,${text.toString('base64')}`);
const wasm = readFileSync(`${buildFolder}/properties/document/page/wasm/engine.wasm`);

export const { Problem } = engine;
export const startEngine = () => engine.startEngine(wasm);

/** The answers of `recordshare run` to a file, under policies such as `final_scope=chain reschedule=updates`. */
export function byCommand(input, policies) {
  const options = policies
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => ['--policy', word]);
  try {
    return execFileSync(`${buildFolder}/bin/recordshare`, ['run', input, ...options], { encoding: 'utf8' });
  } catch (failed) {
    if (failed.status === 2) return failed.stdout; // some lines are invalid, as the story wants
    throw failed;
  }
}
