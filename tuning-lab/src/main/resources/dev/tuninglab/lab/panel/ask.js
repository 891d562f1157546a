// An experiment that is asked for, as an address of this page and as a command line.

/** Options that the form knows, in the order in which a command line has them. */
export const OPTIONS = ['fault', 'set', 'workload', 'rate', 'sla', 'target', 'budget', 'db-rtt', 'link'];
const SEVERAL = ['set', 'target'];

/** Where a command takes what is changed as an option. */
const CHANGED = { gameday: '--compare ', capacity: '--set ' };

/** The address of the form, filled in. */
export const addressOf = ({ question, words, options }) => {
  const query = new URLSearchParams({ question });
  words.forEach((word) => query.append('word', word));
  OPTIONS.forEach((name) => [options[name] ?? []].flat().forEach((value) => query.append(name, value)));
  return `/experiments?${query}`;
};

/** The Ask of such an address; null if it holds none. */
export const askOf = (query) => {
  if (!query.has('question')) return null;
  const options = {};
  for (const name of OPTIONS) {
    const values = query.getAll(name);
    if (values.length) options[name] = SEVERAL.includes(name) ? values : values[0];
  }
  return { question: query.get('question'), words: query.getAll('word'), options };
};

const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The command that does the same, as one may paste it into a shell. */
export const lineOf = ({ question, words, options }) =>
  ['./lab', question, ...words.map((word) => (CHANGED[question] ?? '') + quoted(word)),
    ...OPTIONS.flatMap((name) => [options[name] ?? []].flat().map((value) => `--${name} ${quoted(value)}`))].join(' ');
