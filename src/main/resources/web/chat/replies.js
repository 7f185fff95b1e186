/*
 * What the server says by itself or in answer, by command. Its numbers are explained at modern.ircdocs.horse.
 */
import {EVENTS} from './events.js';
import {encode, fold} from './irc.js';

/** Channels kept of a LIST. */
const MOST_LISTED = 5_000;

/** Members for whom it is asked who is away. */
const MOST_ASKED = 200;
const WHO_TOKEN = '7';

export const HANDLERS = {
  ...EVENTS,

  PING: (session, {params}) => session.send('PONG', ...params),
  PONG: () => {},
  CAP: (session, {params}) => {
    const isMore = params[2] === '*';
    session.negotiate(params[1]?.toUpperCase(), isMore, words(params.at(-1)));
  },
  BATCH: (session, {params, tags}) => {
    const reference = params[0]?.slice(1);
    if (params[0]?.startsWith('+') && tags.has('label')) {
      session.batches.set(reference, tags.get('label'));
    } else if (params[0]?.startsWith('-')) {
      session.batches.delete(reference);
    }
  },
  ACK: () => {},
  ERROR: (session, {params}) => {
    session.farewell = params[0] ?? '';
    session.model.error(session.model.active, `Server: ${session.farewell}`);
  },
  FAIL: standardReply,
  WARN: standardReply,
  NOTE: standardReply,

  '001': (session, message) => {
    session.registered(message.params[0]);
    server(session, message);
  },
  '005': (session, {params}) => {
    for (const token of params.slice(1, -1)) {
      const [key, value = ''] = token.split(/=(.*)/s);
      session.support.set(key, value);
    }
    const prefix = /^\((\w+)\)(\S+)$/.exec(session.support.get('PREFIX') ?? '');
    if (prefix) {
      [, session.prefixModes, session.prefixes] = prefix;
    }
    session.model.network = session.support.get('NETWORK') || session.model.network;
    session.model.changed('status');
  },

  331: (session, {params}) => topic(session, params[1], ''),
  332: (session, {params}) => topic(session, params[1], params[2] ?? ''),
  333: () => {},
  353: (session, {params}) => {
    const conversation = session.model.find(params[2]);
    if (!conversation?.joined) {
      return other(session, {params, command: '353'});
    }
    for (const word of words(params[3])) {
      let at = 0;
      while (session.prefixes.includes(word[at])) {
        at++;
      }
      const nick = word.slice(at).split('!')[0];
      const known = conversation.member(nick);
      conversation.members.set(fold(nick), {nick, prefixes: word.slice(0, at), away: known?.away ?? false});
    }
  },
  366: (session, {params}) => {
    const conversation = session.model.find(params[1]);
    if (conversation?.joined) {
      if (session.support.has('WHOX') && conversation.members.size <= MOST_ASKED) {
        session.send('WHO', conversation.name, `%tcnf,${WHO_TOKEN}`);
      }
      session.model.changed('members', conversation);
      session.model.changed('header', conversation);
    }
  },
  354: (session, {params}) => {
    const [, token, name, nick, flags = ''] = params;
    const conversation = token === WHO_TOKEN ? session.model.find(name) : undefined;
    const member = conversation?.member(nick ?? '');
    if (member) {
      member.away = flags.startsWith('G');
      session.model.changed('members', conversation);
    }
  },
  315: () => {},

  301: (session, {params}) => {
    const conversation = session.model.find(params[1]) ?? session.model.active;
    const text = `${params[1]} is away: ${params[2]}`;
    if (conversation.awayText !== text) {
      conversation.awayText = text;
      session.model.info(conversation, text);
    }
  },
  305: (session, message) => away(session, message, false),
  306: (session, message) => away(session, message, true),

  311: (session, {params}) => tell(session, `${params[1]} is ${params[2]}@${params[3]}, ${params[5]}`),
  312: () => {},
  313: (session, {params}) => tell(session, `${params[1]} is an IRC operator`),
  317: (session, {params}) => {
    const since = new Date(Number(params[3]) * 1_000).toLocaleString();
    tell(session, `${params[1]} is here since ${since}, silent for ${duration(Number(params[2]))}`);
  },
  318: () => {},
  319: (session, {params}) => tell(session, `${params[1]} is in ${params[2]}`),
  330: (session, {params}) => tell(session, `${params[1]} is logged in as ${params[2]}`),
  338: () => {},
  379: () => {},

  321: (session) => {
    session.listing = [];
  },
  322: (session, {params}) => {
    if (session.listing.length < MOST_LISTED) {
      session.listing.push({name: params[1], users: Number(params[2]) || 0, topic: params[3] ?? ''});
    }
  },
  323: (session) => session.callbacks.listed(),

  372: server,
  375: () => {},
  376: (session) => session.welcomed(),
  422: (session) => session.welcomed(),

  431: nickRefused,
  432: nickRefused,
  433: nickRefused,
  464: (session, message) => {
    if (session.model.registered) {
      other(session, message);
    } else {
      session.callbacks.ask(session.password === '' ? 'This server wants a password.' : 'The password is wrong.', true);
    }
  },
  731: (session, {params}) => {
    const {model} = session;
    const isFree = (params[1] ?? '').split(',').some((one) => fold(one.split('!')[0]) === fold(model.wantedNick));
    if (isFree && model.nick !== model.wantedNick) {
      session.send('MONITOR', '-', model.wantedNick);
      session.send('NICK', model.wantedNick);
    }
  },
  730: () => {},
};

