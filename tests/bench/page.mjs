// The benchmarks, as run.mjs calls them in the page. Each gives rows: plain objects, times in milliseconds.
import init, { Desk } from '../../target/bench/bench.js';
import { asSrt, call } from './generate.mjs';
import { listeners } from './listeners.mjs';
import { topics } from './lists.mjs';
import { PEERS, split } from './peers.mjs';

const encode = text => new TextEncoder().encode(text);

/** Runs functions in turns, so that what else the machine does falls on all of them; gives each one's times. */
function inTurns(runs, warmUp, makers) {
  const times = makers.map(() => []);
  for (let run = -warmUp; run < runs; run += 1) {
    for (const [at, make] of makers.entries()) {
      const start = performance.now();
      make();
      const time = performance.now() - start;
      if (run >= 0) times[at].push(time);
    }
  }
  return times;
}

function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = share => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { median_ms: rounded(at(0.5)), p95_ms: rounded(at(0.95)), least_ms: rounded(sorted[0]), runs: sorted.length };
}

const rounded = value => Number(value.toPrecision(4));
const sums = lists => lists[0].map((_, run) => lists.reduce((sum, list) => sum + list[run], 0));

const AN_HOUR = 600; // cues
const PHASES = [
  ['read', (desk, bytes) => desk.read(bytes)],
  ['turns', desk => desk.turns()],
  ['analyse', desk => desk.analyse()],
  ['suggest', desk => desk.suggest()],
];

/** From the bytes of a file to suggestions, each phase apart. */
function anHour(desk, { runs = 200, warmUp = 50 } = {}) {
  const { text, ...facts } = call({ cues: AN_HOUR });
  const bytes = encode(text);
  const found = {};
  const phases = PHASES.map(([name, phase]) => () => { found[name] = phase(desk, bytes); });
  const times = inTurns(runs, warmUp, [...phases, () => desk.clear()]).slice(0, -1);
  if (found.read !== facts.cues || !found.suggest) throw new Error(`the call was not understood: ${JSON.stringify(found)}`);
  const bench = 'parse and analyse a 60-minute call';
  const rows = PHASES.map(([phase], at) => ({ bench, phase, ...spread(times[at]), found: found[phase] }));
  return [...rows, { bench, phase: 'all', ...spread(sums(times)), bytes: bytes.length, ...facts }];
}

/** The same as the page's very first work: the program is compiled and the word lists are made ready in it. */
function firstHour(desk) {
  const [bytes, times] = [encode(call({ cues: AN_HOUR }).text), {}];
  for (const [name, phase] of PHASES) {
    const start = performance.now();
    phase(desk, bytes);
    times[name] = performance.now() - start;
  }
  return times;
}

function growth(desk, { runs = 15, warmUp = 3 } = {}) {
  const sizes = [5_000, 10_000, 20_000, 40_000];
  const files = sizes.map(cues => encode(call({ cues }).text));
  const times = inTurns(runs, warmUp, files.flatMap(bytes => [...PHASES.map(([, phase]) => () => phase(desk, bytes)), () => desk.clear()]));
  return sizes.flatMap((segments, size) => {
    const own = times.slice(size * (PHASES.length + 1)).slice(0, PHASES.length);
    const row = (phase, list) => {
      const { median_ms, ...rest } = spread(list);
      return { bench: 'growth', phase, segments, median_ms, ms_per_1000_segments: rounded(median_ms / segments * 1000), ...rest };
    };
    return [...PHASES.map(([phase], at) => row(phase, own[at])), row('all', sums(own))];
  });
}

