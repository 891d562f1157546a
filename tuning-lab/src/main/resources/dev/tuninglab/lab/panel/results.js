// Earlier results, the newest first, with a search.
import { get } from './api.js';
import { el, fresh, keyed, say } from './dom.js';
import { day } from './format.js';
import { report } from './reports.js';

const PAUSE = 250; // milliseconds without a key

const item = ({ name, experiment, question, startedAt, verdict, valid, report: path }) => ({
  node: el('li', { class: 'result' },
    el('h2', {}, experiment || name),
    el('p', { class: valid === false ? 'verdict-line invalid' : 'verdict-line' }, valid === false && el('strong', {}, 'Invalid: '), verdict || 'no verdict'),
    el('p', { class: 'quiet' }, [question, startedAt && day(startedAt), name].filter(Boolean).join(' · ')),
    path && report(path, name)),
});

/** Makes the view; see router.js. */
export const resultsView = () => {
  const id = fresh('search');
  const list = el('ol', { class: 'plain-list' });
  const keep = keyed(list, (result) => JSON.stringify(result), item);
  const found = el('p', { class: 'quiet', role: 'status' });
  let asked = 0;
  const load = async () => {
    const number = ++asked;
    const words = search.value.trim();
    try {
      const results = await get(`/api/results?search=${encodeURIComponent(words)}`);
      if (number !== asked) return; // a later search has been sent
      keep(results);
      say(found, results.length ? `${results.length} found` : words ? `Nothing found for ${words}` : 'No results yet: start an experiment.');
    } catch ({ message }) {
      if (number === asked) say(found, message);
    }
  };
  let timer = null;
  const search = el('input', { id, type: 'search', autocomplete: 'off', spellcheck: 'false', oninput: () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      history.replaceState(null, '', search.value.trim() ? `/results?search=${encodeURIComponent(search.value.trim())}` : '/results');
      load();
    }, PAUSE);
  } });
  const node = el('div', { class: 'results' }, el('h1', {}, 'Results'),
    el('form', { role: 'search', onsubmit: (event) => {
      event.preventDefault();
      load();
    } }, el('label', { for: id }, 'Search'), search, el('p', { class: 'expect' }, 'names, knobs and values, workloads, verdicts')),
    found, list);
  return {
    node,
    show(query) {
      if (query.has('search')) search.value = query.get('search');
      load();
      return false;
    },
  };
};
