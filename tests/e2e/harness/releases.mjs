// A host whose release is exchanged while people use the site.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameRelease } from '../../../.ci/release.mjs';
import { serve } from '../../../.ci/serve.mjs';
import { DIST } from './page.mjs';

const PROGRAM_NAME = /callcraft-[0-9a-f]{16}/g;

/**
 * Starts a host without a release. `make(name)` makes one of the built site, whose pages say `data-name` and whose
 * program has file names of its own, and resolves to its id; `publish(name, spoil)` puts it in the place of the one
 * before, of which nothing is left; `spoil(folder)` may damage it. `site` is as the tests have it.
 */
export async function startHost() {
  const folder = mkdtempSync(join(tmpdir(), 'callcraft-releases-'));
  const live = join(folder, 'live');
  const server = await serve({ root: live, base: '/some/folder/' });
  return {
    site: { root: server.url, origin: new URL(server.url).origin, at: path => new URL(path, server.url).href },
    make(name) {
      const root = join(folder, name);
      cpSync(fileURLToPath(DIST), root, { recursive: true });
      const another = old => `callcraft-${createHash('sha256').update(name + old).digest('hex').slice(0, 16)}`;
      for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
        const file = join(entry.parentPath ?? entry.path, entry.name);
        if (entry.isFile() && /\.(html|js|wasm)$/.test(entry.name)) { // the program knows its own name; byte by byte, as long as the one before
          const renamed = readFileSync(file, 'latin1').replace(PROGRAM_NAME, another);
          writeFileSync(file, file.endsWith('.html') ? renamed.replace('<html lang="en"', `$& data-name="${name}"`) : renamed, 'latin1');
        }
        if (PROGRAM_NAME.test(entry.name)) renameSync(file, file.replace(PROGRAM_NAME, another));
        PROGRAM_NAME.lastIndex = 0;
      }
      return nameRelease(root);
    },
    publish(name, spoil = () => {}) {
      const next = join(folder, `next-${Date.now()}`);
      cpSync(join(folder, name), next, { recursive: true });
      spoil(next);
      rmSync(live, { force: true });
      symlinkSync(next, live);
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the service worker keeps the release and answers for the page. */
export const kept = page => page.evaluate(async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
});

/**
 * Lets the browser look for a new release, as it also does by itself when a page is opened; resolves to whether one has
 * been kept and waits. With `wanted` it looks again where an earlier look was still at a release that was refused.
 */
export const lookForRelease = (page, wanted = true) => page.evaluate(async wanted => {
  const registration = await navigator.serviceWorker.getRegistration();
  for (let looks = wanted ? 5 : 1; looks > 0 && !registration.waiting; looks -= 1) {
    await registration.update().catch(() => {});
    for (let coming; (coming = registration.installing);) {
      await new Promise(done => coming.addEventListener('statechange', done, { once: true }));
      if (coming.state === 'redundant') break;
    }
  }
  return Boolean(registration.waiting);
}, wanted);
