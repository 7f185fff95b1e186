/*
 * The list of conversations, with what is unread in each.
 */
import {byId, element, spoken} from './dom.js';
import {name} from './text.js';

export class Sidebar {
  #root = byId('conversations');

  /** actions: activate(conversation), leave(conversation), browse() */
  constructor(model, actions) {
    this.model = model;
    this.actions = actions;
  }

  sync() {
    const {conversations} = this.model;
    const browse = element('button', {type: 'button', className: 'icon', 'aria-label': 'Join or find a channel'}, element('span', {'aria-hidden': 'true'}, '+'));
    browse.addEventListener('click', () => this.actions.browse());
    const focused = document.activeElement?.dataset?.conversation;
    this.#root.replaceChildren(
      this.#section('Channels', conversations.filter((one) => one.kind === 'channel'), browse),
      this.#section('People', conversations.filter((one) => one.kind === 'person')),
      this.#section('', conversations.filter((one) => one.kind === 'server')),
    );
    if (focused !== undefined) {
      [...this.#root.querySelectorAll('.open')].find((one) => one.dataset.conversation === focused)?.focus();
    }
  }

  #section(title, conversations, button) {
    const head = title === '' ? '' : element('div', {className: 'section'}, element('h2', {}, title), button ?? '');
    const none = title === 'Channels' ? 'None yet: + finds some.' : title === 'People' ? 'Click a name to talk to one person.' : '';
    const list = element('ul', {'aria-label': title || 'Server'}, ...conversations.map((one) => this.#item(one)));
    return element('section', {}, head, conversations.length > 0 || none === '' ? list : element('p', {className: 'hint'}, none));
  }

  #item(conversation) {
    const {kind, unread, mentions} = conversation;
    const isActive = conversation === this.model.active;
    const sign = {channel: '#', person: '@', server: '›'}[kind];
    const text = kind === 'channel' ? conversation.name.replace(/^#/, '') : conversation.title;
    const classes = ['open', isActive && 'active', unread > 0 && 'unread', mentions > 0 && 'mentioned', kind === 'channel' && !conversation.joined && 'apart'];
    const open = element(
      'button',
      {type: 'button', className: classes.filter(Boolean).join(' '), title: conversation.title},
      element('span', {className: 'sign', 'aria-hidden': 'true'}, sign),
      element('span', {className: 'name'}, name(text)),
      badge(unread, mentions),
    );
    open.dataset.conversation = conversation.name;
    if (isActive) {
      open.setAttribute('aria-current', 'page');
    }
    open.addEventListener('click', () => this.actions.activate(conversation));
    if (kind === 'server') {
      return element('li', {}, open);
    }
    const verb = kind === 'channel' ? 'Leave' : 'Close';
    const leave = element('button', {type: 'button', className: 'icon leave', 'aria-label': `${verb} ${conversation.name}`}, element('span', {'aria-hidden': 'true'}, '✕'));
    leave.addEventListener('click', () => this.actions.leave(conversation));
    return element('li', {}, open, leave);
  }
}

export function badge(unread, mentions) {
  if (unread === 0) {
    return '';
  }
  const number = mentions > 0 ? mentions : unread;
  const words = mentions > 0 ? ' for you' : ' unread';
  return element('span', {className: 'badge'}, number > 99 ? '99+' : String(number), spoken(words));
}
