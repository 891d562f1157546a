// Begins: what stands on every view, and which view is shown.
import { onAccess, readOnly, post } from './api.js';
import { announce, el, say, shown } from './dom.js';
import { arrow } from './format.js';
import { connect, on, store } from './store.js';
import { route, links } from './router.js';
import { liveView } from './live.js';
import { experimentsView } from './experiments.js';
import { resultsView } from './results.js';
import { patternsView } from './patterns.js';

const notices = document.getElementById('notices');

/** A line across the page that is there as long as something holds. */
const notice = (className, ...content) => {
  const node = el('div', { class: `note ${className}`, hidden: true }, ...content);
  notices.append(node);
  return node;
};

const lost = notice('lost', el('p', {}, 'Disconnected from the lab: trying again. What is shown may be out of date.'));
const why = el('span');
const locked = notice('locked', el('p', {}, 'Read-only: ', why,
  '. To turn knobs, open the address that ./lab serve printed when it started: it ends with #token=…'));
const doing = el('p');
const resting = notice('resting', doing, el('p', {}, el('a', { href: '/experiments' }, 'Watch the experiment')));
const failure = el('p');
const again = el('button', { type: 'button', onclick: () => post('/api/turn', { pause: false }).catch(({ message }) => say(failure, message)) }, 'Try again');
const failed = notice('failed', failure, again);
const waiting = el('p');
const starting = notice('starting', waiting);

onAccess(() => {
  const reason = readOnly();
  shown(locked, reason != null);
  say(why, reason ?? '');
  again.disabled = reason != null;
});

let phase = null;
on('connected', () => shown(lost, !store.connected));
on('state', () => {
  const { state } = store;
  say(document.getElementById('target'), state.target);
  say(document.getElementById('machine'), state.machine);
  shown(starting, state.phase === 'starting');
  say(waiting, `Starting: ${state.doing}`);
  shown(resting, state.phase === 'resting');
  say(doing, `The live view rests: ${state.doing}. It goes on by itself afterwards.`);
  if (state.phase !== 'failed' && failed.contains(document.activeElement)) document.getElementById('content').focus({ preventScroll: true });
  shown(failed, state.phase === 'failed');
  if (state.phase === 'failed') say(failure, `Stopped: ${state.doing}`);
  if (phase && phase !== state.phase) announce(`${state.phase} ${state.doing}`.trim());
  phase = state.phase;
});

let told = null; // marks that have been there before are no news
on('marks', () => {
  const last = store.marks.at(-1);
  if (told != null && last && last.at > told) {
    announce(`${last.pane && store.state.panes.length > 1 ? `${last.pane.toUpperCase()}: ` : ''}${arrow(last.what)}`);
  }
  told = Math.max(told ?? 0, last?.at ?? 0);
});

route([
  { path: /^\/$/, link: '/', title: 'Live', view: liveView },
  { path: /^\/experiments$/, link: '/experiments', title: 'Experiments', view: experimentsView },
  { path: /^\/results$/, link: '/results', title: 'Results', view: resultsView },
  { path: /^\/patterns(?:\/([\w.-]+))?$/, link: '/patterns', title: 'Patterns', view: patternsView },
]);
links();
connect();
