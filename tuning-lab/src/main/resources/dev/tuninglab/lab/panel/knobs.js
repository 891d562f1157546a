// The knobs of a pane, family by family: the first of each is seen, the others wait in a disclosure.
import { el, keyed, say, shown } from './dom.js';
import { glyph } from './panes.js';
import { knob } from './knob.js';

const family = (controls, paneId) => {
  const [first, ...others] = controls.map((control) => ({ control, ...knob(control, paneId) }));
  const changed = el('span', { class: 'tag changed', hidden: true });
  const more = others.length > 0 && el('details', {},
    el('summary', {}, others.length === 1 ? others[0].control.name : `${others.length} more of ${first.control.group}`, ' ', changed),
    others.map(({ node }) => node));
  return {
    all: [first, ...others],
    node: el('div', { class: 'family', 'data-family': first.control.group }, first.node, more),
    stand(state, pane) {
      first.update(state, pane);
      others.forEach((other) => other.update(state, pane));
      const count = others.filter((other) => other.changed()).length;
      shown(changed, count > 0);
      say(changed, `${count} changed`);
    },
  };
};

/** Makes { node, update(state, pane), focus(knob) } of a pane. */
export const knobColumn = (paneId) => {
  const title = el('span');
  const problem = el('p', { class: 'problem', role: 'alert' });
  const list = el('div', { class: 'families' });
  let families = [];
  const keep = keyed(list, (controls) => controls.map(({ name, values }) => [name, ...values].join()).join(';'),
    (controls) => family(controls, paneId));
  return {
    node: el('section', { class: `column pane-${paneId}`, 'aria-label': `Knobs of ${paneId.toUpperCase()}` },
      el('h2', {}, glyph(paneId), ' ', title), problem, list),
    update(state, pane) {
      say(title, state.panes.length > 1 ? paneId.toUpperCase() : 'Knobs');
      say(problem, pane.problem ?? '');
      const groups = new Map();
      for (const control of state.knobs) {
        if (!groups.has(control.group)) groups.set(control.group, []);
        groups.get(control.group).push(control);
      }
      families = keep([...groups.values()]);
      families.forEach((each) => each.stand(state, pane));
    },
    focus(name) {
      const found = families.flatMap(({ all }) => all).find(({ control }) => control.name === name);
      if (!found) return false;
      const folded = found.node.closest('details');
      if (folded) folded.open = true;
      found.focus();
      found.node.scrollIntoView({ block: 'center' });
      return true;
    },
  };
};
