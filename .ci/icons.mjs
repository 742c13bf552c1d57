// Draws the icons that phones and desktops want as PNG from public/icon.svg. To be run after a change of that file:
//   node .ci/icons.mjs
// It knows what the icon is made of: one rounded square, and horizontal lines with round ends.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const PUBLIC = new URL('../public/', import.meta.url);
const svg = readFileSync(new URL('icon.svg', PUBLIC), 'utf8');
const number = (name, text = svg) => Number(text.match(new RegExp(`${name}="([\\d.]+)"`))[1]);
const rgb = hex => [...(hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex).slice(1).matchAll(/../g)].map(it => parseInt(it, 16));

const SIDE = 64;
const square = { radius: number('rx'), colour: rgb(svg.match(/<rect[^>]*fill="(#\w+)"/)[1]) };
const half = number('stroke-width') / 2;
const lines = [...svg.matchAll(/<path stroke="(#\w+)" d="([^"]+)"/g)].flatMap(([, colour, way], at) =>
  [...way.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => ({ x: +x, y: +y, to: +x + +length, tone: at, colour: rgb(colour) })));
const tones = [...new Map(lines.map(it => [it.tone, it.colour])).values()];

const STEPS = 16; // shades between two colours at an edge
const share = (distance, pixel) => Math.round(Math.min(1, Math.max(0, 0.5 - distance / pixel)) * STEPS);

/** The colours: the square from clear to full, then each tone over it. */
const palette = [
  ...Array.from({ length: STEPS + 1 }, (_, at) => [...square.colour, Math.round(255 * at / STEPS)]),
  ...tones.flatMap(tone => Array.from({ length: STEPS }, (_, at) => [...tone.map((it, part) => Math.round(square.colour[part] + (it - square.colour[part]) * (at + 1) / STEPS)), 255])),
];

/** Which colour a place has. A maskable icon fills its square and keeps what it shows within the middle four fifths. */
function colourAt(x, y, pixel, maskable) {
  const scale = maskable ? 0.8 : 1;
  const [u, v] = [x, y].map(it => (it - SIDE / 2) / scale + SIDE / 2);
  for (const line of lines) {
    const away = (Math.hypot(u - Math.min(Math.max(u, line.x), line.to), v - line.y) - half) * scale;
    const step = share(away, pixel);
    if (step) return STEPS + line.tone * STEPS + step;
  }
  if (maskable) return STEPS;
  const inner = SIDE / 2 - square.radius;
  const corner = [x, y].map(it => Math.max(Math.abs(it - SIDE / 2) - inner, 0));
  return share(Math.hypot(...corner) - square.radius, pixel);
}

function png(size, maskable) {
  const pixel = SIDE / size;
  const rows = Buffer.alloc(size * (size + 1)); // each begins with 0: no filter
  for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) rows[y * (size + 1) + 1 + x] = colourAt((x + 0.5) * pixel, (y + 0.5) * pixel, pixel, maskable);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 3, 0, 0, 0], 8); // 8 bits, with a palette
  const part = (type, data) => {
    const frame = Buffer.alloc(data.length + 12);
    frame.writeUInt32BE(data.length, 0);
    frame.write(type, 4, 'latin1');
    data.copy(frame, 8);
    frame.writeUInt32BE(crc32(frame.subarray(4, data.length + 8)), data.length + 8);
    return frame;
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    part('IHDR', head),
    part('PLTE', Buffer.from(palette.flatMap(it => it.slice(0, 3)))),
    part('tRNS', Buffer.from(palette.map(it => it[3]))),
    part('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    part('IEND', Buffer.alloc(0)),
  ]);
}

for (const [name, size, maskable] of [['icon-192.png', 192, false], ['icon-512.png', 512, false], ['icon-maskable-512.png', 512, true]]) {
  const bytes = png(size, maskable);
  writeFileSync(fileURLToPath(new URL(name, PUBLIC)), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}
