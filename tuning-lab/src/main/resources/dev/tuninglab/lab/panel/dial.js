// A slider over round values beside a field that takes any value.
import { el, fresh } from './dom.js';
import { read } from './ranges.js';

const nearest = (steps, value) => {
  const far = (step) => Math.abs(Math.log1p(step.value) - Math.log1p(value));
  return steps.reduce((best, step, i) => (far(step) < far(steps[best]) ? i : best), 0);
};

/**
 * Makes { node, field, show(text), steps(steps) }.
 *
 * @param label what both are called
 * @param commit takes the text that was chosen or typed
 * @param labelled false where the label is seen elsewhere already
 */
export const dial = ({ label, unit, commit, describedBy, labelled = true }) => {
  const id = fresh('dial');
  let steps = [];
  let last = '';
  let editing = false; // then what the server says does not overwrite it
  const slider = el('input', { type: 'range', min: 0, step: 1, 'aria-label': `${label}, slider` });
  const field = el('input', { id, type: 'text', size: 7, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': describedBy });
  const place = (text) => {
    const value = read(text);
    slider.value = Number.isNaN(value) || !steps.length ? 0 : nearest(steps, value);
    slider.setAttribute('aria-valuetext', unit ? `${text} ${unit}` : text);
  };
  slider.addEventListener('input', () => {
    editing = true;
    field.value = steps[slider.value].text;
    slider.setAttribute('aria-valuetext', field.value);
  });
  slider.addEventListener('change', () => {
    editing = false;
    commit(steps[slider.value].text);
  });
  field.addEventListener('input', () => { editing = true; });
  field.addEventListener('change', () => {
    editing = false;
    const typed = field.value.trim();
    if (typed && typed !== last) commit(typed);
  });
  field.addEventListener('blur', () => {
    editing = false;
    field.value = last;
  });
  field.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    editing = false;
    field.value = last;
  });
  return {
    field,
    node: el('div', { class: 'dial' },
      el('label', { for: id, class: labelled ? null : 'unseen' }, label),
      slider, el('span', { class: 'entry' }, field, unit && el('span', { class: 'quiet' }, ` ${unit}`))),
    show(text) {
      last = text;
      if (editing) return;
      if (field.value !== text) field.value = text;
      place(text);
    },
    steps(next) {
      steps = next;
      slider.max = Math.max(0, next.length - 1);
      if (!editing) place(last);
    },
  };
};
