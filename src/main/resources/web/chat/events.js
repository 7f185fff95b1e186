/*
 * What people do, as the server tells it: each changes the model.
 */
import {fold} from './irc.js';

const TYPING_LASTS_MS = 6_000;

/** Strangers beyond these are heard under "Server". */
const MOST_PEOPLE = 100;

const MOST_TYPING = 50;

const ACTION = /^\x01ACTION ([^\x01]*)\x01?$/;

export const EVENTS = {
  PRIVMSG: said,
  NOTICE: said,
  TAGMSG: (session, message) => {
    const {model} = session;
    const conversation = conversationOf(session, message, false);
    const typing = message.tags.get('+typing');
    if (conversation && typing && !model.isSelf(message.nick)) {
      if (typing === 'active' && conversation.typing.size < MOST_TYPING) {
        conversation.typing.set(fold(message.nick), {nick: message.nick, until: Date.now() + TYPING_LASTS_MS});
      } else {
        conversation.typing.delete(fold(message.nick));
      }
      model.changed('typing', conversation);
    }
  },

  JOIN: (session, message) => {
    const {model} = session;
    const [name = ''] = message.params;
    if (name !== '' && model.isSelf(message.nick)) {
      model.source = message.source;
      const conversation = model.open('channel', name);
      conversation.name = name;
      conversation.joined = true;
      conversation.wanted = true;
      conversation.members.clear();
      model.info(conversation, 'You joined', message.at);
      model.changed('members', conversation);
      model.changed('header', conversation);
      model.changed('list', conversation);
    } else {
      const conversation = model.find(name);
      if (conversation) {
        conversation.members.set(fold(message.nick), {nick: message.nick, prefixes: '', away: false});
        model.presence(conversation, {what: 'joined', nick: message.nick}, message.at);
        model.changed('members', conversation);
      }
    }
  },
  PART: (session, message) => {
    const {model} = session;
    const [name, reason = ''] = message.params;
    const conversation = model.find(name);
    if (conversation && model.isSelf(message.nick)) {
      conversation.joined = false;
      conversation.wanted = false;
      conversation.members.clear();
      model.info(conversation, 'You left', message.at);
      model.changed('members', conversation);
      model.changed('header', conversation);
    } else if (conversation) {
      gone(model, conversation, message, 'left', reason);
    }
  },
  QUIT: (session, message) => {
    const {model} = session;
    const isShown = (one) => one.member(message.nick) || (one.kind === 'person' && fold(one.name) === fold(message.nick));
    model.conversations.filter(isShown).forEach((one) => gone(model, one, message, 'quit', message.params[0] ?? ''));
    if (model.nick !== model.wantedNick && fold(message.nick) === fold(model.wantedNick)) {
      session.send('NICK', model.wantedNick);
    }
  },
  KICK: (session, message) => {
    const {model} = session;
    const [name, nick, reason = ''] = message.params;
    const conversation = model.find(name);
    if (!conversation) {
      return;
    }
    const why = reason === '' || reason === nick ? '' : `: ${reason}`;
    if (model.isSelf(nick)) {
      conversation.joined = false;
      conversation.wanted = false;
      conversation.members.clear();
      model.error(conversation, `${message.nick} removed you from ${name}${why}`);
      model.changed('header', conversation);
    } else {
      conversation.members.delete(fold(nick));
      model.info(conversation, `${message.nick} removed ${nick}${why}`, message.at);
    }
    model.changed('members', conversation);
  },
  NICK: (session, message) => {
    const {model} = session;
    const [to = ''] = message.params;
    if (to === '') {
      return;
    }
    const isSelf = model.isSelf(message.nick);
    const isShown = (one) => one.member(message.nick) || (one.kind === 'person' && fold(one.name) === fold(message.nick));
    for (const conversation of model.conversations.filter(isShown)) {
      const member = conversation.member(message.nick);
      if (member) {
        conversation.members.delete(fold(message.nick));
        conversation.members.set(fold(to), {...member, nick: to});
        model.changed('members', conversation);
      } else if (!model.find(to)) {
        conversation.name = to;
        model.changed('list', conversation);
        model.changed('header', conversation);
      }
      if (!isSelf) {
        model.presence(conversation, {what: 'nick', nick: message.nick, to}, message.at);
      }
    }
    if (isSelf) {
      model.nick = to;
      model.wantedNick = to;
      model.source = message.source.replace(/^[^!]*/, () => to);
      model.info(model.active, `You are now ${to}`, message.at);
      model.changed('status');
    }
  },
  AWAY: (session, message) => {
    const isAway = message.params.length > 0;
    for (const conversation of session.model.channelsOf(message.nick)) {
      conversation.member(message.nick).away = isAway;
      session.model.changed('members', conversation);
    }
  },
  SETNAME: () => {},
  CHGHOST: () => {},
  ACCOUNT: () => {},
  INVITE: (session, message) => {
    const [nick, name] = message.params;
    const {model} = session;
    if (model.isSelf(nick)) {
      model.say(model.active, {kind: 'info', text: `${message.nick} invites you to ${name}`, mention: true, at: message.at});
    } else if (model.find(name)) {
      model.info(model.find(name), `${message.nick} invited ${nick}`, message.at);
    }
  },
  TOPIC: (session, message) => {
    const {model} = session;
    const [name, text = ''] = message.params;
    const conversation = model.find(name);
    if (conversation) {
      conversation.topic = text;
      model.info(conversation, text === '' ? `${message.nick} cleared the topic` : `${message.nick} set the topic: ${text}`, message.at);
      model.changed('header', conversation);
    }
  },
  MODE: (session, message) => {
    const {model} = session;
    const [target, changes = '', ...params] = message.params;
    const conversation = model.find(target);
    if (!conversation) {
      model.info(model.server, `Mode ${message.params.join(' ')}`, message.at);
      return;
    }
    applyModes(session, conversation, changes, [...params]);
    model.info(conversation, `${message.nick} set mode ${[changes, ...params].join(' ')}`, message.at);
    model.changed('members', conversation);
  },
};