/** What has no handler: errors where they belong, all else under "Server". */
export function other(session, message) {
  const {command, params, label} = message;
  const {model} = session;
  const text = params.slice(1).join(' ');
  if (/^[45]\d\d$/.test(command) || command === '696') {
    const why = params.at(-1) ?? '';
    if (session.outbox.refused(label, why)) {
      return;
    }
    const conversation = model.find(params[1] ?? '');
    if (conversation && !conversation.joined && conversation.kind === 'channel') {
      conversation.wanted = false;
      model.changed('header', conversation);
    }
    model.error(conversation ?? model.active, params.length > 2 ? `${params.slice(1, -1).join(' ')}: ${why}` : why);
  } else {
    const isAsked = /^(2[12]\d|3\d\d|70\d|73\d)$/.test(command) && model.registered;
    const isGreeting = /^2[56]\d$/.test(command);
    const told = command === '265' || command === '266' ? params.at(-1) : text;
    model.info(isAsked && !isGreeting ? model.active : model.server, told);
  }
}

function server(session, {params}) {
  session.model.info(session.model.server, params.slice(1).join(' '));
}

/** In the conversation in which it was asked for. */
function tell(session, text) {
  session.model.info(session.model.active, text);
}

function topic(session, name, text) {
  const conversation = session.model.find(name);
  if (conversation) {
    conversation.topic = text;
    session.model.changed('header', conversation);
  }
}

function away(session, {params}, isAway) {
  session.model.away = isAway;
  session.model.info(session.model.active, params[1]);
  session.model.changed('status');
}

/** Before the welcome: another one, or the user is asked. After it: said so. */
function nickRefused(session, message) {
  const {model, callbacks} = session;
  const tried = message.params[1] ?? '';
  if (model.registered) {
    model.error(model.active, `${tried}: ${message.params.at(-1)}`);
  } else if (message.command === '433' && session.wasHere) {
    model.nick = `${tried}_`;
    session.connection.send(encode('NICK', [model.nick]));
  } else {
    callbacks.ask(
      message.command === '433'
        ? `“${model.nick}” is taken. Choose another nickname.`
        : `“${model.nick}” can't be a nickname here.`,
      false,
    );
  }
}

/** FAIL, WARN or NOTE: command, code, context, text. */
function standardReply(session, message) {
  const text = message.params.at(-1) ?? '';
  if (message.command === 'FAIL' && session.outbox.refused(message.label, text)) {
    return;
  }
  const line = `${message.params[0] === '*' ? '' : `${message.params[0]}: `}${text}`;
  if (message.command === 'FAIL') {
    session.model.error(session.model.active, line);
  } else {
    session.model.info(session.model.active, line);
  }
}

function words(text = '') {
  return text.split(' ').filter((one) => one !== '');
}

function duration(seconds) {
  const steps = [[86_400, 'd'], [3_600, 'h'], [60, 'min']];
  const [size, unit] = steps.find(([each]) => seconds >= each) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${unit}`;
}
