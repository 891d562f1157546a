// Asks for changes. Those of a moment go together, so that an arrow key that passes over values
// does not switch to each of them.
import { post } from './api.js';

const PAUSE = 200; // milliseconds
const waiting = new Map();

/**
 * Asks for a change of one thing.
 *
 * @param key of all changes that may go together
 * @param change part of a Turn
 * @return the version of the state from which on it is known; refused with the reason
 */
export const turn = (key, change) => new Promise((done, refused) => {
  const batch = waiting.get(key) ?? { asked: {}, all: [] };
  Object.assign(batch.asked, change, {
    ...(change.set && { set: { ...batch.asked.set, ...change.set } }),
    ...(change.load && { load: { ...batch.asked.load, ...change.load } }),
  });
  batch.all.push({ done, refused });
  waiting.set(key, batch);
  clearTimeout(batch.timer);
  batch.timer = setTimeout(async () => {
    waiting.delete(key);
    try {
      const { version } = await post('/api/turn', batch.asked);
      batch.all.forEach((each) => each.done(version));
    } catch (reason) {
      batch.all.forEach((each) => each.refused(reason));
    }
  }, PAUSE);
});
