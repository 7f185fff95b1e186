/*
 * What we say, until the server has confirmed it. Lines leave at a pace that no flood limit minds; each waits for its
 * echo, which then is the line that everyone else has, at its place in the order of things. What the connection took
 * with it is shown as not sent, and can be sent again.
 */
import {encode, fold, roomForText, splitText} from './irc.js';

/** Lines that may wait, and of one paste. */
const MOST_WAITING = 200;
const MOST_LINES_AT_ONCE = 100;

/** So many lines at once, then one in so many milliseconds. */
const BURST = 8;
const PACE_MS = 500;

/** As long as anybody's name may be, while ours is not known. */
const ANY_SOURCE = 'x'.repeat(120);

let lastLabel = 0;

export class Outbox {
  /** {conversation, command, text, shown, state, why, label}; state: waiting, sent or failed */
  entries = [];

  #session;
  #tokens = BURST;
  #filledAt = 0;
  #timer = 0;

  constructor(session) {
    this.#session = session;
  }

  of(conversation) {
    return this.entries.filter((one) => one.conversation === conversation);
  }

  waiting() {
    return this.entries.filter((one) => one.state === 'waiting').length;
  }

  /** Returns why it can't be sent, or nothing. */
  add(conversation, command, text, wrap) {
    const room = roomForText(this.#session.model.source || ANY_SOURCE, command, conversation.name) - wrap('').length;
    const lines = text
      .split(/\r\n|\r|\n/)
      .filter((line) => line.trim() !== '')
      .flatMap((line) => splitText(line, room));
    if (lines.length > MOST_LINES_AT_ONCE) {
      return `That is ${lines.length} lines; at most ${MOST_LINES_AT_ONCE} can be sent at once.`;
    }
    if (this.waiting() + lines.length > MOST_WAITING) {
      return 'Too much is waiting to be sent. Try again in a moment.';
    }
    for (const line of lines) {
      this.entries.push({conversation, command, text: wrap(line), shown: line, state: 'waiting', why: '', label: ''});
    }
    this.#pump();
    this.#changed(conversation);
    return '';
  }

  again(entry) {
    entry.state = 'waiting';
    entry.why = '';
    this.#pump();
    this.#changed(entry.conversation);
  }

  drop(entry) {
    this.entries = this.entries.filter((one) => one !== entry);
    this.#changed(entry.conversation);
  }

  /** Drops what has not left yet. */
  cancel() {
    this.#keep((one) => one.state !== 'waiting');
  }

  forget(conversation) {
    this.#keep((one) => one.conversation !== conversation);
  }

  resume() {
    this.#tokens = BURST;
    this.#pump();
  }

  /** The connection is gone: nobody knows whether what was sent arrived. */
  lost() {
    for (const one of this.entries.filter((each) => each.state === 'sent')) {
      this.#fail(one, 'The connection was lost before the server confirmed it.');
    }
  }

  /** An echo of ours: true when it was waited for. */
  echoed(message) {
    const [target, text] = message.params;
    const entry = this.entries.find((one) =>
      message.label
        ? one.label === message.label
        : one.state === 'sent' && fold(one.conversation.name) === fold(target) && one.text === text,
    );
    if (entry) {
      this.drop(entry);
    }
    return Boolean(entry);
  }

  /** The server refused the line of this label: true when it was one of ours. */
  refused(label, why) {
    const entry = label && this.entries.find((one) => one.label === label);
    if (entry) {
      this.#fail(entry, why);
    }
    return Boolean(entry);
  }

  #pump() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const now = Date.now();
    const refill = Math.floor((now - this.#filledAt) / PACE_MS);
    if (refill > 0) {
      this.#tokens = Math.min(BURST, this.#tokens + refill);
      this.#filledAt = now;
    }
    const ready = this.entries.filter((one) => one.state === 'waiting' && this.#canSend(one.conversation));
    for (const entry of ready.splice(0, this.#tokens)) {
      this.#tokens--;
      this.#send(entry);
    }
    if (ready.length > 0) {
      this.#timer = setTimeout(() => this.#pump(), PACE_MS);
    }
  }

  #canSend(conversation) {
    return this.#session.model.registered && (conversation.kind !== 'channel' || conversation.wanted);
  }

  #send(entry) {
    const session = this.#session;
    entry.state = 'sent';
    entry.label = session.has('labeled-response') ? `m${++lastLabel}` : '';
    const tags = entry.label === '' ? {} : {label: entry.label};
    if (!session.connection.send(encode(entry.command, [entry.conversation.name, entry.text], tags))) {
      entry.state = 'waiting';
    } else if (!session.has('echo-message')) {
      this.drop(entry);
      session.line(`:${session.model.source || session.model.nick} ${encode(entry.command, [entry.conversation.name, entry.text])}`);
    }
    this.#changed(entry.conversation);
  }

  #fail(entry, why) {
    entry.state = 'failed';
    entry.why = why;
    this.#changed(entry.conversation);
  }

  #keep(isKept) {
    const dropped = this.entries.filter((one) => !isKept(one));
    this.entries = this.entries.filter(isKept);
    dropped.forEach((one) => this.#changed(one.conversation));
  }

  #changed(conversation) {
    this.#session.model.changed('pending', conversation);
  }
}
