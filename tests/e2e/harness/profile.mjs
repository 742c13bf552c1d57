// A browser with a profile of its own on the disk, which outlives it: for what happens when a browser ends.
import { readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { unnamed } from './watch.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts a browser on the profile in the folder `profile`; resolves to its context. */
export async function start(profile, ...flags) {
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, '--remote-debugging-port=0', ...flags] });
  await context.addInitScript(() => { delete window.showSaveFilePicker; }); // as in watch.mjs
  await context.addInitScript(unnamed);
  return context;
}

/** Ends a browser as a power cut does. */
export async function kill(profile, context) {
  const closed = new Promise(done => context.once('close', done));
  // The browser's first process names itself in the link that guards the profile.
  process.kill(Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1)), 'SIGKILL');
  await closed;
  for (const name of readdirSync(profile)) if (name.startsWith('Singleton')) rmSync(join(profile, name), { force: true });
}
