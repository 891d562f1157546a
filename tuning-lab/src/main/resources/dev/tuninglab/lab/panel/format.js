// Numbers and times as the reports have them.

const digits = (value) => value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);

/** Microseconds. */
export const latency = (micros) =>
  micros < 999.5 ? `${micros.toFixed(0)}us`
    : micros < 999500 ? `${digits(micros / 1e3)}ms` : `${digits(micros / 1e6)}s`;

/** Round microseconds, without decimals that say nothing. */
export const short = (micros) =>
  micros < 1e3 ? `${+micros.toFixed(1)}us` : micros < 1e6 ? `${+(micros / 1e3).toFixed(3)}ms` : `${+(micros / 1e6).toFixed(3)}s`;

export const rate = (value) =>
  `${value >= 99.95 || Number.isInteger(value) ? value.toFixed(0) : digits(value)}/s`;

/** So much of something a request. */
export const each = (value) =>
  Number.isInteger(value) || value >= 99.95 ? value.toFixed(0) : +value.toFixed(2) === 0 ? '<0.01' : String(+value.toFixed(2));

export const bytes = (value) => (value < 1000 ? `${value.toFixed(0)} B` : `${digits(value / 1000)} KB`);

export const percent = (share) =>
  share === 0 ? '0%' : share < 0.001 ? '<0.1%' : `${+(100 * share).toFixed(1)}%`;

/** An amount that may not be known. */
export const known = (value, form) => (value == null ? '–' : form(value));

/** An instant as the wall clock shows it. */
export const clock = (at) => new Date(at).toLocaleTimeString([], { hour12: false });

export const day = (at) => new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short', hour12: false });

/** A length of time in seconds. */
export const span = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}m ${String(whole % 60).padStart(2, '0')}s`;
};

/** "fetch: n-plus-one -> join", with a real arrow. */
export const arrow = (what) => what.replaceAll(' -> ', ' → ');
