// Trunk's last hook after a build: names the release and writes into sw.js what belongs to it.
//   node .ci/release.mjs [folder of the site]
//
// The name is a digest of all files, so the same site has the same name wherever it is built. It stands in the address
// of every file whose own name does not change with its content (?r=…): a page asks for the files of its own release.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not asked for by a page: the worker itself, what hosts read, and the page of unknown addresses, which is the host's.
const APART = ['sw.js', '404.html', '_headers'];
const MARK = /\?r=[0-9a-f]+/g;
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

/** Names the release in `site`; resolves to its name. A site that has a name already is named anew. */
export function nameRelease(site) {
  const at = name => join(site, ...name.split('/'));
  const names = readdirSync(site, { recursive: true, withFileTypes: true }).filter(it => it.isFile())
    .map(it => relative(site, join(it.parentPath ?? it.path, it.name)).split(sep).join('/')).sort();
  const pages = names.filter(name => name.endsWith('.html'));
  const stamp = id => {
    for (const name of pages) writeFileSync(at(name), readFileSync(at(name), 'utf8').replaceAll(MARK, `?r=${id}`));
  };
  const worker = readFileSync(at('sw.js'), 'utf8').replace(/^const RELEASE = .*\n/, '');
  stamp('0');
  const id = sha256(worker + names.filter(name => name !== 'sw.js').map(name => `${name} ${sha256(readFileSync(at(name)))}\n`).join('')).slice(0, 12);
  stamp(id);
  const files = names.filter(name => !APART.includes(name)).map(name => [name.replace(/(^|\/)index\.html$/, '$1'), sha256(readFileSync(at(name))).slice(0, 16)]);
  writeFileSync(at('sw.js'), `const RELEASE = ${JSON.stringify({ id, files: Object.fromEntries(files) })};\n${worker}`);
  return id;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const site = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;
  if (!site) throw new Error('which site? node .ci/release.mjs FOLDER');
  nameRelease(site);
}
