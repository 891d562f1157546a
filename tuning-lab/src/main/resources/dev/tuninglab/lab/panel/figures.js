// The figures beside the charts: large ones for everybody, and all of them as a table.
import { el, keyed, say, shown } from './dom.js';
import { arrow, bytes, clock, each, known, latency, percent, rate } from './format.js';
import { glyph } from './panes.js';
import { store } from './store.js';
import { summary } from './summary.js';

const LARGE = [
  { key: 'p50', label: 'P50', form: latency },
  { key: 'statements', label: 'Statements/request', form: each },
  { key: 'connections', label: 'Connections/request', form: each },
  { key: 'failed', label: 'Errors', form: percent },
];

const ALL = [
  { key: 'perSecond', label: 'Requests a second', form: rate },
  { key: 'p50', label: 'P50', form: latency },
  { key: 'p95', label: 'P95', form: latency },
  { key: 'p99', label: 'P99', form: latency },
  { key: 'statements', label: 'SQL statements a request', form: each },
  { key: 'connections', label: 'Connections opened a request', form: each },
  { key: 'rows', label: 'Rows returned a request', form: each },
  { key: 'bytes', label: 'Bytes received a request', form: bytes },
  { key: 'failed', label: 'Failed', form: percent },
  { key: 'refused', label: 'Refused', form: percent },
];

const large = (paneId) => {
  const name = el('span', { class: 'word' });
  const cells = LARGE.map(({ key, label, form }) => {
    const now = el('span', { class: 'now' });
    const was = el('span', { class: 'was' });
    return { node: el('div', { 'data-figure': key }, el('dt', {}, label), el('dd', {}, now, ' ', was)),
      update(summed) {
        say(now, known(summed.now?.[key], form));
        say(was, summed.before?.[key] == null ? '' : `was ${form(summed.before[key])}`);
      } };
  });
  return {
    node: el('div', { class: `figure-row pane-${paneId}`, 'data-pane': paneId }, el('p', { class: 'who' }, glyph(paneId), name),
      el('dl', {}, cells.map(({ node }) => node))),
    update(summed) {
      shown(name.parentNode, store.state.panes.length > 1);
      say(name, ` ${paneId.toUpperCase()}`);
      cells.forEach((cell) => cell.update(summed));
    },
  };
};

/** Makes { node, table, marks, draw() }. */
export const figures = () => {
  const rows = el('div', { class: 'figures' });
  const keepRows = keyed(rows, ({ id }) => id, ({ id }) => {
    const { node, update } = large(id);
    return { node, update: ({ summed }) => update(summed) };
  });
  const head = el('tr');
  const body = el('tbody');
  const errors = el('p', { class: 'quiet' });
  const keepHead = keyed(head, (text) => text, (text) => ({ node: el(text ? 'th' : 'td', { scope: text ? 'col' : null }, text) }));
  const keepBody = keyed(body, ({ label }) => label, ({ key, label, form }) => {
    const row = el('tr', {}, el('th', { scope: 'row' }, label));
    return { node: row, update: ({ columns }) => {
      while (row.children.length > columns.length + 1) row.lastChild.remove();
      while (row.children.length <= columns.length) row.append(el('td'));
      columns.forEach((column, i) => say(row.children[i + 1], known(column?.[key], form)));
    } };
  });
  const list = el('ol', { class: 'marks' });
  const none = el('p', { class: 'quiet' }, 'No change yet: turn a knob.');
  const keepMarks = keyed(list, ({ at, pane, what }) => `${at} ${pane} ${what}`, ({ at, pane, what }) => {
    const number = el('span', { class: pane ? `badge pane-${pane}` : 'badge' });
    const who = pane == null ? null : glyph(pane);
    return { node: el('li', {}, number, ' ', el('span', { class: 'quiet' }, clock(at)), ' ', who, ' ', arrow(what)),
      update: ({ index }) => say(number, String(index + 1)) };
  });
  return {
    node: rows,
    table: el('details', {}, el('summary', {}, 'The latest figures as a table'),
      el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Latest figures' },
        el('table', {}, el('thead', {}, head), body)), errors),
    marks: el('section', { 'aria-label': 'Changes' }, el('h3', {}, 'Changes'), none, list),
    draw() {
      const panes = store.state.panes.map(({ id }) => ({ id, summed: summary(store.points, store.marks, id) }));
      keepRows(panes);
      const columns = panes.flatMap(({ id, summed: { now, before, change } }) => {
        const name = panes.length > 1 ? `${id.toUpperCase()}, ` : '';
        return [{ name: `${name}now`, figures: now }, ...(change ? [{ name: `${name}before the last change`, figures: before }] : [])];
      });
      keepHead(['', ...columns.map(({ name }) => name)]);
      keepBody(ALL.map((row) => ({ ...row, columns: columns.map((column) => column.figures) })));
      const kinds = panes.flatMap(({ summed: { now } }) => Object.entries(now?.errors ?? {}));
      say(errors, kinds.length ? `Errors now: ${kinds.map(([kind, count]) => `${count} of ${kind}`).join(', ')}` : '');
      shown(none, store.marks.length === 0);
      keepMarks(store.marks.map((mark, index) => ({ ...mark, index })).reverse());
    },
  };
};
