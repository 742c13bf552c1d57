// Drives Firefox by the protocol it speaks itself, Marionette: what geckodriver translates to, without having to
// compile geckodriver. A message is its length, a colon, and JSON.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
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
  'extensions.update.enabled': false, 'marionette.port': 0, 'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false, 'services.settings.server': 'data:,', 'toolkit.telemetry.enabled': false,
});

/** Starts Firefox with an empty profile; resolves to what drives it. `close` ends it and forgets the profile. */
export async function startFirefox(program) {
  // Not in /tmp: where Firefox comes as a snap, it has one of its own.
  const target = fileURLToPath(new URL('../../../target/', import.meta.url));
  mkdirSync(target, { recursive: true });
  const folder = mkdtempSync(join(target, 'firefox-'));
  const [profile, downloads] = ['profile', 'downloads'].map(name => join(folder, name));
  for (const name of [profile, downloads]) mkdirSync(name);
  writeFileSync(join(profile, 'user.js'), Object.entries(choices(downloads)).map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`).join(''));
  const firefox = spawn(program, ['--headless', '--marionette', '--no-remote', '--profile', profile], { stdio: 'ignore' });
  let ended = null;
  firefox.once('error', error => { ended = error; });
  firefox.once('exit', code => { ended ??= new Error(`Firefox ended with ${code}`); });
  const port = await until('Firefox listens', () => {
    if (ended) throw ended;
    try { return Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8')); } catch { return 0; }
  });
  const say = await open(port);
  await say('WebDriver:NewSession', {});
  await say('WebDriver:SetTimeouts', { script: LIMIT, pageLoad: LIMIT });
  return {
    ...driver(say),
    downloads,
    async close() {
      if (!ended) {
        const gone = new Promise(done => firefox.once('exit', done));
        say('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
        const timer = setTimeout(() => firefox.kill('SIGKILL'), 10_000);
        await gone;
        clearTimeout(timer);
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Asks again until the answer is something; says what was waited for where it never is. */
export async function until(what, ask) {
  for (const end = performance.now() + LIMIT; performance.now() < end; await new Promise(done => setTimeout(done, 100))) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`waited in vain: ${what}`);
}

/** Opens the line; resolves to a function that says one thing and resolves to the answer. */
function open(port) {
  return new Promise((ready, failed) => {
    const socket = connect(port, '127.0.0.1');
    const asked = new Map();
    let buffer = Buffer.alloc(0), next = 0;
    const say = (name, parameters) => new Promise((done, refused) => {
      const message = JSON.stringify([0, ++next, name, parameters]);
      asked.set(next, { done, refused, name });
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
    const hear = message => {
      if (!Array.isArray(message)) return ready(say); // its greeting
      const [, id, error, value] = message;
      const { done, refused, name } = asked.get(id);
      asked.delete(id);
      if (error) refused(new Error(`${name}: ${error.message}`)); else done(value && 'value' in value ? value.value : value);
    };
    socket.on('error', failed);
    socket.on('close', () => { for (const { refused, name } of asked.values()) refused(new Error(`${name}: Firefox is gone`)); });
    socket.on('data', data => {
      buffer = Buffer.concat([buffer, data]);
      for (let colon; (colon = buffer.indexOf(':')) > 0;) {
        const end = colon + 1 + Number(buffer.subarray(0, colon));
        if (buffer.length < end) return;
        const message = JSON.parse(buffer.subarray(colon + 1, end));
        buffer = buffer.subarray(end);
        hear(message);
      }
    });
  });
}

/** What a test does in the page. */
function driver(say) {
  const run = (script, ...args) => say('WebDriver:ExecuteScript', { script, args });
  /** The first element that is shown, of a CSS selector and with a name or text. */
  const find = (selector, words = '') => until(`${selector} “${words}”`, () => run(`
    const [selector, words] = arguments;
    const named = element => [element.getAttribute('aria-label'), element.labels?.[0]?.innerText, element.innerText].some(it => it?.trim().includes(words));
    return [...document.querySelectorAll(selector)].find(element => named(element) && element.getClientRects().length) ?? null;`, selector, words));
  const visit = async address => {
    await say('WebDriver:Navigate', { url: address });
    await until(`${address} is shown`, () => run("return Boolean(document.querySelector('main#main:not(.skeleton):not([aria-busy=\"true\"])'))"));
  };
  return {
    run,
    find,
    visit,
    click: async (selector, words) => say('WebDriver:ElementClick', { id: (await find(selector, words))[ELEMENT] }),
    type: async (selector, words, text) => say('WebDriver:ElementSendKeys', { id: (await find(selector, words))[ELEMENT], text }),
    /** Waits until the page says something. */
    sees: words => until(`the page says “${words}”`, () => run('return document.body.innerText.includes(arguments[0])', words)),
    /** Gives a file of the disk to a file input, which may be hidden behind its label. */
    async choose(selector, path) {
      const element = await until(selector, () => run('return document.querySelector(arguments[0])', selector));
      await say('WebDriver:ElementSendKeys', { id: element[ELEMENT], text: path });
    },
    /** Opens a tab and goes there; `go` leads back to another. */
    async tab() {
      const { handle } = await say('WebDriver:NewWindow', { type: 'tab' });
      await say('WebDriver:SwitchToWindow', { handle });
      return handle;
    },
    here: () => say('WebDriver:GetWindowHandle', {}),
    go: handle => say('WebDriver:SwitchToWindow', { handle }),
    picture: async path => writeFileSync(path, Buffer.from(await say('WebDriver:TakeScreenshot', { full: false }), 'base64')),
  };
}
