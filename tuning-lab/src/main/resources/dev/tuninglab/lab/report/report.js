// Draws the charts of a report. Whatever it draws stands in tables as well: without it, nothing is
// lost but pictures. Colours are the style sheet's variables, so charts follow a change of mode by
// themselves. Names come from strangers: they are only ever set as text.
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const styles = new Map(data.variants.map(({ name, style }) => [name, style]));
  const PRINTED = 640; // pixels that fit on A4 and on US letter

  // ---- numbers as the tables have them

  const digits = (value) => value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
  const latency = (micros) =>
    micros < 999.5 ? `${micros.toFixed(0)}us`
      : micros < 999500 ? `${digits(micros / 1e3)}ms` : `${digits(micros / 1e6)}s`;
  const short = (micros) => // of round values: without decimals that say nothing
    micros < 1e3 ? `${micros}us` : micros < 1e6 ? `${micros / 1e3}ms` : `${micros / 1e6}s`;
  const rate = (value) => `${value >= 99.95 || Number.isInteger(value) ? value.toFixed(0) : digits(value)}/s`;
  const clock = (seconds) =>
    seconds < 120 ? `${+seconds.toFixed(1)}s` : `${Math.floor(seconds / 60)}m${Math.round(seconds % 60) || ''}`;
  const percentile = (percent) => `P${+percent.toFixed(2)}`;
  const amount = (unit) => (unit === 'us' ? latency : rate);

  // ---- axes: logarithms on plain axes, with marks of our own where readers expect them

  const log = (micros) => Math.log10(Math.max(1, micros));
  const marksWithin = (low, high) => {
    const marks = [];
    for (let power = 1; power <= 1e9; power *= 10) {
      for (const step of high - low > 3 ? [1] : high - low > 1.3 ? [1, 3] : [1, 2, 5]) {
        if (log(step * power) >= low && log(step * power) <= high) marks.push(step * power);
      }
    }
    return marks;
  };
  const range = (values) => {
    const logs = values.filter((value) => value != null).map(log);
    const low = Math.min(...logs);
    const high = Math.max(...logs);
    const room = Math.max(0.15, 0.06 * (high - low)); // so that one mark at least lies within
    return [Math.max(0, low - room), high + room];
  };
  const text = { color: 'var(--quiet)', fontFamily: 'system-ui, sans-serif', fontSize: 12 };
  const bare = { type: 'value', axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false },
    axisLine: { show: true, onZero: false, lineStyle: { color: 'var(--line)' } } };
  const grid = { left: 56, right: 18, top: 22, bottom: 30 };

  // Lines of a grid that no series of numbers owns.
  const rulers = (lines, extra) => ({
    type: 'line', data: [], silent: true,
    markLine: { silent: true, symbol: 'none', animation: false,
      lineStyle: { color: 'var(--line)', type: 'solid', width: 1 },
      label: { ...text, position: 'start', distance: 6 }, data: lines },
    ...extra,
  });
  const latencyRulers = ([low, high]) =>
    marksWithin(low, high).map((micros) => ({ yAxis: log(micros), label: { formatter: () => short(micros) } }));

  const drawn = (style) => ({
    lineStyle: { color: `var(--v${style.index})`, width: 2, type: style.dashes.length ? style.dashes : 'solid' },
    itemStyle: { color: `var(--v${style.index})`, borderWidth: 0 },
    symbol: `path://${style.mark}`,
    emphasis: { disabled: true },
  });

  // ---- tooltips

  const element = (name, content, className) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (content !== undefined) made.textContent = content;
    return made;
  };
  const tip = (title, rows) => {
    const box = element('div', undefined, 'tip');
    box.append(element('p', title));
    const table = element('table');
    for (const cells of rows) {
      const row = element('tr');
      cells.forEach((cell, i) => row.append(element(i === 0 ? 'th' : 'td', cell)));
      table.append(row);
    }
    box.append(table);
    return box;
  };
  const tooltip = { confine: true, transitionDuration: 0, backgroundColor: 'var(--paper)', borderColor: 'var(--line)',
    textStyle: { color: 'var(--ink)', fontFamily: 'system-ui, sans-serif' }, padding: [6, 10] };

  // ---- the charts

  const curves = () => {
    const { percents, named, curves: all } = data.curves;
    const [low, high] = range(all.flatMap((curve) => [...curve.micros, ...curve.low, ...curve.high]));
    const end = Math.max(percents.indexOf(90) + 1, ...all.map((curve) => curve.micros.length));
    const isNamed = (i) => named.includes(percents[i]);
    const series = [rulers(latencyRulers([low, high]))];
    for (const { variant, micros, low: lows, high: highs } of all) {
      const style = styles.get(variant);
      const band = { type: 'line', stack: `band of ${variant}`, symbol: 'none', silent: true,
        zlevel: 0, // said again, since without it the library misses it under a pointer
        lineStyle: { opacity: 0 }, emphasis: { disabled: true } };
      series.push({ ...band, data: lows.map(log) });
      series.push({ ...band, areaStyle: { color: `var(--v${style.index})`, opacity: 0.2 },
        data: highs.map((value, i) => log(value) - log(lows[i])) });
      series.push({ type: 'line', name: variant, ...drawn(style), showSymbol: true,
        data: micros.map((value, i) => ({ value: log(value), symbolSize: isNamed(i) ? 9 : 0 })) });
    }
    const shown = ([{ dataIndex: i }]) =>
      tip(percentile(percents[i]), all.filter((curve) => i < curve.micros.length).map((curve) => [
        curve.variant, latency(curve.micros[i]),
        i < curve.low.length ? `forks ${latency(curve.low[i])} to ${latency(curve.high[i])}` : '']));
    return { grid, series,
      xAxis: { type: 'category', boundaryGap: false, data: percents.slice(0, end).map(percentile),
        axisTick: { show: false }, axisLine: bare.axisLine,
        axisLabel: { ...text, interval: (i) => isNamed(i) && (percents[i] !== 95 || innerWidth > 600) },
        splitLine: { show: true, interval: isNamed, lineStyle: { color: 'var(--line)' } } },
      yAxis: { ...bare, min: low, max: high },
      tooltip: { ...tooltip, trigger: 'axis', formatter: shown,
        axisPointer: { lineStyle: { color: 'var(--quiet)' }, label: { show: false } } } };
  };

  const timeline = () => {
    const { forks, points } = data.timeline;
    const [low, high] = range(points.map((point) => point.p50Micros));
    const series = [rulers(latencyRulers([low, high])), rulers(
      forks.map((fork) => ({ xAxis: fork.from, label: { position: 'end', distance: 4, align: 'left',
        formatter: () => `${forks.length > 8 ? '' : 'fork '}${fork.number}` } })),
      { markArea: { silent: true, itemStyle: { color: 'var(--shade)' },
        data: forks.map((fork) => [{ xAxis: fork.from }, { xAxis: fork.measuredFrom }]) } })];
    for (const [variant, style] of styles) {
      const own = points.filter((point) => point.variant === variant);
      const dense = own.length > 120;
      const values = [];
      own.forEach((point, i) => { // nothing is known of the time between two forks
        if (i > 0 && (own[i - 1].fork !== point.fork || own[i - 1].measured !== point.measured)) values.push([null, null]);
        values.push({ value: [point.seconds, point.p50Micros == null ? null : log(point.p50Micros)], point });
      });
      series.push({ type: 'line', name: variant, ...drawn(style), data: values, symbolSize: dense ? 4 : 7,
        lineStyle: { ...drawn(style).lineStyle, width: dense ? 1 : 1.5 }, showSymbol: true, connectNulls: false });
    }
    const shown = ({ seriesName, data: { point } }) => tip(seriesName, [
      [`fork ${point.fork}, ${point.measured ? 'measured' : 'warm-up'}`, `at ${clock(point.seconds)}`],
      ['P50', latency(point.p50Micros)], ['P95', latency(point.p95Micros)], ['requests', String(point.requests)]]);
    return { grid, series,
      xAxis: { ...bare, max: Math.max(...forks.map((fork) => fork.to)), splitNumber: 6,
        axisLabel: { ...text, formatter: clock, hideOverlap: true, showMaxLabel: false } },
      yAxis: { ...bare, min: low, max: high },
      tooltip: { ...tooltip, trigger: 'item', formatter: shown } };
  };

  // A game day: all variants over one time line, what was broken shaded.
  const over = (figure, yAxis, rulers, say) => () => {
    const { faults, lines } = data;
    const end = Math.max(...lines.flatMap(({ points }) => points.map(({ at }) => at)));
    const shades = { type: 'line', data: [], silent: true, markArea: { silent: true,
      itemStyle: { color: 'var(--shade)' }, label: { ...text, position: 'insideTop', overflow: 'truncate' },
      data: faults.map(({ name, begin, end }) => [{ name, xAxis: begin }, { xAxis: end }]) } };
    const series = [rulers, shades];
    for (const { variant, points } of lines) {
      series.push({ type: 'line', name: variant, ...drawn(styles.get(variant)), connectNulls: false,
        showSymbol: true, symbolSize: (value, { dataIndex }) => (dataIndex % 25 ? 0 : 7),
        lineStyle: { ...drawn(styles.get(variant)).lineStyle, width: 1.5 },
        data: points.map((point) => [point.at, figure(point)]) });
    }
    const shown = (items) => tip(`due at ${clock(items[0].value[0])}`, items.map(({ seriesName, value }) =>
      [seriesName, value[1] == null ? 'nothing completed' : say(value[1])]));
    return { grid, series, yAxis,
      xAxis: { ...bare, max: end, splitNumber: 6,
        axisLabel: { ...text, formatter: clock, hideOverlap: true, showMaxLabel: false } },
      tooltip: { ...tooltip, trigger: 'axis', formatter: shown,
        axisPointer: { lineStyle: { color: 'var(--quiet)' }, label: { show: false } } } };
  };

  const course = () => {
    const [low, high] = range(data.lines.flatMap(({ points }) => points.map((point) => point.p99Micros)));
    return over(({ p99Micros }) => (p99Micros == null ? null : log(p99Micros)), { ...bare, min: low, max: high },
      rulers(latencyRulers([low, high])), (value) => `P99 ${latency(10 ** value)}`)();
  };

  const losses = over(({ lostShare }) => 100 * lostShare, { ...bare, min: 0, max: 100 },
    rulers([0, 50, 100].map((percent) => ({ yAxis: percent, label: { formatter: () => `${percent}%` } }))),
    (value) => `${+value.toFixed(1)}% lost`);

  // A search for capacities: what was offered, and how long it took.
  const reach = () => {
    const { figure, limitMicros, lines } = data.reach;
    const [low, high] = range([limitMicros, ...lines.flatMap(({ points }) => points.map(({ micros }) => micros))]);
    const series = [rulers(latencyRulers([low, high])), rulers(
      [{ yAxis: log(limitMicros), lineStyle: { color: 'var(--worse)', width: 1.5 },
        label: { position: 'insideStartTop', color: 'var(--worse)', formatter: () => `${figure.toUpperCase()} ${latency(limitMicros)}` } }])];
    for (const { variant, low: from, high: to, points } of lines) {
      const { itemStyle, symbol } = drawn(styles.get(variant));
      const series1 = { type: 'scatter', name: variant, symbol, symbolSize: 9, emphasis: { disabled: true } };
      const at = (kept) => points.filter(({ held }) => held === kept).map((point) => ({ value: [point.rate, log(point.micros)], point }));
      series.push({ ...series1, data: at(true), itemStyle,
        markArea: { silent: true, itemStyle: { color: itemStyle.color, opacity: 0.14 },
          data: from == null ? [] : [[{ xAxis: from }, { xAxis: to }]] } });
      series.push({ ...series1, data: at(false),
        itemStyle: { color: 'var(--paper)', borderColor: itemStyle.color, borderWidth: 1.5 } });
    }
    const shown = ({ seriesName, data: { point } }) => tip(seriesName, [
      ['offered', rate(point.rate)], [figure.toUpperCase(), latency(point.micros)], ['SLA', point.held ? 'kept' : 'broken'],
      ['fork', String(point.fork)]]);
    return { grid: { ...grid, bottom: 44 }, series,
      xAxis: { ...bare, min: 0, splitNumber: 6, name: 'offered, requests a second', nameLocation: 'middle', nameGap: 26, nameTextStyle: text,
        axisLabel: { ...text, hideOverlap: true } },
      yAxis: { ...bare, min: low, max: high },
      tooltip: { ...tooltip, trigger: 'item', formatter: shown } };
  };

  const laws = () => {
    const { laws: all } = data.reach;
    const series = [];
    for (const { variant, measured, curve } of all) {
      const { lineStyle, itemStyle, symbol } = drawn(styles.get(variant));
      series.push({ type: 'line', name: `${variant}, the law`, data: curve, showSymbol: false, smooth: 0.3, lineStyle, itemStyle });
      series.push({ type: 'scatter', name: variant, symbol, symbolSize: 9, data: measured, itemStyle, emphasis: { disabled: true } });
    }
    const shown = (items) => tip(`${items[0].value[0]} users`, items.map(({ seriesName, value }) => [seriesName, rate(value[1])]));
    return { grid: { ...grid, bottom: 44 }, series,
      xAxis: { type: 'log', logBase: 2, name: 'users back to back', nameLocation: 'middle', nameGap: 26, nameTextStyle: text,
        min: Math.min(...all.flatMap(({ measured }) => measured.map(([users]) => users))),
        max: Math.max(...all.flatMap(({ measured }) => measured.map(([users]) => users))),
        axisLabel: text, axisLine: bare.axisLine, splitLine: { show: false } },
      yAxis: { type: 'value', min: 0, axisLabel: { ...text, formatter: (value) => `${value}/s` }, splitLine: { lineStyle: { color: 'var(--line)' } } },
      tooltip: { ...tooltip, trigger: 'axis', formatter: shown, axisPointer: { lineStyle: { color: 'var(--quiet)' }, label: { show: false } } } };
  };

  // An interaction plot: one knob along the axis, a line for each value of another.
  const pair = (index) => {
    const { unit, pairs } = data.pairs;
    const { knob, values, other, lines } = pairs[index];
    const say = amount(unit);
    const [low, high] = range(lines.flatMap(({ means }) => means));
    const marks = marksWithin(low, high).map((value) => ({ yAxis: log(value),
      label: { formatter: () => (unit === 'us' ? short(value) : `${value}/s`) } }));
    // Names stand at the ends of the lines, and apart where these come together.
    const height = 190;
    const ends = lines.map(({ means }, i) => ({ i, at: means.at(-1) == null ? 0 : height * (high - log(means.at(-1))) / (high - low) }));
    const offsets = [];
    let below = -Infinity;
    for (const { i, at } of ends.sort((a, b) => a.at - b.at)) {
      offsets[i] = Math.max(0, below + 15 - at);
      below = at + offsets[i];
    }
    const series = lines.map(({ value, means }, i) => ({ type: 'line', name: `${other}=${value}`,
      ...drawn(data.variants[i % data.variants.length].style), showSymbol: true, symbolSize: 9, connectNulls: false,
      data: means.map((mean) => (mean == null ? null : log(mean))),
      endLabel: { show: true, ...text, color: 'var(--ink)', formatter: '{a}', distance: 6, offset: [0, offsets[i]] } }));
    const shown = (items) => tip(`${knob}=${items[0].axisValue}`, items.map(({ seriesName, value }) =>
      [seriesName, value == null ? 'did not run' : say(10 ** value)]));
    return { grid: { ...grid, right: 130, bottom: 44 }, series: [rulers(marks), ...series],
      xAxis: { type: 'category', data: values, name: knob, nameLocation: 'middle', nameGap: 26, nameTextStyle: text,
        axisTick: { show: false }, axisLine: bare.axisLine, axisLabel: { ...text, color: 'var(--ink)' } },
      yAxis: { ...bare, min: low, max: high },
      tooltip: { ...tooltip, trigger: 'axis', formatter: shown, axisPointer: { lineStyle: { color: 'var(--quiet)' }, label: { show: false } } } };
  };

  const HATCHES = [null,
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
    { symbol: 'circle', dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0], symbolSize: 0.6 },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: Math.PI / 4 },
    { symbol: 'rect', dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.8 },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: 0 },
    { symbol: 'triangle', dashArrayX: [[9, 9], [0, 9, 9, 0]], dashArrayY: [7, 2], symbolSize: 0.7 },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 3], rotation: Math.PI / 2 }];

  const stacked = ({ unit, bars, parts }) => {
    const say = amount(unit);
    const sum = (bar) => parts.reduce((total, part) => total + part.values[bar], 0);
    const series = parts.map((part, i) => ({
      type: 'bar', name: part.name, stack: 'all', data: part.values, barMaxWidth: 26,
      emphasis: { disabled: true },
      itemStyle: { color: `var(--p${i % 8})`, borderColor: 'var(--paper)', borderWidth: 1,
        decal: HATCHES[i % 8] && { color: 'var(--hatch)', ...HATCHES[i % 8] } },
    }));
    const shown = ({ seriesName, dataIndex, value }) => tip(bars[dataIndex], [
      [seriesName, say(value), `${Math.round((100 * value) / sum(dataIndex))}%`], ['all', say(sum(dataIndex))]]);
    return { series,
      grid: { left: 8, right: 28, top: 8, bottom: 34, containLabel: true },
      legend: { bottom: 0, left: 0, type: 'scroll', icon: 'rect', itemWidth: 18, itemHeight: 12,
        textStyle: { ...text, color: 'var(--ink)' }, selectedMode: false, pageIconColor: 'var(--link)',
        pageTextStyle: text },
      xAxis: { type: 'value', axisLabel: { ...text, formatter: (value) => (unit === 'us' ? short(value) : `${value}/s`), hideOverlap: true },
        splitNumber: 4, splitLine: { lineStyle: { color: 'var(--line)' } } },
      yAxis: { type: 'category', inverse: true, data: bars, axisTick: { show: false },
        axisLine: { lineStyle: { color: 'var(--line)' } },
        axisLabel: { ...text, color: 'var(--ink)', width: 150, overflow: 'truncate' } },
      tooltip: { ...tooltip, trigger: 'item', formatter: shown } };
  };

  const OPTIONS = { curves, timeline, course, losses, reach, laws, pair, rates: () => stacked(data.rates), phases: () => stacked(data.phases) };

  const charts = [...document.querySelectorAll('[data-chart]')].map((place) => {
    place.hidden = false;
    if (place.classList.contains('bars')) {
      place.style.height = `${70 + 38 * data[place.dataset.chart].bars.length}px`;
    }
    const chart = echarts.init(place, null, { renderer: 'svg' });
    chart.setOption({ animation: false, textStyle: text, ...OPTIONS[place.dataset.chart](Number(place.dataset.index)) });
    return { place, chart };
  });

  // ---- the page around them

  let printing = false;
  new ResizeObserver(() => {
    if (!printing) charts.forEach(({ chart }) => chart.resize());
  }).observe(document.body);

  // A flame graph measures its frame as it is loaded: only an open one has a size.
  document.querySelectorAll('.flame').forEach((flame) => {
    flame.hidden = false;
    flame.addEventListener('toggle', () => {
      const frame = flame.querySelector('iframe');
      if (flame.open && !frame.srcdoc) frame.srcdoc = frame.dataset.page;
    });
  });

  const opened = [];
  addEventListener('beforeprint', () => {
    printing = true;
    document.querySelectorAll('details:not([open]):not(.flame)').forEach((details) => {
      details.open = true;
      opened.push(details);
    });
    charts.forEach(({ chart }) => chart.resize({ width: PRINTED }));
  });
  addEventListener('afterprint', () => {
    opened.splice(0).forEach((details) => { details.open = false; });
    charts.forEach(({ chart }) => chart.resize({ width: 'auto' }));
    printing = false;
  });

  const copy = document.getElementById('copy');
  const command = document.getElementById('command');
  const copied = document.getElementById('copied');
  if (copy) {
    copy.hidden = false;
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(command.textContent);
        copied.textContent = 'Copied';
      } catch { // a browser may forbid it: then the reader copies what is selected
        getSelection().selectAllChildren(command);
        copied.textContent = 'Selected: copy it with Ctrl+C';
      }
    });
  }
})();