/** PRIVMSG or NOTICE. */
function said(session, message) {
  const {model} = session;
  const text = message.params[1] ?? '';
  const mine = model.isSelf(message.nick);
  if (mine && session.outbox.echoed(message)) {
    model.source = message.source.includes('!') ? message.source : model.source;
  }
  const action = ACTION.exec(text);
  const isNotice = message.command === 'NOTICE';
  if (text.startsWith('\x01') && !action) {
    return;
  }
  const isFromServer = !message.source.includes('!') && !model.find(message.params[0]);
  const conversation = isFromServer ? model.server : conversationOf(session, message, !isNotice);
  model.say(conversation ?? model.server, {
    kind: action ? 'action' : isNotice ? 'notice' : 'message',
    nick: message.nick || model.network,
    text: action ? action[1] : text,
    at: message.at,
    mine,
  });
}

/** Where a message belongs: its channel, or the other person of the two. May begin one. */
function conversationOf(session, message, mayBegin) {
  const {model} = session;
  const target = (message.params[0] ?? '').replace(/^[~&@%+]+(?=#)/, '');
  if (target.startsWith('#')) {
    return model.find(target);
  }
  const partner = model.isSelf(message.nick) ? target : message.nick;
  const known = model.find(partner);
  if (known || !mayBegin || model.conversations.filter((one) => one.kind === 'person').length >= MOST_PEOPLE) {
    return known;
  }
  return model.open('person', partner);
}

function gone(model, conversation, message, what, reason) {
  conversation.members.delete(fold(message.nick));
  conversation.typing.delete(fold(message.nick));
  model.presence(conversation, {what, nick: message.nick, reason}, message.at);
  model.changed('members', conversation);
}

function applyModes(session, conversation, changes, params) {
  const [lists = 'beI', always = 'k', whenSet = 'l'] = (session.support.get('CHANMODES') ?? 'beI,k,l').split(',');
  let isSet = true;
  for (const mode of changes) {
    if (mode === '+' || mode === '-') {
      isSet = mode === '+';
      continue;
    }
    const at = session.prefixModes.indexOf(mode);
    if (at >= 0) {
      const member = conversation.member(params.shift() ?? '');
      if (member) {
        const prefix = session.prefixes[at];
        const kept = [...session.prefixes].filter((one) => (one === prefix ? isSet : member.prefixes.includes(one)));
        member.prefixes = kept.join('');
      }
    } else if (lists.includes(mode) || always.includes(mode) || (whenSet.includes(mode) && isSet)) {
      params.shift();
    }
  }
}
