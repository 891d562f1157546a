// What all charts have in common: the library, the page's colours, and logarithms on plain axes.
/* global echarts */

const dark = matchMedia('(prefers-color-scheme: dark)');

/** A colour of the style sheet as it is now: a canvas knows no variables. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const text = () => ({ color: colour('--quiet'), fontFamily: 'system-ui, sans-serif', fontSize: 12 });

export const log = (micros) => Math.log10(Math.max(1, micros));

/** From a round value below all to one above: 1, 2 or 5 times a power of ten. */
export const range = (values) => {
  const all = values.filter((value) => value != null && value > 0);
  if (!all.length) return [2, 4];
  const rounds = [];
  for (let power = 1; power <= 1e9; power *= 10) rounds.push(power, 2 * power, 5 * power);
  const low = rounds.findLast((round) => round <= Math.min(...all)) ?? 1;
  const high = rounds.find((round) => round >= Math.max(...all) && round > low) ?? 1e9;
  return [log(low), log(high)];
};

/** Round values within a range of logarithms. */
export const rounds = ([low, high]) => {
  const marks = [];
  for (let power = 1; power <= 1e9; power *= 10) {
    for (const step of high - low > 2.5 ? [1] : high - low > 1.3 ? [1, 3] : [1, 2, 5]) {
      if (log(step * power) >= low - 1e-9 && log(step * power) <= high + 1e-9) marks.push(step * power);
    }
  }
  return marks;
};

/** A text in a tooltip: the library takes "{" for markup. */
export const plain = (words) => String(words).replaceAll('{', '(').replaceAll('}', ')');

export const tooltip = () => ({ renderMode: 'richText', confine: true, transitionDuration: 0, backgroundColor: colour('--paper'),
  borderColor: colour('--line'), textStyle: { color: colour('--ink'), fontFamily: 'system-ui, sans-serif', fontSize: 12 } });

/**
 * A chart in a place: { draw() }, which makes the option anew, at most once a second while nothing
 * else asks for it, and never while nobody sees it: the machine has something else to do.
 */
export const chart = (place, option) => {
  const drawn = echarts.init(place, null, { renderer: 'canvas' });
  let last = 0;
  let timer = null;
  const draw = () => {
    timer = null;
    if (document.hidden || place.offsetWidth === 0) return;
    last = performance.now();
    drawn.setOption({ animation: false, textStyle: text(), ...option() }, { notMerge: true });
  };
  const soon = () => {
    timer ??= setTimeout(draw, Math.max(0, last + 1000 - performance.now()));
  };
  const now = () => {
    clearTimeout(timer);
    draw();
  };
  new ResizeObserver(() => {
    if (place.offsetWidth === 0) return;
    drawn.resize();
    now();
  }).observe(place);
  dark.addEventListener('change', now);
  document.addEventListener('visibilitychange', now);
  return { draw: soon, now };
};
