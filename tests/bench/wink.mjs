// Loads wink-nlp, which is written for Node, into the page: its files are fetched one by one and given what they require.
const HERE = new URL('./node_modules/', import.meta.url);
const loaded = new Map();

function text(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.send();
  return request.status === 200 ? request.responseText : null;
}

function required(name, from) {
  const url = name.startsWith('.') ? new URL(name, from) : new URL(MAINS[name], HERE);
  const file = /\.(js|json)$/.test(url.pathname) ? url.href : `${url.href}.js`;
  if (loaded.has(file)) return loaded.get(file).exports;
  const source = text(file);
  if (source === null) throw new Error(`${file} is not there`);
  const module = { exports: {} };
  loaded.set(file, module);
  if (file.endsWith('.json')) module.exports = JSON.parse(source);
  else new Function('module', 'exports', 'require', source)(module, module.exports, it => required(it, file));
  return module.exports;
}

const MAINS = { 'wink-nlp': 'wink-nlp/src/wink-nlp.js', 'wink-eng-lite-web-model': 'wink-eng-lite-web-model/dist/model.js' };

/** The English model, with sentences and sentiment. */
export function loadWink() {
  const nlp = required('wink-nlp', HERE)(required('wink-eng-lite-web-model', HERE), ['sbd', 'sentiment']);
  return { nlp, its: nlp.its };
}
