/*
 * The lines of one conversation on the page: only what is new is added, only what is too old is taken away, and whoever
 * reads further up stays there.
 */
import {clock, colourOf, element, spoken} from './dom.js';
import {formatted, name} from './text.js';

/** Lines of one person within this time stand under one name. */
const TOGETHER_MS = 5 * 60_000;
const MOST_NAMES = 6;

const SPOKEN = ['message', 'action', 'notice'];

/** Nearer to the end than this is at the end. */
const END_PX = 48;

export class Log {
  /** Whether the end is looked at; lines that come then move up. */
  isAtEnd = true;

  #rows = new Map();
  #editions = new Map();
  #last = null;
  #divider = null;
  #top = 0;

  /** actions: openPerson(nick), again(entry), drop(entry), scrolled() */
  constructor(conversation, actions) {
    this.conversation = conversation;
    this.actions = actions;
    this.lines = element('div', {className: 'lines', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions'});
    this.pending = element('div', {className: 'lines pending'});
    this.empty = element('p', {className: 'empty'});
    this.scroller = element('div', {className: 'scroller', tabIndex: 0}, this.empty, this.lines, this.pending);
    this.scroller.addEventListener('scroll', () => this.#scrolled());
    new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(this.scroller);
  }

  show(isShown) {
    if (!isShown && !this.scroller.hidden) {
      this.#top = this.scroller.scrollTop;
    }
    const comes = isShown && this.scroller.hidden;
    this.scroller.hidden = !isShown;
    if (comes) {
      this.scroller.scrollTop = this.isAtEnd ? this.scroller.scrollHeight : this.#top;
    }
  }

  toEnd() {
    this.isAtEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.actions.scrolled();
  }

  sync() {
    const {conversation} = this;
    const label = conversation.kind === 'server' ? 'Messages of the server' : `Messages in ${conversation.name}`;
    this.lines.setAttribute('aria-label', label);
    const oldest = conversation.lines[0]?.id ?? Infinity;
    for (const [id, row] of this.#rows) {
      if (id < oldest) {
        row.remove();
        this.#rows.delete(id);
        this.#editions.delete(id);
      }
    }
    const fresh = document.createDocumentFragment();
    for (const line of conversation.lines) {
      const row = this.#rows.get(line.id);
      if (!row) {
        this.#append(fresh, line);
      } else if (line.kind === 'presence' && this.#editions.get(line.id) !== line.edition) {
        row.querySelector('.text').replaceChildren(...presence(line.events));
        this.#editions.set(line.id, line.edition);
      }
    }
    this.lines.append(fresh);
    this.#divide();
    this.empty.hidden = conversation.lines.some((one) => SPOKEN.includes(one.kind));
    this.empty.textContent = emptyText(conversation);
    if (this.isAtEnd && !this.scroller.hidden) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
    }
  }

  syncPending(entries) {
    this.pending.replaceChildren(...entries.map((entry) => this.#pendingRow(entry)));
    if (this.isAtEnd && !this.scroller.hidden) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
    }
  }

  clear() {
    this.conversation.lines = [];
    this.#rows.clear();
    this.#editions.clear();
    this.#last = null;
    this.lines.replaceChildren();
    this.sync();
  }

  #append(into, line) {
    const before = this.#last;
    if (before && new Date(before.at).toDateString() !== new Date(line.at).toDateString()) {
      const day = new Date(line.at).toLocaleDateString([], {weekday: 'long', day: 'numeric', month: 'long'});
      into.append(element('div', {className: 'row day'}, element('span', {}, day)));
    }
    const isSpoken = line.kind === 'message' || line.kind === 'notice';
    const isSame = before?.kind === line.kind && before.nick === line.nick && line.at - before.at < TOGETHER_MS;
    const row = isSpoken ? this.#spokenRow(line, !isSame) : plainRow(line);
    row.dataset.id = line.id;
    this.#rows.set(line.id, row);
    this.#editions.set(line.id, line.edition);
    this.#last = line;
    into.append(row);
  }

  #spokenRow(line, isHead) {
    const classes = ['row', line.kind, isHead && 'head', line.mine && 'mine', line.mention && 'mention'];
    const row = element('div', {className: classes.filter(Boolean).join(' ')});
    const text = element('div', {className: 'text', dir: 'auto'}, ...formatted(line.text));
    if (isHead) {
      const who = element('button', {type: 'button', className: `nick ${colourOf(line.nick)}`}, name(line.nick));
      who.addEventListener('click', () => this.actions.openPerson(line.nick));
      row.append(
        element('span', {className: `avatar ${colourOf(line.nick)}`, 'aria-hidden': 'true'}, initial(line.nick)),
        element('div', {className: 'byline'}, who, line.kind === 'notice' ? element('span', {className: 'tag'}, 'notice') : '', clock(line.at)),
      );
    } else {
      row.append(clock(line.at), spoken(`${line.nick}: `));
    }
    row.append(text);
    return row;
  }

  #pendingRow(entry) {
    const row = element('div', {className: `row head ${entry.state}`});
    const text = element('div', {className: 'text', dir: 'auto'}, ...formatted(entry.shown));
    if (entry.state !== 'failed') {
      row.className = `row ${entry.state}`;
      row.append(element('span', {className: 'gutter', title: 'Not sent yet'}, '…'), text);
      return row;
    }
    const again = element('button', {type: 'button', className: 'small'}, 'Send again');
    const drop = element('button', {type: 'button', className: 'small'}, 'Discard');
    again.addEventListener('click', () => this.actions.again(entry));
    drop.addEventListener('click', () => this.actions.drop(entry));
    row.append(element('div', {className: 'byline', role: 'alert'}, `Not sent. ${entry.why}`), text, element('div', {className: 'choices'}, again, drop));
    return row;
  }

