// Others that read subtitles. They give cues with text and times; the product also tells voices apart, mends and joins
// what exporters do to cues, finds names, and takes the SHA-256 of the file.
import { parse } from './node_modules/@plussub/srt-vtt-parser/dist/index.js';

const text = bytes => new TextDecoder().decode(bytes);

export const PEERS = [
  { name: '@plussub/srt-vtt-parser', read: bytes => parse(text(bytes)).entries.length },
  { name: 'plain JavaScript', read: bytes => split(text(bytes)).length },
];

/** The least that reads WebVTT with voices: no notes, no settings, no entities. */
function split(file) {
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
