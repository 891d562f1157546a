// Rows of a form that name knobs and their values.
import { el, fresh, keyed, say, shown } from './dom.js';
import { store } from './store.js';

const split = (text) => text.split(',').map((value) => value.trim()).filter(Boolean);

const row = (several, changed, remove) => {
  const ids = { knob: fresh('knob'), values: fresh('values') };
  const select = el('select', { id: ids.knob, onchange: () => {
    field.value = '';
    told();
  } });
  const field = el('input', { id: ids.values, type: 'text', autocomplete: 'off', spellcheck: 'false', oninput: () => told() });
  const buttons = el('div', { class: 'segments' });
  const hint = el('p', { class: 'expect' });
  const control = () => store.state?.knobs.find(({ name }) => name === select.value);
  const keepButtons = keyed(buttons, (value) => `${select.value}=${value}`, (value) => {
    const id = fresh('pick');
    const input = el('input', { type: several ? 'checkbox' : 'radio', name: ids.values, id, value, onchange: () => {
      const others = several ? split(field.value).filter((each) => each !== value) : [];
      field.value = (input.checked ? [...others, value] : others).join(',');
      told();
    } });
    return { node: el('span', {}, input, el('label', { for: id }, value)),
      update: () => { input.checked = split(field.value).includes(value); } };
  });
  const draw = () => {
    const knob = control();
    keepButtons(knob?.values ?? []);
    shown(buttons, (knob?.values.length ?? 0) > 0);
    const [first] = split(field.value);
    say(hint, !knob ? '' : `${knob.expect} (${knob.rule})${several && first ? `; baseline: ${first}` : ''}`);
  };
  const told = () => {
    draw();
    changed();
  };
  const drop = el('button', { type: 'button', class: 'plain', onclick: () => remove() }, 'remove');
  return {
    node: el('div', { class: 'change' },
      el('div', {}, el('label', { for: ids.knob }, 'Knob'), select),
      el('div', { class: 'values' }, el('label', { for: ids.values }, several ? 'Values, the baseline first' : 'Value'), buttons, field),
      drop, hint),
    focus: () => select.focus(),
    text: () => (select.value && split(field.value).length ? `${select.value}=${split(field.value).join(',')}` : ''),
    /** @param text such as "fetch=n-plus-one,join" */
    fill(text) {
      const names = store.state?.knobs.map(({ name }) => name) ?? [];
      if ([...select.options].map(({ value }) => value).join() !== ['', ...names].join()) {
        const chosen = select.value;
        select.replaceChildren(el('option', { value: '' }, 'choose…'), ...names.map((name) => el('option', { value: name }, name)));
        select.value = chosen;
      }
      if (text != null) {
        const [name, values = ''] = text.split('=');
        select.value = names.includes(name) ? name : '';
        field.value = values;
      }
      draw();
    },
  };
};

/**
 * Makes { node, texts(), fill(texts), update() } of as many rows as there are.
 *
 * @param several whether a row takes more than one value
 */
export const changes = ({ legend, add, several, changed }) => {
  const list = el('div');
  let rows = [];
  const append = (text) => {
    const made = row(several, changed, () => {
      rows = rows.filter((each) => each !== made);
      made.node.remove();
      more.focus();
      changed();
    });
    rows.push(made);
    list.append(made.node);
    made.fill(text);
    return made;
  };
  const more = el('button', { type: 'button', class: 'plain', onclick: () => append().focus() }, add);
  return {
    node: el('fieldset', { class: 'changes' }, el('legend', {}, legend), list, more),
    texts: () => rows.map((each) => each.text()).filter(Boolean),
    fill(texts) {
      rows.forEach(({ node }) => node.remove());
      rows = [];
      texts.forEach(append);
    },
    update: () => rows.forEach((each) => each.fill()),
  };
};
