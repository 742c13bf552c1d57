// Gives the functions that the program asks of its glue short names, in both: the compiler's end with a hash of sixteen
// digits each, which no compression shortens.
//   node .ci/short.mjs <program.wasm> <glue.js>
import { readFileSync, writeFileSync } from 'node:fs';

const [program, glue] = process.argv.slice(2);
const bytes = readFileSync(program);
let script = readFileSync(glue, 'utf8');

/** Reads a LEB128 number at `at`: the number, and where it ends. */
function number(at) {
  let [value, shift] = [0, 0];
  for (;;) {
    const byte = bytes[at];
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if (byte < 0x80) return [value, at];
  }
}

function written(value) {
  const out = [];
  do {
    out.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(out);
}

const text = value => Buffer.concat([written(Buffer.byteLength(value)), Buffer.from(value)]);

/** Where the description of an import ends, whose kind stands at `at`. */
function afterKind(at) {
  const kind = bytes[at];
  if (kind === 0) return number(at + 1)[1];
  if (kind === 3) return at + 3;
  if (kind === 4) return number(at + 2)[1];
  const flags = bytes[kind === 1 ? at + 2 : at + 1];
  const least = number(kind === 1 ? at + 3 : at + 2)[1];
  return flags & 1 ? number(least)[1] : least;
}

const names = new Map(); // long -> short
function shortened(from, to) {
  let [count, at] = number(from);
  const out = [written(count)];
  while (count > 0) {
    const strings = [];
    for (let n = 0; n < 2; n += 1) {
      const [length, start] = number(at);
      strings.push(bytes.toString('utf8', start, start + length));
      at = start + length;
    }
    const end = afterKind(at);
    const [module, name] = strings;
    if (/^__wb(g|indgen)_/.test(name) && !names.has(name)) names.set(name, `f${names.size.toString(36)}`);
    out.push(text(module), text(names.get(name) ?? name), bytes.subarray(at, end));
    at = end;
    count -= 1;
  }
  if (at !== to) throw new Error(`${program}: its imports end at ${at}, not at ${to}`);
  return Buffer.concat(out);
}

const parts = [bytes.subarray(0, 8)];
for (let at = 8; at < bytes.length;) {
  const kind = bytes[at];
  const [length, from] = number(at + 1);
  const content = kind === 2 ? shortened(from, from + length) : bytes.subarray(from, from + length);
  parts.push(Buffer.from([kind]), written(content.length), content);
  at = from + length;
}

for (const [long, short] of names) {
  // Each stands once in the glue, as the name of a member.
  const found = script.split(new RegExp(`\\b${long}(?=: |\\()`)).length - 1;
  if (found !== 1) throw new Error(`${glue} names ${long} ${found} times, not once (another version of wasm-bindgen?)`);
  script = script.replace(new RegExp(`\\b${long}(?=: |\\()`), short);
}
writeFileSync(program, Buffer.concat(parts));
writeFileSync(glue, script);
