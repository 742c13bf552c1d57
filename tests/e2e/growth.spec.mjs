// A tab that is open for weeks: a thousand pages later it holds no more than before.
import { assert, test, visit } from './harness/index.mjs';

/** Each round leads through the pages and back to the first, 20 or 18 of them, by links and by the browser's own back. */
const ROUNDS = Number(process.env.ROUNDS ?? 54);
/** So many rounds first: what is made once, and room in memory that is used again, is there after them. */
const WARM = 6;
/** There may be a tenth more at the end than after the warm-up, and two: a document of the browser's own comes and goes. */
const bound = first => first * 1.1 + 2;

/** What a tab holds, after what nobody needs any more is gone. */
async function held(page, devtools) {
  for (let times = 0; times < 2; times += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = name => metrics.find(it => it.name === name).value;
  return {
    documents: of('Documents'), nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize'),
    program: await page.evaluate(() => window.memories.reduce((sum, it) => sum + it.buffer.byteLength, 0)),
  };
}

test('a thousand pages later the tab holds no more elements, listeners and memory than after the first few', { limit: 300_000 }, async ({ page, site }) => {
  // The program's memory is reached where it is made.
  await page.addInitScript(() => {
    window.memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const plain = WebAssembly[name];
      WebAssembly[name] = async (...all) => {
        const made = await plain.apply(WebAssembly, all);
        const { memory } = (made.instance ?? made).exports;
        if (memory && !window.memories.includes(memory)) window.memories.push(memory);
        return made;
      };
    }
  });
  await visit(page, site.at('sample/'));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const walk = rounds => page.evaluate(async rounds => {
    const main = () => document.getElementById('main');
    const until = async (what, name) => {
      for (const end = performance.now() + 20_000; !what(); await new Promise(done => setTimeout(done, 1))) {
        if (performance.now() > end) throw new Error(`${name} did not come, but ${document.title} with “${main().querySelector('h1')?.textContent}” at ${location}`);
      }
    };
    /** Does what leads to another page, and waits until that one stands. */
    const go = async (title, act) => {
      const before = main().querySelector('h1');
      act();
      await until(() => {
        const now = main().querySelector('h1');
        return document.title.startsWith(title) && now && now !== before && !main().querySelector('.loading');
      }, title);
      pages += 1;
    };
    const link = async (title, selector, nth = 0) => {
      const found = () => document.querySelectorAll(selector)[nth];
      await until(found, selector);
      await go(title, () => found().click());
    };
    const nav = (title, folder) => link(title, `.rail a[href$="/sample/${folder}"]:not(.brand)`);
    const back = title => go(title, () => history.back());
    /** A page and back to the list it was reached from. */
    const there = async (title, selector, list, nth) => { await link(title, selector, nth); await back(list); };
    let pages = 0;
    for (let round = 0; round < rounds; round += 1) {
      await nav('Calls', 'calls/');
      // Calls weigh most: each second round, one of three.
      if (round % 2 === 0) await there('Call ', '#main a[href*="call/?id="]', 'Calls', round / 2 % 3);
      await nav('Reps', 'reps/');
      await there('Rep ', '#main a[href*="rep/?id="]', 'Reps', round % 3);
      await nav('Rubrics', 'rubrics/');
      await there('Rubric ', '#main a[href*="rubric/?id="]:not([href$="edit"])', 'Rubrics', round % 3);
      await there('Rubric ', '#main a[href$="edit"]', 'Rubrics', round % 3);
      await there('Signals', '.rail a[href$="signals/"]', 'Rubrics');
      await nav('Data', 'data/');
      await nav('Help', 'help/');
      await nav('Home', '');
      for (const [title, folder] of [['Help', 'help/'], ['Rubrics', 'rubrics/'], ['Reps', 'reps/'], ['Home', '']]) await nav(title, folder);
    }
    return pages;
  }, rounds);
  await walk(WARM);
  const before = await held(page, devtools);
  const pages = await walk(ROUNDS);
  const after = await held(page, devtools);
  console.log(`     ${pages} pages: ${Object.entries(before).map(([what, first]) => `${what} ${first} → ${after[what]}`).join(', ')}`);
  assert.ok(pages >= 18 * ROUNDS, `${pages} pages`);
  for (const [what, first] of Object.entries(before)) assert.ok(after[what] <= bound(first), `${what}: ${first} became ${after[what]}`);
});
