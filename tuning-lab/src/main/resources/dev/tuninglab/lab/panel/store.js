// What the server has told: one copy for all views. The server is right; views show what it said.

const KEPT = 10 * 60 * 1000; // milliseconds of points and marks, as the server keeps them
const RETRY = 2000;

const watchers = new Map();

export const store = {
  /** The latest State; null until the first snapshot. */
  state: null,
  /** Points of all panes, in order. */
  points: [],
  /** Changes, in order. */
  marks: [],
  /** The latest Curve of each pane. */
  curves: new Map(),
  /** Jobs by id. */
  jobs: new Map(),
  connected: false,
};

/** Calls when something of that name has changed: state, points, marks, curves, jobs, connected. */
export const on = (name, watcher) => {
  if (!watchers.has(name)) watchers.set(name, []);
  watchers.get(name).push(watcher);
};

const tell = (...names) =>
  names.forEach((name) => (watchers.get(name) ?? []).forEach((watcher) => watcher()));

const forget = () => {
  const oldest = Date.now() - KEPT;
  const young = ({ at }) => at >= oldest;
  if (store.points.length && !young(store.points[0])) store.points = store.points.filter(young);
  if (store.marks.length && !young(store.marks[0])) store.marks = store.marks.filter(young);
};

const heard = {
  snapshot({ state, points, marks, curves, jobs }) {
    Object.assign(store, { state, points, marks, connected: true,
      curves: new Map(curves.map((curve) => [curve.pane, curve])),
      jobs: new Map((jobs ?? []).map((job) => [job.id, job])) });
    tell('connected', 'state', 'points', 'marks', 'curves', 'jobs');
  },
  state(state) {
    if (store.state && state.version < store.state.version) return;
    store.state = state;
    tell('state');
  },
  point(point) {
    store.points.push(point);
    forget();
    tell('points');
  },
  curve(curve) {
    store.curves.set(curve.pane, curve);
    tell('curves');
  },
  mark(mark) {
    store.marks.push(mark);
    tell('marks');
  },
  job(job) {
    store.jobs.set(job.id, job);
    tell('jobs');
  },
};

/** Listens from now on; after an interruption the server begins with a snapshot again. */
export const connect = () => {
  const source = new EventSource('/api/events');
  for (const [name, hear] of Object.entries(heard)) {
    source.addEventListener(name, ({ data }) => hear(JSON.parse(data)));
  }
  source.addEventListener('error', () => {
    if (store.connected) {
      store.connected = false;
      tell('connected');
    }
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, RETRY); // it will not by itself
  });
};
