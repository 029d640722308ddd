// SPDX-License-Identifier: Apache-2.0
// tests.mjs registers the tests of the review page: with Node, or in a list if mutants.mjs runs them.
import * as node from 'node:test';

const isListed = process.env.RECORDSHARE_LIST_TESTS !== undefined;

/** The tests, and what runs before and after them all, if they are listed. */
export const listed = { tests: [], before: [], after: [] };

const list = (kind) => (does) => listed[kind].push(does);
export const test = isListed ? (name, does) => listed.tests.push({ name, does }) : node.test;
export const before = isListed ? list('before') : node.before;
export const after = isListed ? list('after') : node.after;
