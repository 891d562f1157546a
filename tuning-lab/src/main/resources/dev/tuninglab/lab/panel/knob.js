// One knob as a control: it shows what the server says, and asks for what the user wants.
import { el, fresh, say, shown } from './dom.js';
import { dial } from './dial.js';
import { same, steps } from './ranges.js';
import { store } from './store.js';
import { turn } from './turns.js';

const MOST_BUTTONS = 6;
const PATIENCE = 5000; // milliseconds after which the server has begun

const segments = (control, name, choose) => {
  const inputs = new Map();
  const node = el('div', { class: 'segments' }, control.values.map((value) => {
    const id = fresh('value');
    const input = el('input', { type: 'radio', id, name, value, onchange: () => choose(value) });
    inputs.set(value, input);
    return el('span', {}, input, el('label', { for: id }, value));
  }));
  return { node, first: () => node.querySelector(':checked') ?? node.querySelector('input'),
    show: (value) => inputs.forEach((input, own) => { if (input.checked !== (own === value)) input.checked = own === value; }) };
};

const choice = (control, name, choose) => {
  const select = el('select', { name, 'aria-label': control.name, onchange: () => choose(select.value) },
    control.values.map((value) => el('option', {}, value)));
  return { node: select, first: () => select, show: (value) => { if (select.value !== value) select.value = value; } };
};

/**
 * Makes { node, focus(), changed(), update(state, pane) } of one of State.knobs.
 *
 * @param many whether there are two panes, so that names have to tell them apart
 */
export const knob = (control, paneId) => {
  let wanted = null; // asked for, and not yet so
  let begun = false; // the server is at it
  let value = control.preset;
  const about = fresh('about');
  const trouble = el('p', { class: 'problem', role: 'alert' });
  const mark = el('span', { class: 'tag changed', hidden: true }, 'changed');
  const busy = el('span', { class: 'tag busy', hidden: true }, 'switching');
  const want = async (next) => {
    wanted = next;
    begun = false;
    say(trouble, '');
    draw();
    try {
      await turn(`pane ${paneId}`, { pane: paneId, set: { [control.name]: next } });
      clearTimeout(timer);
      timer = setTimeout(doubt, PATIENCE);
    } catch ({ message }) {
      if (wanted === next) wanted = null;
      say(trouble, message);
    }
    draw();
  };
  let timer = null;
  const doubt = () => { // the server had nothing to do, or would not: then what it says is so
    if (store.state.phase === 'running' && !switching) {
      wanted = null;
      draw();
    } else if (wanted != null) {
      timer = setTimeout(doubt, PATIENCE);
    }
  };
  const parts = [];
  if (control.values.length) {
    parts.push((control.values.length > MOST_BUTTONS ? choice : segments)(control, `${paneId}:${control.name}`, want));
  }
  if (control.range) {
    const turned = dial({ label: control.name, commit: want, describedBy: about, labelled: false });
    turned.steps(steps(control.range));
    parts.push({ node: turned.node, first: () => turned.field,
      show: (now) => turned.show(control.values.includes(now) ? '' : now) });
  }
  const reset = el('button', { type: 'button', class: 'plain', 'aria-label': `reset to ${control.preset}: ${control.name}`, onclick: () => {
    parts[0].first().focus();
    want(control.preset);
  } }, `reset to ${control.preset}`);
  const shows = el('button', { type: 'button', class: 'plain', 'aria-label': `show me ${control.name}`, title: `offers the load that shows it: ${control.workload}`, onclick: () =>
    turn('load', { load: { workload: control.workload } }).catch(({ message }) => say(trouble, message)) }, 'show me');
  const seen = el('span', { class: 'tag seen', hidden: true }, 'shown by this load');
  const draw = () => {
    parts.forEach(({ show }) => show(wanted ?? value));
    shown(busy, wanted != null || switching);
    shown(mark, !same(value, control.preset));
    shown(reset, !same(value, control.preset));
  };
  let switching = false;
  return {
    node: el('fieldset', { class: 'knob', 'data-knob': control.name, 'aria-describedby': about },
      el('legend', {}, el('span', { class: 'name' }, control.name), ' ', mark, ' ', busy),
      parts.map(({ node }) => node),
      el('p', { class: 'expect', id: about }, control.expect,
        control.range && el('span', { class: 'rule' }, ` (${control.rule})`),
        control.restarts && el('span', { class: 'restarts' }, 'Turning it starts the API anew.')),
      el('p', { class: 'tools' }, shows, seen, reset,
        control.pattern && el('a', { href: `/patterns/${encodeURIComponent(control.pattern)}`, 'aria-label': `its code: ${control.name}` }, 'its code')),
      trouble),
    focus: () => parts[0].first().focus(),
    changed: () => !same(value, control.preset),
    update(state, pane) {
      value = pane.settings[control.name] ?? control.preset;
      switching = (pane.switching ?? '').split(', ').some((each) => each.startsWith(`${control.name}=`));
      if (wanted != null && (same(value, wanted) || (begun && !switching))) wanted = null;
      begun = wanted != null && (begun || switching);
      const showing = state.load.workload === control.workload;
      shown(shows, !showing);
      shown(seen, showing);
      draw();
    },
  };
};
