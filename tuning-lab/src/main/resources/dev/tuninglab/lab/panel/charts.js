// The charts of the live view. What they show stands in the table of figures as well.
import { chart, colour, log, plain, range, rounds, text, tooltip } from './canvas.js';
import { clock, each, known, latency, rate, short } from './format.js';
import { LOOKS, named } from './panes.js';
import { store } from './store.js';

const GAP = 6000; // milliseconds without a point: then the line is broken
const EVERY = 12; // points from one mark on a line to the next
const LEFT = 52;
const RIGHT = 34;

const ROWS = [
  { title: 'Latency, from the scheduled instant', height: 170, log: true,
    lines: [{ key: 'p50', label: 'P50', width: 2.5 }, { key: 'p95', label: 'P95', width: 1.5 }, { key: 'p99', label: 'P99', width: 1 }] },
  { title: 'Requests completed a second', height: 56, lines: [{ key: 'perSecond' }] },
  { title: 'SQL statements a request', height: 56, lines: [{ key: 'statements' }] },
  { title: 'Connections opened a request', height: 44, least: 1, lines: [{ key: 'connections' }] },
  { title: 'Requests failed a second', height: 44, least: 1,
    lines: [{ key: 'failed', of: (point) => point.failed / point.seconds }] },
];
const ABOVE = 30; // pixels of a title
const TOP = 42;

/** Where a row begins, in pixels from the top. */
const tops = ROWS.map((_, i) => TOP + ROWS.slice(0, i).reduce((sum, { height }) => sum + height + ABOVE, 0));

/** Height of the chart over time. */
export const HEIGHT = tops.at(-1) + ROWS.at(-1).height + 26;

const values = (points, { key, of = (point) => point[key] }, logarithmic) => {
  const data = [];
  points.forEach((point, i) => {
    if (i > 0 && point.at - points[i - 1].at > GAP) data.push({ value: [point.at - 1, null] });
    const value = of(point);
    data.push({ value: [point.at, value == null ? null : logarithmic ? log(value) : value],
      symbolSize: i % EVERY === (points.length - 1) % EVERY ? 7 : 0 });
  });
  return data;
};

const line = (paneId, width) => ({ type: 'line', symbol: LOOKS[paneId].symbol, showSymbol: true, connectNulls: false, silent: true,
  emphasis: { disabled: true }, itemStyle: { color: colour(LOOKS[paneId].colour) },
  lineStyle: { color: colour(LOOKS[paneId].colour), width, type: LOOKS[paneId].dashes } });

const rulers = (place, lines) => ({ type: 'line', data: [], silent: true, ...place,
  markLine: { silent: true, symbol: 'none', animation: false, lineStyle: { color: colour('--line'), type: 'solid', width: 1 },
    label: { ...text(), position: 'start', distance: 6 }, data: lines } });

const highest = (values, least) => {
  const most = Math.max(least, ...values.filter((value) => value != null));
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 3, 5, 10].map((step) => +(step * power).toPrecision(2)).find((round) => round >= most * 1.02) ?? most;
};

/** Changes within so short a time that their numbers would lie on each other, together. */
const together = (from, end) => {
  const groups = [];
  store.marks.forEach(({ at, pane }, i) => {
    if (at < from) return;
    const last = groups.at(-1);
    if (last && at - last.at < (end - from) / 40) {
      last.to = i + 1;
      if (last.pane !== pane) last.pane = null;
    } else groups.push({ at, pane, first: i + 1, to: i + 1 });
  });
  return groups;
};

/** A change: a dashed line through all rows, with its number on top. */
const marks = (row, from, end) => together(from, end).map(({ at, pane, first, to }) => {
  const tone = colour(pane ? LOOKS[pane].colour : '--quiet');
  return { xAxis: at, lineStyle: { color: tone, type: 'dashed', width: 1 },
    label: { show: row === 0, position: 'end', distance: 3, formatter: first === to ? `${first}` : `${first}–${to}`, color: colour('--paper'),
      fontSize: 11, fontWeight: 600, backgroundColor: tone, padding: [2, 5], borderRadius: 8 } };
});

const seen = (items) => {
  const at = items[0]?.axisValue ?? items[0]?.value[0];
  if (at == null) return '';
  const lines = store.state.panes.map(({ id }) => {
    const own = store.points.filter(({ pane }) => pane === id);
    const point = own.reduce((best, next) => (!best || Math.abs(next.at - at) < Math.abs(best.at - at) ? next : best), null);
    if (!point || Math.abs(point.at - at) > GAP) return null;
    const kinds = Object.entries(point.errors ?? {}).map(([kind, count]) => `${count} of ${kind}`);
    return [`${named(store.state, id)} ${rate(point.perSecond)}`.trim(),
      `P50 ${known(point.p50, latency)}  P95 ${known(point.p95, latency)}  P99 ${known(point.p99, latency)}`,
      `statements/request ${known(point.statements, each)}  connections/request ${known(point.connections, each)}`,
      point.failed ? `${point.failed} failed: ${kinds.join(', ')}` : null].filter(Boolean).join('\n');
  });
  return plain([clock(at), ...lines.filter(Boolean)].join('\n'));
};

