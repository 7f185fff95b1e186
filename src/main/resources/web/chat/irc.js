/*
 * Lines of IRC: read, written, compared, cut to length.
 * Sources: modern.ircdocs.horse, IRCv3 message-tags.
 */

/** What a line may have, in bytes, without its tags and its CR LF. */
const LINE_BYTES = 510;

/** What the value of a tag is escaped by, and back. */
const ESCAPES = {';': '\\:', ' ': '\\s', '\\': '\\\\', '\r': '\\r', '\n': '\\n'};
const UNESCAPES = {':': ';', s: ' ', '\\': '\\', r: '\r', n: '\n'};

const utf8 = new TextEncoder();

/** A line as {tags, source, nick, user, host, command, params}; null when there is no command in it. */
export function parse(line) {
  let rest = line.replace(/[\r\n]+$/, '');
  const tags = new Map();
  if (rest.startsWith('@')) {
    const [word, after] = cut(rest);
    for (const tag of word.slice(1).split(';')) {
      const equals = tag.indexOf('=');
      tags.set(equals < 0 ? tag : tag.slice(0, equals), equals < 0 ? '' : unescape(tag.slice(equals + 1)));
    }
    rest = after;
  }
  let source = '';
  if (rest.startsWith(':')) {
    const [word, after] = cut(rest);
    source = word.slice(1);
    rest = after;
  }
  const [command, after] = cut(rest);
  if (command === '') {
    return null;
  }
  const params = [];
  for (rest = after; rest !== ''; ) {
    if (rest.startsWith(':')) {
      params.push(rest.slice(1));
      break;
    }
    const [word, behind] = cut(rest);
    params.push(word);
    rest = behind;
  }
  const [, nick, user = '', host = ''] = /^([^!@]*)(?:!([^@]*))?(?:@(.*))?$/s.exec(source) ?? [source, source];
  return {tags, source, nick, user, host, command: command.toUpperCase(), params};
}

/** A line without its CR LF; nothing in a parameter can begin another line. */
export function encode(command, params = [], tags = {}) {
  const words = params.map((one) => String(one).replace(/[\r\n\0]+/g, ' '));
  const last = words.pop();
  if (last !== undefined) {
    words.push(last === '' || last.startsWith(':') || last.includes(' ') ? `:${last}` : last);
  }
  const tagged = Object.entries(tags).map(([key, value]) => (value === '' ? key : `${key}=${escape(value)}`));
  return [...(tagged.length > 0 ? [`@${tagged.join(';')}`] : []), command, ...words].join(' ');
}

/** A name as it is compared (CASEMAPPING=ascii). */
export function fold(name = '') {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** What of a PRIVMSG's text fits into a line that others get, in bytes. */
export function roomForText(source, command, target) {
  return Math.max(64, LINE_BYTES - utf8.encode(`:${source} ${command} ${target} :`).length);
}

/** Pieces of at most so many bytes, between words where that is possible, never within a character. */
export function splitText(text, mostBytes) {
  const pieces = [];
  let rest = text;
  while (utf8.encode(rest).length > mostBytes) {
    let end = 0;
    for (let bytes = 0; ; ) {
      const character = String.fromCodePoint(rest.codePointAt(end));
      bytes += utf8.encode(character).length;
      if (bytes > mostBytes) {
        break;
      }
      end += character.length;
    }
    const space = rest.lastIndexOf(' ', end);
    const at = space > end / 2 ? space : end;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at).replace(/^ /, '');
  }
  pieces.push(rest);
  return pieces;
}

function cut(text) {
  const space = text.indexOf(' ');
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space).replace(/^ +/, '')];
}

function escape(value) {
  return value.replace(/[; \\\r\n]/g, (character) => ESCAPES[character]);
}

function unescape(value) {
  return value.replace(/\\(.?)/g, (_, character) => UNESCAPES[character] ?? character);
}
