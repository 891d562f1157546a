// Shows the view that the address names. Views are made once and kept: what is typed stays typed.

const content = document.getElementById('content');
const made = new Map();
let routes = [];
let current = null;

const show = (moved) => {
  const found = routes.find(({ path }) => path.test(location.pathname)) ?? routes[0];
  if (!made.has(found)) {
    const view = found.view();
    content.append(view.node);
    made.set(found, view);
  }
  for (const [each, view] of made) view.node.hidden = each !== found;
  if (current && current !== found) made.get(current).hide?.();
  current = found;
  document.title = `${found.title} – API Tuning Lab`;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('href') === found.link) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const [, name] = found.path.exec(location.pathname) ?? [];
  const taken = made.get(found).show?.(new URLSearchParams(location.search), name);
  if (moved && !taken) { // people who do not see it hear what has come
    content.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
};

/** Goes to a view of this page. */
export const go = (address) => {
  if (address !== location.pathname + location.search) history.pushState(null, '', address);
  show(true);
};

/**
 * Shows the view of the address now, and follows it.
 *
 * @param all each with the path, the link that leads there, a title, and a function that makes it:
 *     { node, show(query, name), hide() }; show may return true if it has placed the focus itself
 */
export const route = (all) => {
  routes = all;
  addEventListener('popstate', () => show(false));
  show(false);
};

/** Follows links to views without loading the page anew. */
export const links = () => {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="/"]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey
      || link.target || !routes.some(({ path }) => path.test(link.pathname))) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
};
