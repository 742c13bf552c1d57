// Runs the benchmarks in a browser and prints JSON, one object a line: node tests/bench/run.mjs [word of a bench …]
// No figure makes it fail: they are for people, who know what else the machine did.
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { serve } from '../../.ci/serve.mjs';

const ROOT = new URL('../../', import.meta.url);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const FRESH = 9; // pages, for what is seen once in each

const BENCHES = {
  hour: () => inPage('anHour'),
  first: firstHours,
  growth: () => inPage('growth'),
  exchange: async () => [...await inPage('exchange'), ...await inPage('exchange', { withWords: true, runs: 5, warmUp: 1 })],
  peers: () => inPage('peers'),
  listening: () => inPage('listening'),
};

const words = process.argv.slice(2);
const chosen = Object.keys(BENCHES).filter(name => words.length === 0 || words.some(word => name.includes(word)));
if (chosen.length === 0) throw new Error(`no bench has ${words.join(' or ')} in its name: there are ${Object.keys(BENCHES).join(', ')}`);

// A page that is isolated from other origins is given a clock of 5 microseconds instead of 100.
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const server = await serve({ root: fileURLToPath(ROOT), headers });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

/** Calls a bench of page.mjs in a page of its own. */
async function inPage(name, options = {}) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${server.url}tests/bench/page.html`);
    await page.waitForFunction('globalThis.ready');
    if (!await page.evaluate('crossOriginIsolated')) throw new Error('the page is not isolated: its clock is too coarse');
    return await page.evaluate(([name, options]) => globalThis.bench(name, options), [name, options]);
  } finally {
    await context.close();
  }
}

async function firstHours() {
  const pages = [];
  for (let page = 0; page < FRESH; page += 1) {
    const phases = await inPage('firstHour');
    pages.push({ ...phases, all: Object.values(phases).reduce((sum, time) => sum + time, 0) });
  }
  const rounded = value => Number(value.toPrecision(4));
  return Object.keys(pages[0]).map(phase => {
    const times = pages.map(page => page[phase]).sort((a, b) => a - b);
    return { bench: 'the first call after loading', phase, median_ms: rounded(times[FRESH >> 1]), least_ms: rounded(times[0]), most_ms: rounded(times.at(-1)), pages: FRESH };
  });
}

const print = row => console.log(JSON.stringify(row));
const load = () => loadavg().map(it => Number(it.toFixed(2)));

const wasm = readFileSync(new URL('target/bench/bench_bg.wasm', ROOT));
print({
  at: new Date().toISOString(), processor: cpus()[0]?.model, cores: availableParallelism(), load: load(),
  browser: browser.version(), node: process.versions.node, wasm_bytes: wasm.length, wasm_brotli_bytes: brotliCompressSync(wasm).length,
});
try {
  for (const name of chosen) (await BENCHES[name]()).forEach(print);
  print({ load: load() });
} finally {
  await browser.close();
  await server.close();
}