  /** The mark before the first line that was not seen. */
  #divide() {
    const {newFrom} = this.conversation;
    const row = this.#rows.get(newFrom);
    if (this.#divider?.from !== newFrom || !row) {
      this.#divider?.node.remove();
      this.#divider = null;
    }
    if (row && !this.#divider) {
      const node = element('div', {className: 'row new', role: 'separator'}, element('span', {}, 'New'));
      row.before(node);
      this.#divider = {from: newFrom, node};
    }
  }

  #scrolled() {
    const {scrollTop, scrollHeight, clientHeight} = this.scroller;
    if (clientHeight > 0) {
      this.isAtEnd = scrollHeight - scrollTop - clientHeight < END_PX;
      this.actions.scrolled();
    }
  }
}

function plainRow(line) {
  const row = element('div', {className: `row plain ${line.kind}${line.mention ? ' mention' : ''}`}, clock(line.at));
  const text = element('div', {className: 'text', dir: 'auto'});
  if (line.kind === 'action') {
    text.append(element('span', {className: `nick ${colourOf(line.nick)}`}, name(line.nick)), ' ', ...formatted(line.text));
  } else if (line.kind === 'presence') {
    text.append(...presence(line.events));
  } else {
    text.append(...formatted(line.text));
  }
  row.append(text);
  return row;
}

/** “alice and bob joined · carol left: gone fishing” */
function presence(events) {
  const groups = [];
  for (const event of events) {
    const group = groups.at(-1);
    if (group && group[0].what === event.what && event.what !== 'nick') {
      group.push(event);
    } else {
      groups.push([event]);
    }
  }
  return groups.flatMap((group, i) => [...(i > 0 ? [' · '] : []), ...sentence(group)]);
}

function sentence(group) {
  const [{what, nick, to, reason}] = group;
  if (what === 'nick') {
    return [name(nick), ' is now ', name(to)];
  }
  const verb = ` ${what}`;
  const why = group.length === 1 && reason ? `: ${reason.replace(/^Quit: /, '')}` : '';
  return [...listed(group.map((one) => one.nick)), verb, ...formatted(why)];
}

function listed(nicks) {
  const shown = nicks.length > MOST_NAMES + 1 ? nicks.slice(0, MOST_NAMES) : nicks;
  const more = nicks.length - shown.length;
  const parts = shown.flatMap((nick, i) => {
    const isLast = i === shown.length - 1 && more === 0;
    return [i === 0 ? '' : isLast ? ' and ' : ', ', name(nick)];
  });
  return [...parts, more > 0 ? ` and ${more} others` : ''].filter((one) => one !== '');
}

function initial(nick) {
  const letter = /[\p{L}\p{N}]/u.exec(nick);
  return letter ? letter[0].toUpperCase() : '·';
}

function emptyText(conversation) {
  if (conversation.kind === 'person') {
    return `This is the beginning of your conversation with ${conversation.name}. Only the two of you see it.`;
  }
  if (conversation.kind === 'channel' && conversation.joined) {
    const address = `${location.host}${location.pathname}#${conversation.name.slice(1)}`;
    return `Nothing was said since you came. To bring others to ${conversation.name}, give them this address: ${address}`;
  }
  return '';
}
