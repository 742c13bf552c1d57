// What a test of the built site needs. A test file is tests/e2e/*.spec.mjs:
//
//   import { assert, axe, ready, test } from './harness/index.mjs';
//   test('a call can be opened', async ({ page, site }) => {
//     await page.goto(site.at('calls/'));
//     …
//   });
//
// Each test has a browser profile of its own, and fails on any error or warning in the console, any breach of the
// page's policy and any request that leaves the site, unless its options allow it: { allow: [/wasm blocked/] }.
export { default as assert } from 'node:assert/strict';
export { axe } from './axe.mjs';
export { test } from './tests.mjs';
export * from './steps.mjs';
export { fill } from './many.mjs';
export { DIST, PAGES, PROGRAM, SHOTS, ready, shot } from './page.mjs';
export { watch } from './watch.mjs';
