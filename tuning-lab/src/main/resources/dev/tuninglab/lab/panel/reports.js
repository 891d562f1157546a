// Opens a report: in a tab of its own, or here in a frame that can do nothing to this page.
import { el } from './dom.js';

/** Links to a report of that path, and a place to read it in. */
export const report = (path, name) => {
  const frame = el('details', { class: 'report' }, el('summary', {}, 'Read it here'));
  frame.addEventListener('toggle', () => {
    if (frame.open && !frame.querySelector('iframe')) {
      frame.append(el('iframe', { src: path, title: `Report of ${name}`, sandbox: 'allow-scripts' }));
    }
  });
  return el('div', {}, el('p', {}, el('a', { href: path, target: '_blank', rel: 'noopener' }, 'Open the report')), frame);
};
