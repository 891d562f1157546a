// Which comparison would give the verdict that a demonstration cannot give.

const LINK = /^(?:\d+(?:\.\d+)?[kmg]bit(?:\/\d+(?:\.\d+)?(?:us|ms|s))?|\d+(?:\.\d+)?(?:us|ms|s))$/;

/** Of "fetch: n-plus-one -> join, pool: none -> hikari" the knobs with both values. */
const turned = (what, knobs) =>
  what.split(', ').map((part) => /^(\S+): (.+) -> (.+)$/.exec(part))
    .filter((found) => found && knobs.some(({ name }) => name === found[1]))
    .map(([, knob, from, to]) => ({ knob, from, to }));

const different = ([a, b], knobs) =>
  knobs.filter(({ name }) => a.settings[name] !== b.settings[name])
    .map(({ name }) => ({ knob: name, from: a.settings[name], to: b.settings[name] }));

/**
 * An Ask of what differs between two panes, or between before and after the last turned knob; with
 * nothing to compare when there is no difference.
 */
export const comparison = ({ knobs, panes, load }, marks) => {
  let changes = [];
  if (panes.length > 1) changes = different(panes, knobs);
  for (let i = marks.length - 1; i >= 0 && !changes.length; i--) changes = turned(marks[i].what, knobs);
  const compared = changes.map(({ knob }) => knob);
  const set = knobs.filter(({ name, preset }) => !compared.includes(name) && panes[0].settings[name] !== preset)
    .map(({ name }) => `${name}=${panes[0].settings[name]}`);
  return {
    question: 'compare',
    words: changes.map(({ knob, from, to }) => `${knob}=${from},${to}`),
    options: {
      ...(set.length && changes.length && { set }),
      workload: load.workload,
      ...(load.roundTripMicros > 0 && { 'db-rtt': `${load.roundTripMicros}us` }),
      ...(LINK.test(load.link) && { link: load.link }),
    },
  };
};
