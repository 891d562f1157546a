// Experiments that were started from a page: how far they are, what they print, what came out.
import { onAccess, post, readOnly } from './api.js';
import { copyButton, el, keyed, say, shown } from './dom.js';
import { clock, span } from './format.js';
import { report } from './reports.js';
import { on, store } from './store.js';

const STATES = { running: 'Running', cancelling: 'Cancelling', done: 'Done', cancelled: 'Cancelled', failed: 'Failed' };
const ENDS = { 0: 'every gate held', 1: 'a gate failed', 2: 'bad input', 3: 'measured, but invalid', 4: 'a service or the database failed' };

const jobPart = ({ id, line, question }) => {
  const state = el('span', { class: 'phase' });
  const when = el('span', { class: 'quiet' });
  const progress = el('progress', { 'aria-label': 'Part of the budget that is used', hidden: true });
  const message = el('p', { class: 'message' });
  const log = el('pre', { class: 'log', tabindex: 0, role: 'region', 'aria-label': `Last lines of experiment ${id}` });
  const trouble = el('p', { class: 'problem', role: 'alert' });
  const command = el('code', {}, line);
  const cancel = el('button', { type: 'button', onclick: () =>
    post(`/api/jobs/${id}/cancel`).then(() => say(trouble, ''), ({ message: reason }) => say(trouble, reason)) }, 'Cancel');
  const result = el('div');
  let linked = null;
  let told = null;
  const heading = el('h3', { tabindex: -1 }, `${id}. ${question} `, state);
  const tick = () => {
    const running = told.endedAt == null;
    const elapsed = ((told.endedAt ?? Date.now()) - told.startedAt) / 1000;
    say(when, `${clock(told.startedAt)}, ${span(elapsed)}${told.budgetSeconds ? ` of ${span(told.budgetSeconds)}` : ''}`);
    progress.hidden = !(running && told.budgetSeconds);
    if (told.budgetSeconds) {
      progress.max = told.budgetSeconds;
      progress.value = Math.min(elapsed, told.budgetSeconds);
    }
  };
  onAccess(() => { cancel.disabled = readOnly() != null; });
  return {
    node: el('article', { class: 'job', 'data-job': id }, heading,
      el('p', { class: 'command' }, command, ' ', copyButton('this command line', () => line, command)),
      el('p', {}, when, ' ', cancel), progress, message, trouble, result, log),
    focus: () => heading.focus(),
    tick: () => told && told.endedAt == null && tick(),
    update(job) {
      told = job;
      state.className = `phase ${job.state}`;
      say(state, STATES[job.state] ?? job.state);
      shown(cancel, job.state === 'running');
      say(message, job.message ?? (job.exit == null ? '' : ENDS[job.exit] ?? ''));
      const text = job.lines.join('\n');
      if (log.textContent !== text) {
        const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
        log.textContent = text;
        if (atEnd) log.scrollTop = log.scrollHeight;
      }
      log.hidden = !text;
      if (job.result && job.state === 'done' && linked !== job.result) {
        linked = job.result;
        result.replaceChildren(report(`/results/${encodeURIComponent(job.result)}/report.html`, job.result));
      }
      tick();
    },
  };
};

/** Makes { node, draw(), focus(id) }. */
export const jobList = () => {
  const list = el('div');
  const none = el('p', { class: 'quiet' }, 'None yet. What runs here goes on when this page is closed.');
  const keep = keyed(list, ({ id }) => id, jobPart);
  let parts = [];
  const draw = () => {
    const jobs = [...store.jobs.values()].sort((a, b) => b.id - a.id);
    shown(none, !jobs.length);
    parts = keep(jobs);
  };
  on('jobs', draw);
  setInterval(() => parts.forEach((part) => part.tick()), 1000);
  return {
    node: el('section', { class: 'jobs', 'aria-label': 'Started from here' }, el('h2', {}, 'Started from here'), none, list),
    draw,
    focus: (id) => parts.find(({ node }) => node.dataset.job === String(id))?.focus(),
  };
};
