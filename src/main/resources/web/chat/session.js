/*
 * One user's talk with the server: says who we are, asks for capabilities, joins what is wanted, sends what is said.
 * What the server says is understood in replies.js.
 */
import {encode, parse} from './irc.js';
import {Outbox} from './outbox.js';
import {HANDLERS, other} from './replies.js';

const CAPABILITIES = [
  'away-notify',
  'batch',
  'chghost',
  'echo-message',
  'invite-notify',
  'labeled-response',
  'message-tags',
  'multi-prefix',
  'server-time',
  'setname',
  'standard-replies',
  'userhost-in-names',
];

const TYPING_EVERY_MS = 3_000;

/** Prefixes as they are until the server names its own, highest first. */
const PREFIXES = '~&@%+';
const PREFIX_MODES = 'qaohv';

export class Session {
  capabilities = new Set();
  support = new Map();
  prefixes = PREFIXES;
  prefixModes = PREFIX_MODES;
  /** Label of the answer that a batch holds, by the batch's reference. */
  batches = new Map();
  /** What LIST has told so far: {name, users, topic}. */
  listing = [];
  /** Why the server is about to close; from its ERROR. */
  farewell = '';
  password = '';
  /** Whether we were registered before: who comes back takes another nickname without asking. */
  wasHere = false;

  #offered = [];
  #typedAt = 0;

  /**
   * @param callbacks ask(reason, needsPassword): another nickname or password is needed; listed(): the list of
   *     channels is whole
   */
  constructor(model, callbacks) {
    this.model = model;
    this.callbacks = callbacks;
    this.outbox = new Outbox(this);
  }

  attach(connection) {
    this.connection = connection;
  }

  send(command, ...params) {
    return this.connection.send(encode(command, params));
  }

  has(capability) {
    return this.capabilities.has(capability);
  }

  /** The connection is there: who we are, and what we can do. */
  opened() {
    const nick = this.model.wantedNick;
    this.capabilities.clear();
    this.support.clear();
    this.batches.clear();
    this.#offered = [];
    this.farewell = '';
    this.model.nick = nick;
    this.send('CAP', 'LS', '302');
    if (this.password !== '') {
      this.send('PASS', this.password);
    }
    this.send('NICK', nick);
    this.send('USER', 'web', '0', '*', nick);
  }

  line(text) {
    const message = parse(text);
    if (message) {
      const time = Date.parse(message.tags.get('time') ?? '');
      message.at = Number.isNaN(time) ? Date.now() : time;
      message.label = message.tags.get('label') ?? this.batches.get(message.tags.get('batch'));
      (Object.hasOwn(HANDLERS, message.command) ? HANDLERS[message.command] : other)(this, message);
    }
  }

  closed(reason) {
    const {model} = this;
    if (model.registered) {
      model.registered = false;
      this.outbox.lost();
      for (const conversation of model.conversations) {
        conversation.joined = false;
        conversation.typing.clear();
        model.say(conversation, {kind: 'gap', text: 'Disconnected'});
      }
    }
    model.info(model.server, `Connection closed${this.farewell || reason ? `: ${this.farewell || reason}` : ''}`);
    model.changed('status');
  }

  /** The server has welcomed us. */
  registered(nick) {
    const {model} = this;
    model.nick = nick;
    model.registered = true;
    this.wasHere = true;
    const wanted = model.conversations.filter((one) => one.wanted);
    for (const one of wanted.filter((each) => each.key !== '')) {
      this.send('JOIN', one.name, one.key);
    }
    this.#joinAll(wanted.filter((each) => each.key === '').map((each) => each.name));
    this.outbox.resume();
    model.changed('status');
  }

  /** The welcome is over, and what the server can do is known. */
  welcomed() {
    const {model} = this;
    if (!model.isSelf(model.wantedNick)) {
      model.info(model.active, `${model.wantedNick} is taken: you are ${model.nick} until it is free.`);
      if (this.support.has('MONITOR')) {
        this.send('MONITOR', '+', model.wantedNick);
      }
    }
  }

  /** LS, ACK, NAK, NEW or DEL of CAP. */
  negotiate(verb, isMore, list) {
    if (verb === 'LS') {
      this.#offered.push(...list.map((one) => one.split('=')[0]));
      if (!isMore) {
        this.#request(this.#offered);
      }
    } else if (verb === 'NEW') {
      this.#request(list.map((one) => one.split('=')[0]));
    } else if (verb === 'ACK') {
      list.forEach((one) => (one.startsWith('-') ? this.capabilities.delete(one.slice(1)) : this.capabilities.add(one)));
    } else if (verb === 'DEL') {
      list.forEach((one) => this.capabilities.delete(one));
    }
    if (!this.model.registered && (verb === 'ACK' || verb === 'NAK')) {
      this.send('CAP', 'END');
    }
  }

  join(name, key = '') {
    const conversation = this.model.open('channel', name);
    conversation.wanted = true;
    conversation.key = key;
    this.model.activate(conversation);
    if (this.model.registered && !conversation.joined) {
      this.send('JOIN', name, ...(key === '' ? [] : [key]));
    }
  }

  /** Leaves and forgets it. */
  leave(conversation, reason = '') {
    conversation.wanted = false;
    if (conversation.kind === 'channel' && conversation.joined) {
      this.send('PART', conversation.name, ...(reason === '' ? [] : [reason]));
    }
    this.outbox.forget(conversation);
    this.model.close(conversation);
  }

  /** Says something that may have several lines; returns why it can't, or nothing. */
  say(conversation, text, command = 'PRIVMSG', wrap = (line) => line) {
    return this.outbox.add(conversation, command, text, wrap);
  }

  /** Goes, and stays away until it is asked to connect. */
  quit(reason = '') {
    this.send('QUIT', ...(reason === '' ? [] : [reason]));
    this.connection.stop();
    this.closed(reason);
  }

  /** A hint that something is being written, or no longer. */
  typing(conversation, isActive) {
    const now = Date.now();
    const isDue = isActive ? now - this.#typedAt > TYPING_EVERY_MS : this.#typedAt > 0;
    if (isDue && this.has('message-tags') && conversation.kind !== 'server' && this.model.registered) {
      if (conversation.kind === 'person' || conversation.joined) {
        this.#typedAt = isActive ? now : 0;
        const tags = {'+typing': isActive ? 'active' : 'done'};
        this.connection.send(encode('TAGMSG', [conversation.name], tags));
      }
    }
  }

  /** What is said ends the hint by itself. */
  typed() {
    this.#typedAt = 0;
  }

  #request(offered) {
    const asked = CAPABILITIES.filter((one) => offered.includes(one) && !this.has(one));
    if (asked.length > 0) {
      this.send('CAP', 'REQ', asked.join(' '));
    } else if (!this.model.registered) {
      this.send('CAP', 'END');
    }
  }

  #joinAll(names) {
    for (let i = 0; i < names.length; i += 5) {
      this.send('JOIN', names.slice(i, i + 5).join(','));
    }
  }
}
