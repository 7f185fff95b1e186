/*
 * The page: draws what has changed, once a frame, and turns clicks and keys into deeds.
 */
import {Channels} from './channels.js';
import {Composer} from './composer.js';
import {byId} from './dom.js';
import {Log} from './log.js';
import {Members} from './members.js';
import {Sidebar, badge} from './sidebar.js';
import {formatted, name} from './text.js';

/** A page in the background gets no frames. */
const LATEST_MS = 250;
const MEMBERS_EVERY_MS = 250;

export class View {
  #logs = new Map();
  #changes = new Map();
  #frame = 0;
  #late = 0;
  #membersAt = 0;
  #shown = null;

  constructor(model, session, connection) {
    this.model = model;
    this.session = session;
    this.connection = connection;
    const openPerson = (nick) => model.isSelf(nick) || this.#go(model.open('person', nick));
    this.actions = {
      openPerson,
      again: (entry) => session.outbox.again(entry),
      drop: (entry) => session.outbox.drop(entry),
      scrolled: () => this.#toEndButton(),
    };
    this.sidebar = new Sidebar(model, {
      activate: (conversation) => this.#go(conversation),
      leave: (conversation) => session.leave(conversation),
      browse: () => this.browse(),
    });
    this.members = new Members(model, session, {openPerson});
    this.channels = new Channels(session, () => this.composer.focus());
    this.composer = new Composer({model, session, connection, view: this});
    this.#listen();
    setInterval(() => this.#tick(), 1_000);
    this.changed('active', model.active);
  }

  /** what: lines, pending, list, members, header, typing, status or active */
  changed(what, conversation) {
    if (!this.#changes.has(what)) {
      this.#changes.set(what, new Set());
    }
    this.#changes.get(what).add(conversation);
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => this.#draw());
      this.#late = setTimeout(() => this.#draw(), LATEST_MS);
    }
  }

  browse() {
    this.#drawer('');
    this.channels.open();
  }

  listed() {
    this.channels.listed();
  }

  clear() {
    this.#log(this.model.active).clear();
  }

  toEnd() {
    this.#log(this.model.active).toEnd();
  }

