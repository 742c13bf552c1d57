// Drives Firefox through geckodriver, by W3C WebDriver: a command is a request, its answer is JSON.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** How long anything may take, in milliseconds. */
const LIMIT = 60_000;

/** No word to anybody, no questions, files straight into the folder. */
const choices = downloads => ({
  'app.update.auto': false, 'app.normandy.enabled': false, 'browser.aboutwelcome.enabled': false, 'browser.download.alwaysOpenPanel': false,
  'browser.download.dir': downloads, 'browser.download.folderList': 2, 'browser.download.useDownloadDir': true,
  'browser.safebrowsing.downloads.enabled': false, 'browser.safebrowsing.malware.enabled': false, 'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false, 'browser.startup.page': 0, 'datareporting.policy.dataSubmissionEnabled': false,
  'dom.storageManager.prompt.testing': true, 'dom.storageManager.prompt.testing.allow': true,
  'extensions.update.enabled': false, 'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false, 'services.settings.server': 'data:,', 'toolkit.telemetry.enabled': false,
});

/** Starts Firefox with an empty profile; resolves to what drives it. `close` ends it and forgets the profile. */
export async function startFirefox(binary) {
  // Not in /tmp: where Firefox comes as a snap, it has one of its own.
  const target = fileURLToPath(new URL('../../../target/', import.meta.url));
  mkdirSync(target, { recursive: true });
  const folder = mkdtempSync(join(target, 'firefox-'));
  const [profiles, downloads] = ['profiles', 'downloads'].map(name => join(folder, name));
  for (const name of [profiles, downloads]) mkdirSync(name);
  const driver = spawn('geckodriver', ['--host', '127.0.0.1', '--port', '0', '--websocket-port', '0', '--profile-root', profiles], { stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = new Promise(done => driver.once('close', done));
  const end = async () => {
    driver.kill();
    await gone;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const say = speak(`http://127.0.0.1:${await listening(driver)}`);
    const options = { binary, args: ['-headless'], prefs: choices(downloads) };
    const { sessionId } = await say('POST', '/session', { capabilities: { alwaysMatch: { 'moz:firefoxOptions': options, timeouts: { script: LIMIT, pageLoad: LIMIT } } } });
    const session = (method, path, parameters) => say(method, `/session/${sessionId}${path}`, parameters);
    return { ...inPage(session), downloads, close: () => session('DELETE', '').finally(end) };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The port, which it says in its first lines. The rest of what it says is read too, or it would wait for that. */
function listening(driver) {
  return new Promise((done, failed) => {
    driver.once('error', error => failed(new Error(`geckodriver does not start (${error.message}): run 'make tools'.`)));
    driver.once('exit', code => failed(new Error(`geckodriver ended with ${code}`)));
    createInterface({ input: driver.stdout }).on('line', line => {
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (port) done(port);
    });
  });
}

/** Gives a function that says one thing and resolves to the answer. */
const speak = root => async (method, path, parameters) => {
  const body = method === 'POST' ? JSON.stringify(parameters) : undefined;
  const answer = await fetch(root + path, { method, body, headers: { 'content-type': 'application/json' }, signal: AbortSignal.timeout(2 * LIMIT) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
  return value;
};

/** Asks again until the answer is something; says what was waited for where it never is. */
export async function until(what, ask) {
  for (const end = performance.now() + LIMIT; performance.now() < end; await new Promise(done => setTimeout(done, 100))) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`waited in vain: ${what}`);
}

/** What a test does in the page. */
function inPage(say) {
  const run = (script, ...args) => say('POST', '/execute/sync', { script, args });
  /** The first element that is shown, of a CSS selector and with a name or text. */
  const find = (selector, words = '') => until(`${selector} “${words}”`, () => run(`
    const [selector, words] = arguments;
    const named = element => [element.getAttribute('aria-label'), element.labels?.[0]?.innerText, element.innerText].some(it => it?.trim().includes(words));
    return [...document.querySelectorAll(selector)].find(element => named(element) && element.getClientRects().length) ?? null;`, selector, words));
  const visit = async address => {
    await say('POST', '/url', { url: address });
    await until(`${address} is shown`, () => run("return Boolean(document.querySelector('main#main:not(.skeleton):not([aria-busy=\"true\"])'))"));
  };
  return {
    run,
    find,
    visit,
    click: async (selector, words) => say('POST', `/element/${(await find(selector, words))[ELEMENT]}/click`, {}),
    type: async (selector, words, text) => say('POST', `/element/${(await find(selector, words))[ELEMENT]}/value`, { text }),
    /** Waits until the page says something. */
    sees: words => until(`the page says “${words}”`, () => run('return document.body.innerText.includes(arguments[0])', words)),
    /** Gives a file of the disk to a file input, which may be hidden behind its label. */
    async choose(selector, path) {
      const element = await until(selector, () => run('return document.querySelector(arguments[0])', selector));
      await say('POST', `/element/${element[ELEMENT]}/value`, { text: path });
    },
    /** Opens a tab and goes there; `go` leads back to another. */
    async tab() {
      const { handle } = await say('POST', '/window/new', { type: 'tab' });
      await say('POST', '/window', { handle });
      return handle;
    },
    here: () => say('GET', '/window'),
    go: handle => say('POST', '/window', { handle }),
    picture: async path => writeFileSync(path, Buffer.from(await say('GET', '/screenshot'), 'base64')),
  };
}
