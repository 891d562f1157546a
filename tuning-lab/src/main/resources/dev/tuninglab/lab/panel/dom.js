// Makes and changes elements. Whatever comes from outside is only ever set as text.

/**
 * Makes an element. A key that begins with "on" is a listener; what is null or false is left out.
 */
export const el = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
};

/** Sets a text where it differs, so that what is selected or read aloud is left alone. */
export const say = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

/** Hides or shows; an element that has the focus is hidden when the focus has left it. */
export const shown = (node, visible) => {
  node.wanted = visible;
  if (visible || !node.contains(document.activeElement)) {
    node.hidden = !visible;
  } else if (!node.waits) {
    node.waits = true;
    node.addEventListener('focusout', () => {
      node.waits = false;
      node.hidden = !node.wanted;
    }, { once: true });
  }
};

/** Disables or enables; a button that has the focus is disabled when the focus has left it. */
export const able = (button, yes) => {
  const focused = button === document.activeElement;
  if (yes || !focused) button.disabled = !yes;
  else button.addEventListener('blur', () => { button.disabled = button.getAttribute('aria-disabled') === 'true'; }, { once: true });
  button.setAttribute('aria-disabled', String(!yes));
};

/**
 * Keeps a list of children in step with a list of items. Nodes of items that stay are updated in
 * place: they keep focus, selection and place of scrolling.
 *
 * @param make makes { node, update(item, index) } of an item
 */
export const keyed = (parent, keyOf, make) => {
  const parts = new Map();
  return (items) => {
    const keys = new Set(items.map(keyOf));
    for (const [key, part] of parts) {
      if (!keys.has(key)) {
        part.node.remove();
        parts.delete(key);
      }
    }
    items.forEach((item, i) => {
      const key = keyOf(item);
      if (!parts.has(key)) parts.set(key, make(item));
      const { node, update } = parts.get(key);
      if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
      update?.(item, i);
    });
    return items.map((item) => parts.get(keyOf(item)));
  };
};

let ids = 0;
/** An id that nothing else has. */
export const fresh = (word) => `${word}-${++ids}`;

/** Tells people who listen instead of looking, when they are done with what they hear. */
export const announce = (text) => say(document.getElementById('announcer'), text);

/** A button that copies what a function returns, and says so. */
export const copyButton = (what, textOf, selectable) => {
  const told = el('span', { class: 'quiet', role: 'status' });
  const button = el('button', { type: 'button', 'aria-label': `Copy ${what}`, onclick: async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      told.textContent = 'Copied';
    } catch { // a browser may forbid it: then the reader copies what is selected
      getSelection().selectAllChildren(selectable);
      told.textContent = 'Selected: copy it with Ctrl+C';
    }
    setTimeout(() => { told.textContent = ''; }, 4000);
  } }, 'Copy');
  return el('span', { class: 'copy' }, button, ' ', told);
};
