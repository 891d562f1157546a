// The form of an experiment, its plan, and the experiments that were started from here.
import { onAccess, post, readOnly } from './api.js';
import { askOf, lineOf } from './ask.js';
import { changes } from './changes.js';
import { able, copyButton, el, fresh, say, shown } from './dom.js';
import { jobList } from './jobs.js';
import { on, store } from './store.js';

const QUESTIONS = [
  { name: 'compare', about: 'Variants side by side: which is faster, and by how much?' },
  { name: 'matrix', about: 'Several knobs at once: which matter, and do they mind each other?' },
  { name: 'sweep', about: 'One knob over at least three values: how much is enough?' },
  { name: 'capacity', about: 'The highest rate at which an SLA is kept.' },
  { name: 'gameday', about: 'Something breaks under load: what becomes of the requests?' },
];
const FAULTS = ['db-stall=5s', 'db-cut=5s', 'db-latency=200ms', 'db-restart', 'connections-exhausted', 'slow-client=50', 'app-kill', 'cpu-hog=10s'];

const entry = (label, hint, control) => {
  control.id = fresh('entry');
  const about = fresh('hint');
  control.setAttribute('aria-describedby', about);
  return el('div', { class: 'entry-row' }, el('label', { for: control.id }, label), control, el('p', { class: 'expect', id: about }, hint));
};
const OWN = { fault: ['gameday'], sla: ['capacity'], target: ['capacity'], rate: ['compare', 'matrix', 'sweep', 'gameday'] };
const fits = (option, question) => !OWN[option] || OWN[option].includes(question);

