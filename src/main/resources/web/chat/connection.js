/*
 * A WebSocket that comes back: one line of IRC per message, a growing and random pause before each new attempt, and a
 * PING when the server has been silent, because a browser does not tell of a dead link by itself.
 */
import {encode} from './irc.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** A connection that has lived so long was a good one: the next pause is the first again. */
const GOOD_MS = 30_000;

const OPEN_WITHIN_MS = 15_000;
const SILENCE_MS = 60_000;
const ANSWER_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 5_000;

export class Connection {
  /** One of: closed (not wanted), connecting, open, waiting (until retryAt), offline (the browser has no network). */
  state = 'closed';
  retryAt = 0;

  #url;
  #listener;
  #socket = null;
  #attempts = 0;
  #openedAt = 0;
  #heardAt = 0;
  #pingedAt = 0;
  #retry = 0;
  #watch = 0;

  /** The listener has opened(), line(text), closed(reason) and changed(). */
  constructor(url, listener) {
    this.#url = url;
    this.#listener = listener;
    addEventListener('online', () => ['offline', 'waiting'].includes(this.state) && this.start());
    addEventListener('offline', () => this.state === 'waiting' && this.#become('offline'));
    document.addEventListener('visibilitychange', () => document.hidden || this.#look());
  }

  /** Connects now, whatever was being waited for. */
  start() {
    this.#drop();
    this.#become('connecting');
    const socket = new WebSocket(this.#url, ['text.ircv3.net']);
    this.#socket = socket;
    this.#openedAt = Date.now();
    this.#watch = setInterval(() => this.#look(), LOOK_EVERY_MS);
    socket.onopen = () => {
      this.#heardAt = Date.now();
      this.#pingedAt = 0;
      this.#become('open');
      this.#listener.opened();
    };
    socket.onmessage = (event) => {
      this.#heardAt = Date.now();
      this.#pingedAt = 0;
      if (typeof event.data === 'string') {
        this.#listener.line(event.data);
      }
    };
    socket.onclose = (event) => this.#lost(event.reason);
  }

  /** Closes for good, until start() is called. */
  stop() {
    this.#drop();
    this.#attempts = 0;
    this.#become('closed');
  }

  /** False when there is no connection to send it on. */
  send(line) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(line);
    return true;
  }

  #lost(reason) {
    this.#attempts = this.state === 'open' && Date.now() - this.#openedAt > GOOD_MS ? 0 : this.#attempts + 1;
    this.#drop();
    const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#attempts);
    // Between half and all of it: those who were cut off together do not come back together.
    const pause = most / 2 + (Math.random() * most) / 2;
    this.retryAt = Date.now() + pause;
    this.#become(navigator.onLine ? 'waiting' : 'offline');
    this.#listener.closed(reason);
    if (this.state === 'waiting') {
      this.#retry = setTimeout(() => this.start(), pause);
    }
  }

  /** Whether the link still lives: asked every few seconds, and when the page is looked at again. */
  #look() {
    const now = Date.now();
    if (this.state === 'connecting' && now - this.#openedAt > OPEN_WITHIN_MS) {
      this.#lost('The server did not answer');
    } else if (this.state === 'open' && this.#pingedAt > 0) {
      if (now - this.#pingedAt > ANSWER_WITHIN_MS) {
        this.#lost('The server fell silent');
      }
    } else if (this.state === 'open' && now - this.#heardAt > SILENCE_MS) {
      this.#pingedAt = now;
      this.send(encode('PING', ['alive']));
    }
  }

  #drop() {
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    if (this.#socket) {
      this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
      this.#socket.close();
      this.#socket = null;
    }
  }

  #become(state) {
    this.state = state;
    this.#listener.changed();
  }
}
