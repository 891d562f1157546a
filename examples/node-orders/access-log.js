// The access log, in the combined format of Apache httpd and nginx.
import fs from 'node:fs';
import { devNull } from 'node:os';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `10/Oct/2026:13:55:36 +0000` */
function stamp(date) {
  const two = (number) => String(number).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day}:${time} +0000`;
}

/** A header as it may stand between quotes, whatever a client has sent. */
function quoted(header) {
  return `"${(header ?? '-').replace(/[^\x20-\x7e]|["\\]/g, '?')}"`;
}

/** One line a request, to a file that is appended to; to nowhere if its name is empty. */
export class AccessLog {
  constructor(file) {
    this.out = fs.createWriteStream(file || devNull, { flags: 'a' });
  }

  write({ socket, method, url, httpVersion, headers }, arrived, status, bytes) {
    const line = quoted(`${method} ${url} HTTP/${httpVersion}`);
    const from = socket.remoteAddress ?? '-';
    const agent = quoted(headers['user-agent']);
    this.out.write(
      `${from} - - [${stamp(arrived)}] ${line} ${status} ${bytes} ${quoted(headers.referer)} ${agent}\n`,
    );
  }

  close() {
    this.out.end();
  }
}