/** All rows over one axis of time. */
export const timeChart = (place, minutes) => chart(place, () => {
  const { state, points } = store;
  const last = points.at(-1)?.at ?? Date.now();
  const end = state.phase === 'running' ? Math.max(Date.now(), last) : last;
  const from = end - Math.min(60000 * minutes(), Math.max(60000, end - (points[0]?.at ?? end)));
  const within = points.filter(({ at }) => at >= from - GAP);
  const two = state.panes.length > 1;
  const option = { grid: [], xAxis: [], yAxis: [], title: [], series: [], tooltip: { ...tooltip(), trigger: 'axis', formatter: seen },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: colour('--quiet') }, label: { show: false } } };
  ROWS.forEach((row, i) => {
    const at = { xAxisIndex: i, yAxisIndex: i };
    const all = row.lines.flatMap(({ key, of = (point) => point[key] }) => within.map(of));
    const [low, high] = row.log ? range(all) : [0, highest(all, row.least ?? 0.1)];
    option.grid.push({ left: LEFT, right: RIGHT, top: tops[i], height: row.height });
    option.title.push({ text: row.title, left: 0, top: tops[i] - (i === 0 ? TOP - 2 : 20), padding: 0, textStyle: { ...text(), fontWeight: 'normal' } });
    option.xAxis.push({ type: 'time', gridIndex: i, min: from, max: end, splitNumber: 4, axisTick: { show: false },
      axisLine: { onZero: false, lineStyle: { color: colour('--line') } }, splitLine: { show: false },
      axisLabel: { ...text(), show: i === ROWS.length - 1, hideOverlap: true, formatter: (value) => clock(value) } });
    option.yAxis.push({ type: 'value', gridIndex: i, min: low, max: high, axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: colour('--line') } } });
    const ticks = row.log ? rounds([low, high]).map((value) => ({ yAxis: log(value), label: { formatter: short(value) } }))
      : [low, high].map((value) => ({ yAxis: value, label: { formatter: String(value) } }));
    option.series.push(rulers(at, [...ticks, ...marks(i, from, end)]));
    for (const { id } of state.panes) {
      const own = within.filter(({ pane }) => pane === id);
      for (const { width = 2, label, ...figure } of row.lines) {
        option.series.push({ ...line(id, width), ...at, data: values(own, figure, row.log),
          endLabel: { ...text(), show: Boolean(label) && (!two || id === 'a'), formatter: label, distance: 4 } });
      }
    }
  });
  return option;
});

const NAMED = [50, 90, 99, 99.9, 99.99];
const tail = (percentile) => Math.log10(100 / Math.max(1e-3, 100 - percentile));

/** Latency by percentile: a full line for now, a thin dotted one for before the last change. */
export const curveChart = (place) => chart(place, () => {
  const curves = store.state.panes.map(({ id }) => store.curves.get(id)).filter(Boolean);
  const all = curves.flatMap(({ now, before }) => [...now, ...before]);
  const [low, high] = range(all.map(([, micros]) => micros));
  const end = Math.max(1.3, ...all.map(([percentile]) => tail(Math.min(percentile, 99.99))));
  const series = [rulers({}, [...rounds([low, high]).map((value) => ({ yAxis: log(value), label: { formatter: short(value) } })),
    ...NAMED.filter((percentile) => tail(percentile) <= end + 1e-9).map((percentile) => ({ xAxis: tail(percentile), label: { formatter: `P${percentile}` } }))])];
  const data = (curve) => curve.filter(([percentile]) => percentile < 100).map(([percentile, micros]) =>
    ({ value: [tail(percentile), log(micros)], symbolSize: NAMED.includes(percentile) ? 8 : 0 }));
  for (const { pane, now, before } of curves) {
    const drawn = line(pane, 2.5);
    series.push({ ...drawn, data: data(before), symbol: 'emptyCircle', lineStyle: { ...drawn.lineStyle, width: 1.5, type: [2, 4] } });
    series.push({ ...drawn, data: data(now) });
  }
  const bare = { type: 'value', axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false },
    axisLine: { show: true, onZero: false, lineStyle: { color: colour('--line') } } };
  return { series, grid: { left: LEFT, right: 24, top: 12, bottom: 26 }, xAxis: { ...bare, min: 0, max: end }, yAxis: { ...bare, min: low, max: high } };
});