  #draw() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#late);
    this.#frame = 0;
    const changes = this.#changes;
    this.#changes = new Map();
    const {active} = this.model;
    if (changes.has('active') || this.#shown !== active) {
      this.#activate(active);
      ['header', 'members', 'typing', 'list'].forEach((one) => changes.set(one, new Set([active])));
    }
    for (const conversation of changes.get('lines') ?? []) {
      this.#log(conversation).sync();
    }
    for (const conversation of changes.get('pending') ?? []) {
      this.#log(conversation).syncPending(this.session.outbox.of(conversation));
      this.#queue();
    }
    if (changes.has('list')) {
      this.sidebar.sync();
      this.#forgetClosed();
      this.#title();
    }
    if (changes.get('header')?.has(active) || changes.has('status')) {
      this.#header(active);
    }
    if (changes.get('members')?.has(active)) {
      this.#drawMembers();
    }
    if (changes.has('typing') || changes.has('lines')) {
      this.#typing();
    }
    if (changes.has('status')) {
      this.#status();
      this.sidebar.sync();
    }
  }

  #activate(conversation) {
    this.#log(conversation).sync();
    this.#logs.forEach((log, one) => log.show(one === conversation));
    this.composer.show(conversation);
    this.#shown = conversation;
    this.#drawer('');
    this.#toEndButton();
    const hash = conversation.kind === 'channel' ? `#${encodeURIComponent(conversation.name.slice(1))}` : '';
    if (!byId('app').hidden && hash !== location.hash) {
      history.replaceState(null, '', hash || location.pathname);
    }
  }

  #log(conversation) {
    let log = this.#logs.get(conversation);
    if (!log) {
      log = new Log(conversation, this.actions);
      log.show(conversation === this.#shown);
      this.#logs.set(conversation, log);
      byId('logs').append(log.scroller);
    }
    return log;
  }

  #forgetClosed() {
    for (const [conversation, log] of this.#logs) {
      if (!this.model.conversations.includes(conversation)) {
        log.scroller.remove();
        this.#logs.delete(conversation);
      }
    }
  }

  #header(conversation) {
    const {kind, members, topic} = conversation;
    byId('title').replaceChildren(name(conversation.title));
    const text = kind === 'server' ? `What ${this.model.network} says to you alone` : topic;
    byId('topic').replaceChildren(...formatted(text));
    this.#isTopicCut();
    const isOutside = kind === 'channel' && !conversation.joined && this.model.registered && !conversation.wanted;
    byId('composer').hidden = isOutside;
    byId('outside').hidden = !isOutside;
    byId('outside-text').textContent = `You are not in ${conversation.name}.`;
    const count = members.size;
    const button = byId('open-members');
    button.hidden = kind !== 'channel';
    button.replaceChildren(String(count));
    button.setAttribute('aria-label', `Members: ${count}`);
  }

  #isTopicCut() {
    const topic = byId('topic');
    const isOpen = topic.classList.contains('whole');
    byId('more-topic').hidden = !isOpen && topic.scrollWidth <= topic.clientWidth;
  }

  #drawMembers() {
    const wait = this.#membersAt + MEMBERS_EVERY_MS - Date.now();
    byId('app').classList.toggle('has-members', this.model.active.kind === 'channel');
    if (wait > 0) {
      setTimeout(() => this.changed('members', this.model.active), wait);
      return;
    }
    this.#membersAt = Date.now();
    this.members.sync();
    this.#header(this.model.active);
  }

  #typing() {
    const now = Date.now();
    const {typing} = this.model.active;
    typing.forEach((one, nick) => one.until <= now && typing.delete(nick));
    const nicks = [...typing.values()].map((one) => name(one.nick));
    const parts = nicks.length > 3 ? ['Several people are typing…'] : nicks.flatMap((one, i) => [i > 0 ? ', ' : '', one]);
    byId('typing').replaceChildren(...parts, nicks.length === 0 || nicks.length > 3 ? '' : nicks.length === 1 ? ' is typing…' : ' are typing…');
  }

  #queue() {
    const waiting = this.session.outbox.waiting();
    byId('queue').hidden = waiting === 0;
    byId('queue-text').textContent = `${waiting} ${waiting === 1 ? 'line waits' : 'lines wait'} to be sent.`;
  }

  #status() {
    const {model, connection} = this;
    const isUp = connection.state === 'open' && model.registered;
    const [state, text, button] = isUp ? ['connected', '', ''] : this.#words();
    byId('app').dataset.state = isUp ? 'connected' : connection.state;
    byId('state').textContent = isUp && model.away ? 'away' : state;
    byId('own-nick').replaceChildren(name(model.nick || model.wantedNick));
    byId('network').textContent = model.network;
    byId('banner').hidden = isUp;
    byId('banner-text').textContent = text;
    byId('try-now').textContent = button;
    byId('try-now').hidden = button === '';
    if (byId('announcement').textContent !== state) {
      byId('announcement').textContent = state;
    }
  }

  #words() {
    const why = this.session.farewell === '' ? '' : ` (${this.session.farewell})`;
    switch (this.connection.state) {
      case 'waiting': {
        const seconds = Math.max(1, Math.ceil((this.connection.retryAt - Date.now()) / 1_000));
        return ['reconnecting', `Disconnected${why}. Reconnecting in ${seconds} s.`, 'Try now'];
      }
      case 'offline':
        return ['offline', 'You are offline. The chat goes on as soon as there is a network.', 'Try now'];
      case 'closed':
        return ['disconnected', 'You have disconnected.', 'Connect'];
      default:
        return ['connecting', 'Connecting…', ''];
    }
  }

  #title() {
    const {conversations, active} = this.model;
    const mentions = conversations.reduce((sum, one) => sum + one.mentions, 0);
    const unread = conversations.reduce((sum, one) => sum + (one === active ? 0 : one.unread), 0);
    document.title = `${mentions > 0 ? `(${mentions}) ` : ''}${active.title} · ${this.model.network}`;
    const elsewhere = badge(unread, mentions);
    byId('elsewhere').hidden = elsewhere === '';
    byId('elsewhere').replaceChildren(...(elsewhere === '' ? [] : elsewhere.childNodes));
  }

  #tick() {
    if (this.connection.state === 'waiting') {
      this.#status();
    }
    this.#typing();
  }

  #toEndButton() {
    byId('to-end').hidden = this.#logs.get(this.model.active)?.isAtEnd ?? true;
  }

  /** sidebar, members or none: what a narrow page shows over the messages. */
  #drawer(which) {
    const app = byId('app');
    app.classList.toggle('shows-sidebar', which === 'sidebar');
    app.classList.toggle('shows-members', which === 'members');
    byId('open-sidebar').setAttribute('aria-expanded', String(which === 'sidebar'));
    byId('open-members').setAttribute('aria-expanded', String(which === 'members'));
    byId('shade').hidden = which === '';
  }

  #go(conversation) {
    this.model.activate(conversation);
    if (matchMedia('(hover: hover)').matches) {
      this.composer.focus();
    }
  }

  /** The conversation above (-1) or below (1), or the next of those with something unread. */
  #step(direction, isUnread) {
    const {conversations, active} = this.model;
    const count = conversations.length;
    const from = conversations.indexOf(active);
    for (let i = 1; i < count; i++) {
      const next = conversations[(from + direction * i + count * i) % count];
      if (!isUnread || next.unread > 0) {
        this.#go(next);
        return;
      }
    }
  }

  #listen() {
    const {model, session, connection} = this;
    byId('try-now').addEventListener('click', () => connection.start());
    byId('to-end').addEventListener('click', () => this.toEnd());
    byId('open-sidebar').addEventListener('click', () => this.#drawer(byId('app').classList.contains('shows-sidebar') ? '' : 'sidebar'));
    byId('open-members').addEventListener('click', () => {
      byId('app').classList.toggle('without-members');
      this.#drawer(byId('app').classList.contains('shows-members') ? '' : 'members');
    });
    byId('shade').addEventListener('click', () => this.#drawer(''));
    byId('more-topic').addEventListener('click', () => {
      const isOpen = byId('topic').classList.toggle('whole');
      byId('more-topic').setAttribute('aria-expanded', String(isOpen));
      byId('more-topic').textContent = isOpen ? 'Less' : 'More';
    });
    byId('own-nick').addEventListener('click', () => this.composer.begin('/nick '));
    byId('rejoin').addEventListener('click', () => session.join(model.active.name, model.active.key));
    byId('dismiss').addEventListener('click', () => session.leave(model.active));
    document.addEventListener('visibilitychange', () => document.hidden || model.read());
    addEventListener('resize', () => this.#isTopicCut());
    addEventListener('keydown', (event) => this.#key(event));
  }

  #key(event) {
    if (byId('app').hidden || byId('channels').open) {
      return;
    }
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      this.#step(event.key === 'ArrowUp' ? -1 : 1, event.shiftKey);
    } else if (event.key === 'Escape') {
      this.#drawer('');
      this.toEnd();
      this.composer.focus();
    } else if (event.target === byId('text') && (event.key === 'PageUp' || event.key === 'PageDown')) {
      event.preventDefault();
      const {scroller} = this.#log(this.model.active);
      scroller.scrollBy({top: (event.key === 'PageUp' ? -0.8 : 0.8) * scroller.clientHeight});
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== ' ') {
      if (!/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
        this.composer.focus();
      }
    }
  }
}
