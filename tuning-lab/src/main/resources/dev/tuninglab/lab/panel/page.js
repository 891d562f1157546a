// A page of a knob, as the server makes it of Markdown. The server lets no markup of others
// through; still, only what text needs is taken over.

const TEXT = new Set(['A', 'BLOCKQUOTE', 'BR', 'CODE', 'DD', 'DEL', 'DL', 'DT', 'EM', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HR', 'LI', 'OL', 'P',
  'PRE', 'STRONG', 'TABLE', 'TBODY', 'TD', 'TH', 'THEAD', 'TR', 'UL']);

const copy = (from, to) => {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE && TEXT.has(node.tagName)) to.append(element(node));
    else if (node.nodeType === Node.ELEMENT_NODE) copy(node, to);
  }
};

const element = (node) => {
  const made = document.createElement(node.tagName);
  const href = node.getAttribute('href');
  if (node.tagName === 'A' && href && /^(https?:\/\/|\/|#)/.test(href)) {
    made.setAttribute('href', href);
    if (/^https?:/.test(href)) {
      made.target = '_blank';
      made.rel = 'noopener noreferrer';
    }
  }
  const align = node.getAttribute('align');
  if (['left', 'right', 'center'].includes(align)) made.classList.add(`align-${align}`);
  copy(node, made);
  if (node.tagName !== 'TABLE') return made;
  const scroll = document.createElement('div'); // a wide table scrolls by itself
  scroll.className = 'scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'group');
  scroll.setAttribute('aria-label', 'Table');
  scroll.append(made);
  return scroll;
};

/** The elements of that HTML that are text. */
export const page = (html) => {
  const made = document.createElement('div');
  made.className = 'page';
  copy(new DOMParser().parseFromString(html, 'text/html').body, made);
  return made;
};
