// What is offered: the same to both panes.
import { el, fresh, say, shown } from './dom.js';
import { dial } from './dial.js';
import { numbers, read, time, times } from './ranges.js';
import { turn } from './turns.js';

const select = (label, choose) => {
  const id = fresh('select');
  const about = el('p', { class: 'expect' });
  const made = el('select', { id, onchange: () => choose(made.value) });
  let options = '';
  return {
    node: el('div', { class: 'pick' }, el('label', { for: id }, label), made, about),
    show(names, value, told) {
      if (names.join() !== options) {
        options = names.join();
        made.replaceChildren(...names.map((name) => el('option', {}, name)));
      }
      if (made.value !== value) made.value = value;
      say(about, told);
    },
  };
};

/** Makes { node, update(state) }. */
export const loadControls = () => {
  const trouble = el('p', { class: 'problem', role: 'alert' });
  let wanted = null; // asked for, and not yet known to the server
  let from = 0; // the version of the state from which on it is
  const want = async (load) => {
    wanted = { ...wanted, ...load };
    from = Infinity;
    say(trouble, '');
    update(latest);
    try {
      from = await turn('load', { load });
    } catch ({ message }) {
      say(trouble, message);
      wanted = null;
    }
    update(latest);
  };
  const number = (text, key, convert) => {
    const value = convert(text);
    if (Number.isNaN(value)) say(trouble, `${key} must be a number, but was '${text}'`);
    else want({ [key]: value });
  };
  const workload = select('Workload', (name) => want({ workload: name }));
  const link = select('Link from clients', (name) => want({ link: name }));
  const rate = dial({ label: 'Rate', unit: '/s', commit: (text) => number(text.replace('/s', ''), 'rate', read) });
  const trip = dial({ label: 'Database round trip', commit: (text) =>
    number(text, 'roundTripMicros', (typed) => (/^\d+(\.\d+)?$/.test(typed) ? 1000 * Number(typed) : Math.round(read(typed)))) });
  const writes = el('p', { class: 'expect' }, 'Its requests change the data.');
  let latest = null;
  let most = null;
  let mostTrip = null;
  const update = (state) => {
    latest = state;
    if (state.version >= from) wanted = null;
    const load = { ...state.load, ...wanted };
    const work = state.workloads.find(({ name }) => name === load.workload);
    workload.show([...new Set([...state.workloads.map(({ name }) => name), load.workload])], load.workload, work ? work.requests.join(', ') : '');
    shown(writes, Boolean(work?.writes));
    link.show(state.links.map(({ name }) => name), load.link, state.links.find(({ name }) => name === load.link)?.text ?? '');
    if (most !== load.mostRate) rate.steps(numbers(1, most = load.mostRate));
    rate.show(String(+load.rate.toFixed(2)));
    if (mostTrip !== load.mostRoundTripMicros) {
      mostTrip = load.mostRoundTripMicros;
      trip.steps([{ value: 0, text: '0ms' }, ...times(100, mostTrip)]);
    }
    trip.show(load.roundTripMicros === 0 ? '0ms' : time(load.roundTripMicros));
  };
  return {
    node: el('section', { class: 'load', 'aria-label': 'Load' },
      el('div', { class: 'offers' }, el('div', {}, workload.node, writes), rate.node, link.node, trip.node), trouble),
    update,
  };
};
