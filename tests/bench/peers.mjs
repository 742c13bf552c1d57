// Others that read subtitles. They give cues with text and times; the product also tells voices apart, mends and joins
// what exporters do to cues, finds names, and takes the SHA-256 of the file.
import { parse } from './node_modules/@plussub/srt-vtt-parser/dist/index.js';

const text = bytes => new TextDecoder().decode(bytes);

export const PEERS = [
  { name: '@plussub/srt-vtt-parser', read: bytes => parse(text(bytes)).entries.length },
  { name: 'plain JavaScript', read: bytes => split(text(bytes)).length },
  { name: 'plain JavaScript that only looks for arrows', read: bytes => quick(text(bytes)).length },
];

/** As little as can be done: what stands around each arrow, no regular expression but for the voice. */
function quick(file) {
  const cues = [];
  for (let arrow = file.indexOf(' --> '); arrow >= 0; arrow = file.indexOf(' --> ', arrow + 5)) {
    const line = file.indexOf('\n', arrow);
    const end = file.indexOf('\n\n', line);
    let from = line + 1;
    let voice = null;
    if (file.startsWith('<v ', from)) {
      const close = file.indexOf('>', from);
      voice = file.slice(from + 3, close);
      from = close + 1;
    }
    const words = file.slice(from, end < 0 ? file.length : end);
    const tag = voice === null ? -1 : words.lastIndexOf('</v>');
    cues.push({ start: digits(file, arrow - 12), end: digits(file, arrow + 5), voice, text: tag < 0 ? words : words.slice(0, tag) });
  }
  return cues;
}

/** `00:00:00.000` at a place, in milliseconds. */
function digits(file, at) {
  const number = (from, count) => {
    let sum = 0;
    for (let it = from; it < from + count; it += 1) sum = sum * 10 + file.charCodeAt(it) - 48;
    return sum;
  };
  return ((number(at, 2) * 60 + number(at + 3, 2)) * 60 + number(at + 6, 2)) * 1000 + number(at + 9, 3);
}

/** The least that reads WebVTT with voices: no notes, no settings, no entities. */
export function split(file) {
  const cues = [];
  for (const block of file.split(/\r?\n\r?\n/)) {
    const lines = block.split(/\r?\n/);
    const at = lines.findIndex(line => line.includes('-->'));
    if (at < 0) continue;
    const [start, end] = lines[at].split('-->').map(milliseconds);
    const words = lines.slice(at + 1).join(' ');
    const voice = /^<v ([^>]*)>/.exec(words)?.[1] ?? null;
    cues.push({ start, end, voice, text: words.replace(/<[^>]*>/g, '').trim() });
  }
  return cues;
}

function milliseconds(time) {
  const parts = time.trim().split(/[:.]/).map(Number);
  const [fraction, seconds, minutes, hours = 0] = parts.reverse();
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
}
