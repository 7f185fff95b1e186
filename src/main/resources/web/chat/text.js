/*
 * What somebody wrote, as nodes: links, channels, the formatting of old, and nothing else. What can't be seen, or would
 * turn the text around, is shown by its code point.
 */
import {element} from './dom.js';

const FORMATS = {'\x02': 'bold', '\x1d': 'italic', '\x1f': 'underline', '\x1e': 'strike', '\x11': 'code'};
const COLOUR = /^(?:\d{1,2}(?:,\d{1,2})?)?/;
const HEX_COLOUR = /^(?:[\da-f]{6}(?:,[\da-f]{6})?)?/i;

/** An address, or a channel after a space. */
const LINK = /\bhttps?:\/\/[^\s<>"\p{Cc}]+|(?<=^|[\s(])#[^\s,:\p{Cc}]{1,63}/giu;

/** Controls, and what turns the direction of what follows. */
const HIDDEN = /[\p{Cc}\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** In a name neither these: names are compared by eye. */
const HIDDEN_IN_NAME = /[\p{Cc}\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;

/** The nodes of a message's text. */
export function formatted(text) {
  const nodes = [];
  const on = new Set();
  let run = '';
  const flush = () => {
    if (run !== '') {
      const parts = linked(run);
      nodes.push(...(on.size === 0 ? parts : [element('span', {className: [...on].join(' ')}, ...parts)]));
      run = '';
    }
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    const format = FORMATS[character];
    if (format) {
      flush();
      if (!on.delete(format)) {
        on.add(format);
      }
    } else if (character === '\x0f') {
      flush();
      on.clear();
    } else if (character === '\x03') {
      i += COLOUR.exec(text.slice(i + 1, i + 6))[0].length;
    } else if (character === '\x04') {
      i += HEX_COLOUR.exec(text.slice(i + 1, i + 14))[0].length;
    } else if (character !== '\x16') {
      run += character;
    }
  }
  flush();
  return nodes;
}

/** A name, apart from the direction of what stands around it. */
export function name(text) {
  return element('bdi', {}, ...shown(text, HIDDEN_IN_NAME));
}

function linked(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const word = trimmed(match[0]);
    const link = word.startsWith('#') ? channelLink(word) : webLink(word);
    if (link) {
      nodes.push(...shown(text.slice(from, match.index), HIDDEN), link);
      from = match.index + word.length;
    }
  }
  nodes.push(...shown(text.slice(from), HIDDEN));
  return nodes;
}

/** Without what ends a sentence, or a bracket that was opened before it. */
function trimmed(word) {
  let end = word.length;
  while (end > 1) {
    const last = word[end - 1];
    const isOpened = last === ')' && word.slice(0, end).split('(').length > word.slice(0, end - 1).split(')').length;
    if (!/[.,:;!?'")\]}]/.test(last) || isOpened) {
      break;
    }
    end--;
  }
  return word.slice(0, end);
}

/** Null: it is no address of the web. */
function webLink(word) {
  let url;
  try {
    url = new URL(word);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return null;
  }
  const properties = {href: url.href, title: url.href, target: '_blank', rel: 'noopener noreferrer'};
  return element('a', properties, ...shown(word, HIDDEN));
}

function channelLink(word) {
  if (word.length < 2) {
    return null;
  }
  return element('a', {href: `#${encodeURIComponent(word.slice(1))}`, title: `Join ${word}`}, ...shown(word, HIDDEN));
}

function shown(text, hidden) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    nodes.push(text.slice(from, match.index), element('span', {className: 'hidden-character'}, `U+${code}`));
    from = match.index + match[0].length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((one) => one !== '');
}
