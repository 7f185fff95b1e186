/*
 * What begins with a slash. Each command gets {session, model, conversation, connection, view} and what follows it, and
 * returns what is wrong, or nothing.
 */

const HERE = 'That needs a channel: go to one first.';

/** name: [what it takes, what it does, the deed] */
export const COMMANDS = {
  join: ['#channel [key]', 'joins a channel', (at, text) => {
    const [names, key = ''] = split(text);
    if (names === '') {
      return 'Which channel? /join #channel';
    }
    names.split(',').forEach((name) => at.session.join(name.startsWith('#') ? name : `#${name}`, key));
  }],
  part: ['[#channel] [reason]', 'leaves a channel', (at, text) => {
    const [first, rest] = split(text);
    const named = first.startsWith('#') ? at.model.find(first) : at.conversation;
    if (!named || named.kind === 'server') {
      return 'Which channel? /part #channel';
    }
    at.session.leave(named, first.startsWith('#') ? rest : text);
  }],
  msg: ['nick text', 'says something to one person', (at, text) => {
    const [nick, rest] = split(text);
    if (nick === '') {
      return 'To whom? /msg nick text';
    }
    const conversation = nick.startsWith('#') ? at.model.find(nick) : at.model.open('person', nick);
    if (!conversation) {
      return `You are not in ${nick}.`;
    }
    at.model.activate(conversation);
    return rest === '' ? '' : at.session.say(conversation, rest);
  }],
  me: ['text', 'tells what you do', (at, text) =>
    at.conversation.kind === 'server' ? HERE : at.session.say(at.conversation, text, 'PRIVMSG', (line) => `\x01ACTION ${line}\x01`)],
  notice: ['text', 'sends a notice here', (at, text) =>
    at.conversation.kind === 'server' ? HERE : at.session.say(at.conversation, text, 'NOTICE')],
  nick: ['name', 'changes your nickname', (at, text) => (text === '' ? 'Which one? /nick name' : send(at, 'NICK', text))],
  topic: ['[text]', 'shows or sets the topic', (at, text) => inChannel(at, (name) => send(at, 'TOPIC', name, ...(text === '' ? [] : [text])))],
  away: ['[reason]', 'tells others that you are away', (at, text) => send(at, 'AWAY', text === '' ? 'Away' : text)],
  back: ['', 'tells others that you are back', (at) => send(at, 'AWAY')],
  whois: ['nick', 'shows who somebody is', (at, text) => {
    const nick = text || (at.conversation.kind === 'person' ? at.conversation.name : '');
    return nick === '' ? 'Who? /whois nick' : send(at, 'WHOIS', nick);
  }],
  list: ['', 'lists the channels', (at) => at.view.browse()],
  names: ['', 'asks again who is here', (at) => inChannel(at, (name) => send(at, 'NAMES', name))],
  invite: ['nick', 'invites somebody to this channel', (at, text) => inChannel(at, (name) => (text === '' ? 'Whom? /invite nick' : send(at, 'INVITE', text, name)))],
  kick: ['nick [reason]', 'removes somebody from this channel', (at, text) => inChannel(at, (name) => {
    const [nick, reason] = split(text);
    return nick === '' ? 'Whom? /kick nick [reason]' : send(at, 'KICK', name, nick, ...(reason === '' ? [] : [reason]));
  })],
  mode: ['[modes]', 'shows or sets the modes of this channel', (at, text) => {
    const words = text.split(' ').filter(Boolean);
    const isNamed = words[0]?.startsWith('#') || at.model.isSelf(words[0] ?? '');
    const target = at.conversation.kind === 'channel' ? at.conversation.name : at.model.nick;
    return send(at, 'MODE', ...(isNamed ? words : [target, ...words]));
  }],
  op: ['nick', 'makes somebody an operator of this channel', (at, text) => give(at, '+o', text)],
  deop: ['nick', 'takes that back', (at, text) => give(at, '-o', text)],
  voice: ['nick', 'lets somebody speak in a moderated channel', (at, text) => give(at, '+v', text)],
  devoice: ['nick', 'takes that back', (at, text) => give(at, '-v', text)],
  clear: ['', 'forgets what was said here, in this tab', (at) => at.view.clear()],
  raw: ['line', 'sends a line of IRC as it is', (at, text) =>
    text === '' || at.connection.send(text.replace(/[\r\n\0]/g, ' ')) ? '' : 'You are not connected.'],
  quit: ['[reason]', 'disconnects', (at, text) => {
    at.session.quit(text);
  }],
  help: ['', 'shows this', (at) => {
    for (const [name, [takes, does]] of Object.entries(COMMANDS)) {
      at.model.info(at.conversation, `/${name}${takes === '' ? '' : ` ${takes}`}: ${does}`);
    }
    at.model.info(at.conversation, 'Tab completes a name. Up and Down bring back what you wrote. Alt+Up and Alt+Down change the conversation, with Shift to the next unread one. Escape goes to the newest line.');
  }],
};

const OTHER_NAMES = {j: 'join', leave: 'part', close: 'part', query: 'msg', m: 'msg', t: 'topic', quote: 'raw', '?': 'help', n: 'nick', w: 'whois', exit: 'quit'};

/** Carries out a line that begins with a slash. Returns what is wrong, or nothing. */
export function run(line, at) {
  const [word, text] = split(line.slice(1));
  const asked = word.toLowerCase();
  const name = Object.hasOwn(OTHER_NAMES, asked) ? OTHER_NAMES[asked] : asked;
  if (!Object.hasOwn(COMMANDS, name)) {
    return `There is no command /${word}. /help lists them; to say it, write //${word}.`;
  }
  return COMMANDS[name][2](at, text.trim()) ?? '';
}

export function commandNames() {
  return Object.keys(COMMANDS);
}

function send(at, ...words) {
  return at.session.send(...words) ? '' : 'You are not connected.';
}

function inChannel(at, deed) {
  return at.conversation.kind === 'channel' ? deed(at.conversation.name) : HERE;
}

function give(at, mode, nick) {
  return inChannel(at, (name) => (nick === '' ? 'To whom?' : send(at, 'MODE', name, mode, nick)));
}

/** The first word, and the rest. */
function split(text) {
  return /^\s*(\S*)\s*(.*)$/s.exec(text).slice(1);
}
