// Runs the tests of the built site: node tests/e2e/run.mjs [word of a test's name or file …]
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../.ci/serve.mjs';
import { DIST } from './harness/page.mjs';
import { run, tests } from './harness/tests.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const words = process.argv.slice(2);

for (const file of readdirSync(new URL('.', import.meta.url)).filter(name => name.endsWith('.spec.mjs')).sort()) {
  const before = tests.length;
  await import(new URL(file, import.meta.url));
  for (const test of tests.slice(before)) test.file = file;
}
const chosen = tests.filter(({ name, file }) => words.length === 0 || words.some(word => name.includes(word) || file.includes(word)));

// A folder below the root, as on a host that is shared: what forgets its folder fails here.
const server = await serve({ root: fileURLToPath(DIST), base: '/some/folder/' });
const site = { root: server.url, origin: new URL(server.url).origin, at: path => new URL(path, server.url).href };
const executablePath = process.env.CHROMIUM_HEADLESS ?? process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: FLAGS });

console.log(`In ${executablePath} ${browser.version()}`);

/** Tests wait for the page more than they work: two at a time, each in a profile of its own. */
const LANES = 2;

const failed = [];
const waiting = [...chosen];
const lane = async () => { for (let test; (test = waiting.shift());) await judge(test); };
await Promise.all(Array.from({ length: LANES }, lane));

async function judge(test) {
  const start = performance.now();
  let error = null;
  try {
    await run(test, browser, site);
  } catch (caught) {
    error = caught;
    failed.push(test);
  }
  console.log(`${error ? 'FAIL' : 'ok  '} ${test.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  if (error) console.log(String(error.stack ?? error).replace(/^/gm, '     '));
}
await browser.close();
await server.close();

if (failed.length) console.log('\nFailed:\n' + failed.map(({ file, name }) => `  ${file}: ${name}`).join('\n'));
if (chosen.length === 0) console.error(`no test has ${words.join(' or ')} in its name`);
console.log(`\n${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length || chosen.length === 0 ? 1 : 0;
