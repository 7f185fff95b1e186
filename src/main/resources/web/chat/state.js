/*
 * What the page knows: conversations, their lines and members, who we are. Nothing here touches the page or the
 * network; whoever changes something says so through changed(what, conversation).
 */
import {fold} from './irc.js';

/** Lines kept of a conversation, and of those saved for a reload of the tab. */
const MOST_LINES = 500;
const MOST_SAVED_LINES = 150;
const MOST_SAVED_CONVERSATIONS = 20;

/** Comings and goings that are told in one line. */
const MOST_MERGED = 40;

const SPOKEN = ['message', 'action', 'notice'];

let lastId = 0;

export class Conversation {
  lines = [];
  members = new Map();
  /** Nick by folded nick to the time at which the hint that they are typing goes stale. */
  typing = new Map();
  topic = '';
  /** Whether a channel is joined; others always are. */
  joined = false;
  /** Whether it is to be joined again after a reconnect. */
  wanted = false;
  key = '';
  unread = 0;
  mentions = 0;
  /** Before which line the mark "new" stands; 0: nowhere. */
  newFrom = 0;
  draft = '';

  /** kind: server, channel or person */
  constructor(kind, name) {
    this.kind = kind;
    this.name = name;
  }

  get title() {
    return this.kind === 'server' ? 'Server' : this.name;
  }

  member(nick) {
    return this.members.get(fold(nick));
  }
}

export class Model {
  network = 'Roost';
  nick = '';
  /** The nickname that was asked for, where it differs from the one that was to be had. */
  wantedNick = '';
  /** As others see us: nick!user@host. */
  source = '';
  away = false;
  registered = false;
  conversations = [];
  active;
  changed;

  constructor(changed) {
    this.changed = changed;
    this.server = new Conversation('server', '');
    this.conversations.push(this.server);
    this.active = this.server;
  }

  find(name = '') {
    return this.conversations.find((one) => one.kind !== 'server' && fold(one.name) === fold(name));
  }

  /** Finds or begins it. */
  open(kind, name) {
    let conversation = this.find(name);
    if (!conversation) {
      conversation = new Conversation(kind, name);
      this.conversations.push(conversation);
      this.conversations.sort(byKindAndName);
      this.changed('list', conversation);
    }
    return conversation;
  }

  close(conversation) {
    const at = this.conversations.indexOf(conversation);
    if (at > 0) {
      this.conversations.splice(at, 1);
      if (this.active === conversation) {
        this.activate(this.conversations[Math.min(at, this.conversations.length - 1)]);
      }
      this.changed('list', conversation);
    }
  }

  activate(conversation) {
    if (this.active !== conversation) {
      this.active.newFrom = 0;
      this.changed('lines', this.active);
      this.active = conversation;
    }
    this.read();
    this.changed('active', conversation);
  }

  /** The active conversation is looked at. */
  read() {
    this.active.unread = 0;
    this.active.mentions = 0;
    this.changed('list', this.active);
  }

  isSelf(nick) {
    return fold(nick) === fold(this.nick);
  }

  channelsOf(nick) {
    return this.conversations.filter((one) => one.kind === 'channel' && one.member(nick));
  }

  /** line: {kind, text, nick, at, mine}; kind is message, action, notice, info, error, gap or presence. */
  say(conversation, line) {
    const kept = {id: ++lastId, at: Date.now(), nick: '', text: '', mine: false, mention: false, ...line};
    conversation.lines.push(kept);
    if (conversation.lines.length > MOST_LINES) {
      conversation.lines.splice(0, conversation.lines.length - MOST_LINES);
    }
    if (SPOKEN.includes(kept.kind) && !kept.mine) {
      kept.mention = conversation.kind !== 'server' && mentions(kept.text, this.nick);
      this.#count(conversation, kept);
      conversation.typing.delete(fold(kept.nick));
    } else if (kept.mine) {
      conversation.newFrom = 0;
    }
    this.changed('lines', conversation);
    return kept;
  }

  info(conversation, text, at) {
    this.say(conversation, {kind: 'info', text, ...(at && {at})});
  }

  error(conversation, text) {
    this.say(conversation, {kind: 'error', text});
  }

  /** Someone came or went: told in one line with those who did just before. what: joined, left, quit or nick. */
  presence(conversation, event, at) {
    const last = conversation.lines.at(-1);
    if (last?.kind === 'presence' && last.events.length < MOST_MERGED) {
      last.events.push(event);
      last.edition++;
      this.changed('lines', conversation);
    } else {
      this.say(conversation, {kind: 'presence', events: [event], edition: 1, at});
    }
  }

  /** What a reload of the tab finds again. */
  save() {
    return {
      nick: this.wantedNick || this.nick,
      active: this.active.name,
      conversations: this.conversations.slice(0, MOST_SAVED_CONVERSATIONS).map((one) => ({
        kind: one.kind,
        name: one.name,
        wanted: one.wanted,
        key: one.key,
        lines: one.kind === 'server' ? [] : one.lines.slice(-MOST_SAVED_LINES),
      })),
    };
  }

  restore(saved) {
    for (const one of saved.conversations) {
      if (one.kind === 'server') {
        continue;
      }
      const conversation = this.open(one.kind, one.name);
      conversation.wanted = one.wanted;
      conversation.key = one.key;
      conversation.lines = one.lines;
      lastId = Math.max(lastId, ...one.lines.map((line) => line.id));
    }
    this.activate(this.find(saved.active) ?? this.server);
  }

  #count(conversation, line) {
    const isSeen = conversation === this.active && document.visibilityState === 'visible';
    if (!isSeen) {
      conversation.unread++;
      conversation.newFrom ||= line.id;
      if (line.mention || conversation.kind === 'person') {
        conversation.mentions++;
      }
      this.changed('list', conversation);
    }
  }
}

/** Whether the nickname stands in the text as a word. */
export function mentions(text, nick) {
  if (nick === '') {
    return false;
  }
  const word = nick.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(^|[^\\p{L}\\p{N}_\\-\\[\\]\\\\^{}|\`])${word}($|[^\\p{L}\\p{N}_\\-\\[\\]\\\\^{}|\`])`, 'iu').test(text);
}

function byKindAndName(one, other) {
  const kinds = ['server', 'channel', 'person'];
  return kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || (fold(one.name) < fold(other.name) ? -1 : 1);
}
