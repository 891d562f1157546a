// What the latest points say, in a few figures: now, and before the last change.

const RECENT = 5000; // milliseconds that count as now
const EARLIER = 10000; // milliseconds before a change that are looked at
const FEW = 4; // points that are taken at least, if there are as many

const median = (values) => {
  const sorted = values.filter((value) => value != null).sort((a, b) => a - b);
  return sorted.length ? sorted[Math.floor((sorted.length - 1) / 2)] : null;
};
const sum = (points, of) => points.reduce((total, point) => total + of(point), 0);

/** A figure a request, over points that know it. */
const mean = (points, of) => {
  const telling = points.filter((point) => of(point) != null && point.completed > 0);
  const requests = sum(telling, ({ completed }) => completed);
  return requests ? sum(telling, (point) => of(point) * point.completed) / requests : null;
};

const figures = (points) => {
  if (!points.length) return null;
  const offered = sum(points, (point) => point.offered);
  const errors = {};
  points.forEach((point) => Object.entries(point.errors ?? {}).forEach(([kind, count]) => {
    errors[kind] = (errors[kind] ?? 0) + count;
  }));
  return {
    perSecond: median(points.map((point) => point.perSecond)),
    p50: median(points.map((point) => point.p50)),
    p95: median(points.map((point) => point.p95)),
    p99: median(points.map((point) => point.p99)),
    statements: mean(points, (point) => point.statements),
    connections: mean(points, (point) => point.connections),
    rows: mean(points, (point) => point.rows),
    bytes: mean(points, (point) => point.bytes),
    failed: offered ? sum(points, (point) => point.failed) / offered : null,
    refused: offered ? sum(points, (point) => point.refused) / offered : null,
    errors,
  };
};

/** Points are taken from the end: those of a few seconds, and not fewer than a few. */
const lately = (points, length) => {
  const end = points.at(-1)?.at;
  return points.filter(({ at }, i) => at > end - length || i >= points.length - FEW);
};

/** Points between one change and the next: of the latest such time that has any. */
const between = (points, changes) => {
  for (let i = changes.length - 1; i >= 0; i--) {
    const from = changes[i - 1]?.at ?? -Infinity;
    const found = points.filter(({ at, seconds }) => at <= changes[i].at && at - 1000 * seconds >= from);
    if (found.length) return found;
  }
  return [];
};

/**
 * Of one pane: { now, before, change }. What a slice saw that a change fell into is left out.
 *
 * @param marks changes of all panes and of the load
 */
export const summary = (points, marks, paneId) => {
  const own = points.filter(({ pane }) => pane === paneId);
  const changes = marks.filter(({ pane }) => pane == null || pane === paneId).sort((a, b) => a.at - b.at);
  const change = changes.at(-1);
  if (!change) return { now: figures(lately(own, RECENT)), before: null, change: null };
  const since = own.filter(({ at, seconds }) => at - 1000 * seconds >= change.at);
  return {
    now: figures(lately(since, RECENT)),
    before: figures(lately(between(own, changes), EARLIER)),
    change,
  };
};
