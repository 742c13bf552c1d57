// Serves a folder as a plain static host does: index.html for a folder, 404.html with status 404 for what is missing.
//   node .ci/serve.mjs [--root dist] [--base /any/folder/] [--port 8417] [--check]
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Starts a server of `root` at `http://127.0.0.1:port` + `base`; port 0 takes a free one. `headers` go with every file.
 * Resolves to `{ url, close }`.
 */
export async function serve({ root, base = '/', port = 0, headers = {} }) {
  if (!/^\/([^/?#]+\/)*$/.test(base)) throw new Error(`--base must begin and end with a slash, not "${base}"`);
  const server = createServer((request, response) => {
    answer({ root: resolve(root), base, headers }, request, response).catch(error => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done));
  const close = () => new Promise(done => { server.close(done); server.closeAllConnections(); });
  return { url: `http://127.0.0.1:${server.address().port}${base}`, close };
}

async function answer({ root, base, headers }, request, response) {
  if (!['GET', 'HEAD'].includes(request.method)) return void response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  const path = pathOf(request.url);
  if (!path?.startsWith(base)) return plain(response, 404, `Nothing is served here. The site is at ${base}`);
  let file = resolve(root, path.slice(base.length));
  if (file !== root && !file.startsWith(root + sep)) return plain(response, 404, 'Nothing is served here.');
  let found = await stat(file).catch(() => null);
  if (found?.isDirectory()) {
    if (!path.endsWith('/')) {
      const [, query = ''] = request.url.split(/(?=\?)/);
      return void response.writeHead(301, { Location: encodeURI(path) + '/' + query }).end();
    }
    file = join(file, 'index.html');
    found = await stat(file).catch(() => null);
  } else if (path.endsWith('/')) {
    found = null;
  }
  if (found?.isFile()) return send(response, 200, file, found.size, request.method, headers);
  file = join(root, '404.html');
  found = await stat(file).catch(() => null);
  return found ? send(response, 404, file, found.size, request.method, headers) : plain(response, 404, 'Not found.');
}

/** The decoded path of a request, or null when it is malformed. */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

function send(response, status, file, size, method, headers) {
  response.writeHead(status, {
    ...headers,
    'Content-Type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': size,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  if (method === 'HEAD') return void response.end();
  createReadStream(file).on('error', () => response.destroy()).pipe(response);
}

function plain(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text + '\n');
}

async function main() {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
      base: { type: 'string', default: '/' },
      port: { type: 'string', default: '8417' },
      check: { type: 'boolean', default: false }, // only whether the port is free
    },
  });
  try {
    const site = await serve({ root: values.root, base: values.base, port: Number(values.port) });
    if (values.check) return void (await site.close());
    console.log(`Callcraft is at ${site.url}  (stop it with Ctrl+C)`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    // Another port would be another origin, and what was saved would seem to be gone.
    console.error(`Port ${values.port} is taken. Is Callcraft served already? Look at http://127.0.0.1:${values.port}${values.base}, or stop the other program.`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
