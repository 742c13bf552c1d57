// Small steps that many tests take.
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PROJECT = new URL('../../../', import.meta.url);

/** The built site: what `make build` wrote, or the folder that the environment's DIST names. */
export const DIST = process.env.DIST ? pathToFileURL(process.env.DIST + '/') : new URL('dist/', PROJECT);

/** Where pictures go; git ignores it. */
export const SHOTS = fileURLToPath(new URL('tests/e2e/shots/', PROJECT));

/** Every page's folder below the site's root, and below the sample workspace; '' is the first page. */
export const PAGES = ['', ...readFileSync(new URL('public/pages.txt', PROJECT), 'utf8').split('\n').filter(Boolean).map(name => name + '/')]
  .flatMap(folder => [folder, 'sample/' + folder]);

/** For `page.route`: the request for the program itself. */
export const PROGRAM = url => url.pathname.endsWith('.wasm');

/** Waits until the program has taken the place of the skeleton and shows its page. */
export async function ready(page) {
  await page.waitForSelector('main#main:not(.skeleton):not([aria-busy="true"])', { state: 'attached' });
}

/** Saves a picture of the whole page as tests/e2e/shots/<name>.png. */
export async function shot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}${name}.png`, fullPage: true });
}
