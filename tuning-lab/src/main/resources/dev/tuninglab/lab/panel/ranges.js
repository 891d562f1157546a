// Numbers and times that a knob takes: how they are read and written, and which are round.

const UNITS = { us: 1, ms: 1e3, s: 1e6, m: 60e6, h: 3600e6 };
const TIME = /^(\d+(?:\.\d+)?)(us|ms|s|m|h)$/;
const NUMBER = /^\d+(?:\.\d+)?$/;

/** Of "30s" its microseconds, of "20" its number; NaN of anything else. */
export const read = (text) => {
  const time = TIME.exec(text.trim());
  if (time) return Number(time[1]) * UNITS[time[2]];
  return NUMBER.test(text.trim()) ? Number(text) : NaN;
};

/** Microseconds in the largest unit that leaves a whole number. */
export const time = (micros) => {
  const unit = ['m', 's', 'ms', 'us'].find((each) => micros % UNITS[each] === 0 && micros >= UNITS[each]) ?? 'us';
  return `${micros / UNITS[unit]}${unit}`;
};

const decades = (from, to, steps) => {
  const all = [];
  for (let power = 1; power * from <= to; power *= 10) steps.forEach((step) => all.push(step * power * from));
  return all.filter((value) => value <= to);
};

const between = (low, high, values, write) =>
  [...new Set([low, ...values.filter((value) => value > low && value < high), high])].map((value) => ({ value, text: write(value) }));

/** Round numbers from one to another, closer together where they are small. */
export const numbers = (low, high) =>
  between(low, high, high - low <= 40 ? Array.from({ length: high - low + 1 }, (_, i) => low + i)
    : decades(1, high, [1, 2, 3, 4, 5, 6, 8]), String);

/** The same of microseconds. */
export const times = (low, high) =>
  between(low, high, [...decades(1, 999999, [1, 2, 5]), ...[1, 2, 5, 10, 20, 30].map((s) => s * UNITS.s),
    ...[1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 1440].map((m) => m * UNITS.m)], time);

/** Round values of a range such as "1..200" or "250ms..10m". */
export const steps = (range) => {
  const [low, high] = range.split('..');
  return TIME.test(low) || TIME.test(high) ? times(read(low), read(high)) : numbers(read(low), read(high));
};

/** Whether two texts say the same value: "60s" and "1m" do. */
export const same = (one, other) => one === other || (one != null && other != null && read(one) === read(other));
