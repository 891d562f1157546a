// How two panes are told apart: by colour, and without colour as well.

/** A is a circle on a full line, B a diamond on a dashed one. */
export const LOOKS = {
  a: { colour: '--v1', symbol: 'circle', dashes: 'solid', mark: 'M11 2 a4 4 0 1 0 0.01 0' },
  b: { colour: '--v2', symbol: 'diamond', dashes: [6, 4], mark: 'M11 1 l5 5 l-5 5 l-5 -5 z' },
};

const SVG = 'http://www.w3.org/2000/svg';

/** The line and the mark of a pane in the charts. */
export const glyph = (paneId) => {
  const svg = document.createElementNS(SVG, 'svg');
  const add = (name, attributes) => {
    const part = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    svg.append(part);
  };
  for (const [key, value] of Object.entries({ width: 22, height: 12, class: `glyph pane-${paneId}`, 'aria-hidden': 'true' })) svg.setAttribute(key, value);
  add('path', { d: 'M0 6H22', class: 'line' });
  add('path', { d: LOOKS[paneId].mark, class: 'mark' });
  return svg;
};

/** "A" and "B" where there are two, nothing where there is one. */
export const named = (state, paneId) => (state.panes.length > 1 ? paneId.toUpperCase() : '');
