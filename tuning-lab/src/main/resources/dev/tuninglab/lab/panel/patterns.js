// The patterns: what a knob teaches, its code, and how to take it home.
import { get } from './api.js';
import { copyButton, el, say } from './dom.js';
import { page } from './page.js';

const list = async () => {
  const patterns = await get('/api/patterns');
  return [el('h1', {}, 'Patterns'),
    el('p', { class: 'context' }, 'Each is one folder that can be copied into your own service, with its tests.'),
    el('ul', { class: 'plain-list cards' }, patterns.map(({ name, title, question, variants }) =>
      el('li', { class: 'card' }, el('h2', {}, el('a', { href: `/patterns/${encodeURIComponent(name)}` }, title && title !== name ? `${name}: ${title}` : name)),
        question && el('p', {}, question),
        variants?.length > 0 && el('p', { class: 'quiet' }, variants.join(', ')))))];
};

const one = async (name) => {
  const [pattern, all] = await Promise.all([get(`/api/patterns/${encodeURIComponent(name)}`), get('/api/patterns')]);
  const turnable = all.find((each) => each.name === name)?.knob;
  const command = el('code', {}, pattern.copy);
  const text = page(pattern.page ?? '');
  return [el('p', { class: 'quiet' }, el('a', { href: '/patterns' }, 'All patterns')),
    !text.querySelector('h1') && el('h1', {}, pattern.title || name),
    text,
    el('h2', {}, 'Take it home'),
    el('p', { class: 'command' }, command, ' ', copyButton('the command', () => pattern.copy, command)),
    turnable && el('p', {}, el('a', { href: `/?knob=${encodeURIComponent(name)}` }, 'Turn it in the live view')),
    el('h2', {}, 'Code'),
    pattern.files.map(({ path, text: source }) => el('details', {}, el('summary', {}, path),
      el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': path }, el('code', {}, source))))];
};

/** Makes the view; see router.js. */
export const patternsView = () => {
  const node = el('article', { class: 'patterns' });
  const wait = el('p', { class: 'quiet', role: 'status' });
  let current = null;
  return {
    node,
    show(query, name = '') {
      if (name === current) return false;
      current = name;
      say(wait, 'Loading…');
      node.replaceChildren(el('h1', {}, name || 'Patterns'), wait);
      (name ? one(decodeURIComponent(name)) : list()).then(
        (parts) => { if (current === name) node.replaceChildren(...parts.flat().filter(Boolean)); },
        ({ message }) => {
          if (current !== name) return;
          say(wait, message);
          current = null;
        });
      return false;
    },
  };
};
