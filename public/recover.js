// Everything that is stored, as files, without the program: for when the program cannot start.
import { databases, saveFile, saveRescueCopy } from './rescue.js';
import { list, open } from './keep.js';

const part = id => document.getElementById(id);
const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

/** Adds a line with a text and, where there is something to do, a button. */
function line(place, text, says, name, job) {
  const item = place.appendChild(document.createElement('li'));
  item.append(text);
  if (job) item.append(button(says, name, job));
}

function button(says, name, job) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = says;
  button.setAttribute('aria-label', name);
  button.addEventListener('click', () => run(job));
  return button;
}

async function run(job) {
  part('status').textContent = 'Reading what is saved…';
  try {
    await job();
    part('status').textContent = 'The file is on its way to your downloads.';
  } catch (error) {
    part('status').textContent = `The file could not be made: ${error}. Nothing was changed.`;
  }
}

async function showStored() {
  try {
    const found = await databases();
    part('stored').textContent = found.length ? '' : 'There is no database of Callcraft in this browser.';
    for (const { name, version, stores } of found) {
      const rows = stores.filter(it => it.count > 0).map(it => `${it.name}: ${it.count}`).join(', ') || 'empty';
      line(part('databases'), `${name} (layout ${version}): ${rows}`);
    }
    part('all').disabled = found.length === 0;
  } catch (error) {
    part('stored').textContent = `The database cannot be looked into: ${error}. Saving may work all the same.`;
    part('all').disabled = false;
  }
  part('all').addEventListener('click', () => run(saveRescueCopy));
}

async function showSnapshots() {
  try {
    const all = (await list()).map(([name, , why]) => [name, ...name.split('-').map(Number), why]).sort((a, b) => b[1] - a[1]);
    part('taken').textContent = all.length ? '' : 'There is none.';
    for (const [name, at, , calls, why] of all) {
      const when = new Date(at);
      const text = `${when.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}, ${count(calls, 'call', 'calls')}${why ? `, ${why}` : ''}`;
      const file = `callcraft-snapshot-${when.toISOString().slice(0, 16).replace(':', '')}.json`;
      line(part('snapshots'), text, 'Save as a file', `Save as a file: the snapshot of ${text}`, async () => saveFile(await open(name), file));
    }
  } catch (error) {
    part('taken').textContent = `They cannot be read: ${error}.`;
  }
}

showStored();
showSnapshots();
