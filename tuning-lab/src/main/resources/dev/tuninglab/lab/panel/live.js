// The live view: knobs and load on one side, what they do on the other.
import { onAccess, readOnly } from './api.js';
import { able, el, keyed, say, shown } from './dom.js';
import { HEIGHT, curveChart, timeChart } from './charts.js';
import { addressOf } from './ask.js';
import { arrow } from './format.js';
import { figures } from './figures.js';
import { knobColumn } from './knobs.js';
import { loadControls } from './load.js';
import { comparison } from './measure.js';
import { glyph, named } from './panes.js';
import { go } from './router.js';
import { on, store } from './store.js';
import { turn } from './turns.js';

const PHASES = { starting: 'Starting', running: 'Running', paused: 'Paused', resting: 'Resting', failed: 'Stopped' };

const sentence = () => el('div', { class: 'note demonstration' },
  el('p', {}, 'This is a demonstration on one warm JVM, not a verdict.'),
  el('button', { type: 'button', class: 'main', onclick: () => go(addressOf(comparison(store.state, store.marks))) }, 'Measure this change'));

const bar = () => {
  const trouble = el('p', { class: 'problem', role: 'alert' });
  const ask = (change) => turn('panel', change()).then(() => say(trouble, ''), ({ message }) => say(trouble, message));
  const phase = el('span', { class: 'phase' });
  const pause = el('button', { type: 'button', onclick: () => ask(() => ({ pause: store.state.phase !== 'paused' })) });
  const panes = el('button', { type: 'button', onclick: () => ask(() => ({ panes: store.state.panes.length > 1 ? 1 : 2 })) });
  const doing = el('span', { class: 'quiet' });
  const turns = el('span', { class: 'quiet' }, 'A and B get the same load and take turns, half of the time each.');
  return {
    node: el('div', {}, el('div', { class: 'bar' }, phase, pause, panes, doing, turns), trouble),
    update(state) {
      phase.className = `phase ${state.phase}`;
      say(phase, PHASES[state.phase] ?? state.phase);
      say(doing, ['running', 'paused'].includes(state.phase) ? state.doing : '');
      say(pause, state.phase === 'paused' ? 'Go on' : 'Pause');
      able(pause, ['running', 'paused'].includes(state.phase));
      say(panes, state.panes.length > 1 ? 'Close B' : 'Compare side by side');
      shown(turns, state.panes.length > 1);
    },
  };
};

const plots = (changes) => {
  const shows = el('select', { 'aria-label': 'Time shown' }, [1, 3, 10].map((minutes) =>
    el('option', { value: minutes, selected: minutes === 3 }, minutes === 1 ? 'last minute' : `last ${minutes} minutes`)));
  const overTime = el('div', { class: 'chart', role: 'img',
    'aria-label': 'Latency, throughput, statements, connections and errors over the last minutes; the table of figures has the latest of them' });
  overTime.style.height = `${HEIGHT}px`;
  const byPercentile = el('div', { class: 'chart curve', role: 'img', 'aria-label': 'Latency by percentile, now and before the last change' });
  const key = el('ul', { class: 'key' });
  const keepKey = keyed(key, ({ id }) => id, ({ id }) => {
    const name = el('span');
    return { node: el('li', {}, glyph(id), ' ', name), update: (pane) => say(name, pane.text) };
  });
  const time = timeChart(overTime, () => Number(shows.value));
  const curve = curveChart(byPercentile);
  shows.addEventListener('change', time.now);
  return {
    node: el('div', { class: 'plots' },
      el('figure', {}, el('div', { class: 'caption' }, el('h3', {}, 'Over time'), shows), overTime),
      el('div', {}, el('figure', {}, el('h3', {}, 'By percentile'), byPercentile, key), changes)),
    draw() {
      time.draw();
      curve.draw();
      keepKey(store.state.panes.map(({ id }) => {
        const { before = [], beforeWhat } = store.curves.get(id) ?? {};
        const was = before.length && beforeWhat ? `; dotted: before ${arrow(beforeWhat)}` : '';
        return { id, text: `${named(store.state, id)} now${was}`.trim() };
      }));
    },
    now() {
      time.now();
      curve.now();
    },
  };
};

/** Makes the view; see router.js. */
export const liveView = () => {
  const top = sentence();
  const stands = bar();
  const load = loadControls();
  const columns = el('div', { class: 'columns' });
  const keepColumns = keyed(columns, ({ id }) => id, ({ id }) => {
    const { node, update, focus } = knobColumn(id);
    return { node, focus, update: (pane) => update(store.state, pane) };
  });
  const shownFigures = figures();
  const drawn = plots(shownFigures.marks);
  const controls = el('fieldset', { class: 'bare' }, stands.node, load.node);
  const turned = el('fieldset', { class: 'bare knobs' }, columns);
  const bench = el('div', { class: 'bench' }, turned,
    el('div', { class: 'watch', tabindex: 0, role: 'region', 'aria-label': 'What it does' },
      shownFigures.node, drawn.node, shownFigures.table));
  const node = el('div', { class: 'live' }, el('h1', { class: 'unseen' }, 'Live'), top,
    el('p', { class: 'quiet waiting' }, 'Waiting for the lab…'), controls, bench);
  controls.hidden = bench.hidden = true;

  let panes = [];
  let wanted = null; // a knob that the focus shall go to once it is there
  const state = () => {
    const { state: told } = store;
    shown(node.querySelector('.waiting'), false);
    controls.hidden = bench.hidden = false;
    bench.classList.toggle('two', told.panes.length > 1);
    stands.update(told);
    load.update(told);
    panes = keepColumns(told.panes);
    if (wanted) panes[0].focus(wanted);
    wanted = null;
    draw();
  };
  let timer = null;
  const draw = () => { // figures as often as charts
    timer ??= setTimeout(() => {
      timer = null;
      if (!store.state || node.hidden) return;
      shownFigures.draw();
      drawn.draw();
    }, 250);
  };
  on('state', state);
  ['points', 'marks', 'curves'].forEach((name) => on(name, draw));
  onAccess(() => { controls.disabled = turned.disabled = readOnly() != null; });
  new ResizeObserver(() => document.documentElement.style.setProperty('--above', `${top.offsetHeight}px`)).observe(top);
  if (store.state) state();
  return {
    node,
    show(query) {
      if (store.state) {
        shownFigures.draw();
        drawn.now();
      }
      wanted = query.get('knob');
      if (!wanted || !panes.length) return false;
      const found = panes[0].focus(wanted);
      wanted = null;
      return found;
    },
  };
};