/** An exchange file: calls with a card each, without or with the words of an hour each. */
function exchange(desk, { calls = 1_000, withWords = false, runs = 20, warmUp = 3 } = {}) {
  const bytes = encode(call({ cues: AN_HOUR }).text);
  for (const [, phase] of PHASES) phase(desk, bytes);
  const records = desk.lay_out(calls, withWords);
  const found = {};
  const times = inTurns(runs, warmUp, [
    () => { found.bytes = desk.write_file(); },
    () => { found.read = desk.read_file(); },
    () => desk.clear(),
  ]);
  if (found.read !== records) throw new Error(`${found.read} of ${records} records were read`);
  const bench = withWords ? 'exchange file, cards and words' : 'exchange file, cards only';
  return ['write', 'read'].map((phase, at) => {
    const figures = spread(times[at]);
    return { bench, phase, ...figures, MB_per_s: rounded(found.bytes / 1000 / figures.median_ms), calls, records, bytes: found.bytes };
  });
}

/**
 * The product's reading beside others', in turns: the same call as WebVTT and as SRT. The same task is what the others do and
 * no less of the product's own reading than it always does; its path takes the SHA-256 of the file besides.
 */
function peers(desk, options = {}) {
  const made = call({ cues: AN_HOUR });
  return [['WebVTT', made.text], ['SRT', asSrt(made.text)]].flatMap(([format, text]) => readers(desk, format, encode(text), made.cues, options));
}

function readers(desk, format, bytes, cues, { runs = 200, warmUp = 50 }) {
  const own = [{ name: 'Callcraft, same task', read: bytes => desk.read_plain(bytes) }, { name: 'Callcraft, product path', read: bytes => desk.read(bytes) }];
  const readers = [...own, ...PEERS];
  for (const { name, read } of readers) if (read(bytes) !== cues) throw new Error(`${name} did not find ${cues} cues`);
  // Giving memory back is not timed, of others neither.
  const steps = readers.flatMap(({ read }) => [() => read(bytes), () => desk.clear()]);
  const times = inTurns(runs, warmUp, steps).filter((_, at) => at % 2 === 0);
  return readers.map(({ name }, at) => {
    const figures = spread(times[at]);
    return { bench: `read a 60-minute call, ${format}`, by: name, ...figures, ...toOurs(times, at), MB_per_s: rounded(bytes.length / 1000 / figures.median_ms), bytes: bytes.length };
  });
}

/** How many times as long as our same task and as our whole path, which are the first two, the one at a place takes. */
function toOurs(times, at) {
  const [its, same, path] = [times[at], times[0], times[1]].map(spread);
  const to = ours => ({ least: rounded(its.least_ms / ours.least_ms), median: rounded(its.median_ms / ours.median_ms) });
  return { to_same_task: to(same), to_product_path: to(path) };
}

/**
 * What the product hears in a call beside others, in turns. It starts from the words of the call, as the others do. The same task
 * is to find the phrases and to count what they count; the product's path is the whole analysis, with every metric and its
 * evidence.
 */
async function listening(desk, { runs = 40, warmUp = 10 } = {}) {
  const { text } = call({ cues: AN_HOUR });
  desk.read(encode(text));
  const lists = topics(await (await fetch('../../src/domain/analysis/lexicon/en.txt')).text());
  const cues = split(text);
  const others = await listeners(lists);
  const found = {};
  const same = () => { found.same = desk.phrases(); };
  const product = () => { desk.turns(); found.Callcraft = desk.analyse(); };
  const all = () => { product(); desk.suggest(); };
  const ones = others.map(({ name, listen }) => () => { found[name] = listen(cues).signals; });
  const times = inTurns(runs, warmUp, [same, product, all, ...ones]);
  if (Object.values(found).some(it => !it)) throw new Error(`somebody heard nothing: ${JSON.stringify(found)}`);
  const names = ['Callcraft, same task', 'Callcraft, product path', 'Callcraft, product path with suggestions', ...others.map(it => it.name)];
  const heard = at => at === 0 ? found.same : found[names[at]] ?? found.Callcraft;
  return names.map((name, at) => ({ bench: 'hear a 60-minute call', by: name, ...spread(times[at]), ...toOurs(times, at), found: heard(at) }));
}

const BENCHES = { anHour, firstHour, growth, exchange, peers, listening };

globalThis.bench = async (name, options) => {
  await init();
  const desk = new Desk();
  try {
    return await BENCHES[name](desk, options);
  } finally {
    desk.free();
  }
};
globalThis.ready = true;
