// Asks the server. The token of this start comes with the address that "./lab serve" prints; it is
// kept for reloads, and taken out of the address.

const KEPT = 'lab-token';
const watchers = [];
let refusal = null; // what the server says is wrong with the token that is kept

const take = () => {
  const found = /^#token=([\w-]+)$/.exec(location.hash);
  if (!found) return;
  localStorage.setItem(KEPT, found[1]);
  refusal = null;
  history.replaceState(history.state, '', location.pathname + location.search);
  tell();
};
const tell = () => watchers.forEach((watcher) => watcher());

addEventListener('hashchange', take);
addEventListener('storage', ({ key }) => {
  if (key !== KEPT) return;
  refusal = null;
  tell();
});
take();

/** Calls now, and whenever it changes whether this page may change anything. */
export const onAccess = (watcher) => {
  watchers.push(watcher);
  watcher();
};

/** Why nothing can be changed from this page; null if it can. */
export const readOnly = () =>
  refusal ?? (localStorage.getItem(KEPT) ? null : 'this page came without the token of the lab');

/** What the server would not do, in its own words. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const answer = async (asked) => {
  let response;
  try {
    response = await asked;
  } catch {
    throw new Refused(0, 'the lab does not answer; is ./lab serve still running?');
  }
  const text = await response.text();
  let body = null;
  try {
    body = JSON.parse(text);
  } catch { /* then it is not JSON */ }
  if (!response.ok) throw new Refused(response.status, body?.detail ?? body?.title ?? `the lab answered ${response.status}`);
  return body;
};

export const get = (path) => answer(fetch(path, { headers: { Accept: 'application/json' } }));

export const post = async (path, body = {}) => {
  try {
    return await answer(fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Lab-Token': localStorage.getItem(KEPT) ?? '' },
      body: JSON.stringify(body),
    }));
  } catch (refused) {
    if (refused.status === 403) {
      refusal = refused.message;
      tell();
    }
    throw refused;
  }
};