const typed = () => el('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });

/** Makes the view; see router.js. */
export const experimentsView = () => {
  const about = el('p', { class: 'expect' });
  const radios = new Map();
  const questions = el('fieldset', { class: 'questions' }, el('legend', {}, 'Question'), el('div', { class: 'segments' },
    QUESTIONS.map(({ name }) => {
      const id = fresh('question');
      const input = el('input', { type: 'radio', name: 'question', id, value: name, onchange: () => changed() });
      radios.set(name, input);
      return el('span', {}, input, el('label', { for: id }, name));
    })), about);
  const varied = changes({ legend: 'What to change', add: 'Add a knob', several: true, changed: () => changed() });
  const kept = changes({ legend: 'Set for all alike', add: 'Add a setting', several: false, changed: () => changed() });
  const fields = { workload: el('select'), rate: typed(), budget: typed(), 'db-rtt': typed(), link: typed(),
    sla: typed(), target: typed(), fault: typed() };
  const faults = el('datalist', { id: 'faults' }, FAULTS.map((fault) => el('option', { value: fault })));
  fields.fault.setAttribute('list', 'faults');
  const only = {
    fault: entry('Fault', `what breaks: ${FAULTS.join(', ')}`, fields.fault),
    sla: entry('SLA', 'what a rate has to keep, such as p99<50ms,errors<0.1%', fields.sla),
    rate: entry('Rate', 'such as 100/s; empty: found by itself', fields.rate),
    target: entry('Target', 'how much it has to be, such as 1M/day; may be empty', fields.target),
  };
  const rows = el('div', { class: 'entries' }, only.fault, only.sla, only.target,
    entry('Workload', 'each knob has one that shows it', fields.workload),
    only.rate,
    entry('Budget', 'wall time, such as 60s or 3m', fields.budget),
    entry('Database round trip', 'such as 5ms; empty: loopback', fields['db-rtt']),
    entry('Link from clients', 'such as 20mbit/20ms; empty: loopback', fields.link));
  const line = el('code');
  const trouble = el('p', { class: 'problem', role: 'alert' });
  const plan = el('pre', { class: 'plan', tabindex: 0, role: 'region', 'aria-label': 'Plan', hidden: true });
  const planning = el('button', { type: 'submit' }, 'Plan');
  const start = el('button', { type: 'button', class: 'main' }, 'Start');
  const note = el('p', { class: 'expect' });
  const actions = el('fieldset', { class: 'bare actions' }, start, ' ', planning);

  const question = () => QUESTIONS.find(({ name }) => radios.get(name).checked).name;
  const ask = () => {
    const asked = question();
    const options = {};
    const words = asked === 'capacity' ? [] : varied.texts();
    if (kept.texts().length) options.set = kept.texts();
    for (const [name, field] of Object.entries(fields)) {
      const value = field.value.trim();
      if (value && fits(name, asked)) options[name] = name === 'target' ? [value] : value;
    }
    return { question: asked, words, options };
  };
  const changed = () => {
    const asked = question();
    say(about, QUESTIONS.find(({ name }) => name === asked).about);
    shown(varied.node, asked !== 'capacity');
    for (const [name, part] of Object.entries(only)) shown(part, fits(name, asked));
    say(line, lineOf(ask()));
    plan.hidden = true;
    say(trouble, '');
  };
  let sending = false;
  const send = async (path, done) => {
    if (sending) return;
    sending = true;
    say(trouble, '');
    say(note, 'Asking the lab…');
    try {
      done(await post(path, ask()));
    } catch ({ message }) {
      say(trouble, message);
    }
    sending = false;
    allowed();
  };
  const busy = () => [...store.jobs.values()].some(({ state }) => state === 'running' || state === 'cancelling');
  const allowed = () => {
    actions.disabled = readOnly() != null;
    able(start, !busy());
    say(note, busy() ? 'One experiment at a time: the machine is taken.'
      : 'An experiment has the machine for itself: the live view rests until it has ended.');
  };
  start.addEventListener('click', () => send('/api/jobs', (job) => {
    store.jobs.set(job.id, job);
    list.draw();
    list.focus(job.id);
  }));
  const form = el('form', { onsubmit: (event) => {
    event.preventDefault();
    send('/api/jobs/plan', (planned) => {
      say(line, planned.line);
      say(plan, planned.plan);
      plan.hidden = false;
    });
  }, oninput: () => changed() }, questions, varied.node, kept.node, rows, faults,
  el('p', { class: 'command' }, line, ' ', copyButton('the command line', () => line.textContent, line)),
  actions, note, trouble, plan);
  const list = jobList();
  const node = el('div', { class: 'experiments' }, el('h1', {}, 'Experiments'),
    el('p', { class: 'context' }, 'Fresh JVMs, interleaved and repeated, until an interval says whether it is faster: this gives a verdict.'),
    el('div', { class: 'halves' }, form, list.node));

  const fill = ({ question: asked, words, options }) => {
    (radios.get(asked) ?? radios.get('compare')).checked = true;
    varied.fill(words);
    if (!varied.texts().length) varied.fill(['']);
    kept.fill(options.set ?? []);
    for (const [name, field] of Object.entries(fields)) field.value = [options[name] ?? ''].flat()[0];
    changed();
  };
  const choices = () => {
    const names = store.state.workloads.map(({ name }) => name);
    if ([...fields.workload.options].map(({ value }) => value).join() === ['', ...names].join()) return;
    const chosen = fields.workload.value;
    fields.workload.replaceChildren(el('option', { value: '' }, 'that of the knob'), ...names.map((name) => el('option', {}, name)));
    fields.workload.value = chosen;
  };
  let pending = { question: 'compare', words: [], options: { budget: '60s' } };
  let filled = null; // the address that the form was filled from: going back to it keeps what was typed since
  const state = () => {
    choices();
    varied.update();
    kept.update();
    if (pending) fill(pending);
    pending = null;
  };
  radios.get('compare').checked = true;
  changed();
  on('state', state);
  on('jobs', allowed);
  onAccess(allowed);
  return {
    node,
    show(query) {
      const asked = askOf(query);
      if (asked && filled !== String(query)) {
        filled = String(query);
        asked.options.budget ??= '60s';
        pending = asked;
      }
      if (store.state) state();
      list.draw();
      return false;
    },
  };
};
