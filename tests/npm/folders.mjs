// SPDX-License-Identifier: Apache-2.0
// folders.mjs locates the sources and the build for tests that run under Node.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const sourceFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
export const buildFolder = process.env.RECORDSHARE_BUILD ?? `${sourceFolder}/build/release`;

/** What setup.sh installs of tests/npm/package-lock.json. */
export const npm = createRequire(`${sourceFolder}/build/npm/package.json`);

export const pageFile = process.env.RECORDSHARE_REVIEW_PAGE ?? `${buildFolder}/share/recordshare/review.html`;
export const chromium = process.env.RECORDSHARE_CHROMIUM ?? '/usr/bin/chromium';
