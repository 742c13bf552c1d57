// Weighs the built site as it travels: brotli, quality 11. Prints a table against the goals; fails when the first page
// is above its goal, or the whole above its mark, which stands for what is still to be lost on the way to its goal.
//   node .ci/size.mjs [dist]
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const GOAL = { first: 250_000, all: 400_000 }; // bytes
const MARK = { first: GOAL.first, all: 1_753_000 };
const root = process.argv[2] ?? 'dist';

/** What the first page asks for: the page, what it links, and the program that boot.js is told to start. */
function firstPage(html) {
  const names = new Set(['index.html']);
  for (const [, address] of html.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
    const url = new URL(address.replaceAll('&amp;', '&'), 'http://site/');
    if (url.host !== 'site' || url.hash) continue;
    names.add(url.pathname.slice(1));
    for (const key of ['js', 'wasm']) if (url.searchParams.has(key)) names.add(url.searchParams.get(key));
  }
  return names;
}

const compressed = bytes => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
}).length;
const kB = bytes => (bytes / 1000).toFixed(1).padStart(8);

const first = firstPage(readFileSync(join(root, 'index.html'), 'utf8'));
const seen = new Map(); // content -> row: the pages' copies of index.html count once for each <base>
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  const name = relative(root, file).split(sep).join('/');
  const bytes = readFileSync(file);
  const key = createHash('sha256').update(bytes).digest('hex');
  const row = seen.get(key) ?? { name, raw: bytes.length, wire: compressed(bytes), first: false, copies: 0 };
  row.copies += 1;
  if (first.delete(name)) Object.assign(row, { name, first: true });
  seen.set(key, row);
}

const rows = [...seen.values()].sort((a, b) => b.first - a.first || b.wire - a.wire);
console.log('  raw kB  brotli kB  file (* = needed by the first page)');
for (const row of rows) console.log(`${kB(row.raw)}  ${kB(row.wire)}   ${row.first ? '*' : ' '} ${row.name}${row.copies > 1 ? ` (${row.copies} copies)` : ''}`);

const sum = rows => rows.reduce((total, row) => total + row.wire, 0);
const totals = { first: sum(rows.filter(row => row.first)), all: sum(rows) };
console.log(`${' '.repeat(8)}  ${kB(totals.first)}     first page: goal ${GOAL.first / 1000} kB, mark ${MARK.first / 1000} kB`);
console.log(`${' '.repeat(8)}  ${kB(totals.all)}     all distinct files: goal ${GOAL.all / 1000} kB, mark ${MARK.all / 1000} kB`);

// A file the page asks for and the site lacks would make the sum look better than it is.
const folders = name => name === '' || name.endsWith('/');
const missing = [...first].filter(name => !folders(name));
if (missing.length) console.error(`index.html asks for files that are not in ${root}: ${missing.join(', ')}`);
for (const [what, total] of Object.entries(totals)) {
  if (total > GOAL[what]) console.log(`Over the goal (${what}) by ${((total - GOAL[what]) / 1000).toFixed(0)} kB.`);
  if (total > MARK[what]) console.error(`The site has grown above its mark (${what}).`);
}
process.exitCode = missing.length || totals.first > MARK.first || totals.all > MARK.all ? 1 : 0;
