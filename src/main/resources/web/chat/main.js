/*
 * Puts the page together: the model, the connection and the talk over it, the view; what the address asks for, and what
 * this browser remembers.
 */
import {Connection} from './connection.js';
import {Session} from './session.js';
import {Model} from './state.js';
import {View} from './view.js';
import {Welcome} from './welcome.js';

const DEFAULT_CHANNEL = '#lobby';
const NICK_KEY = 'roost.nick';
const TAB_KEY = 'roost.tab';

const model = new Model((what, conversation) => view?.changed(what, conversation));
const session = new Session(model, {
  ask(reason, needsPassword) {
    connection.stop();
    welcome.show({nick: model.nick, channel: channels().join(','), reason, needsPassword});
  },
  listed: () => view.listed(),
});
const address = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}${location.pathname}`;
const connection = new Connection(address, {
  opened: () => session.opened(),
  line: (text) => session.line(text),
  closed: (reason) => session.closed(reason),
  changed: () => model.changed('status'),
});
session.attach(connection);
const view = new View(model, session, connection);
const welcome = new Welcome((nick, channel, password) => {
  model.wantedNick = nick;
  session.password = password;
  remember(localStorage, NICK_KEY, nick);
  channel.split(',').map(named).filter((one) => one !== '').forEach((one) => session.join(one));
  connection.start();
});

addEventListener('hashchange', () => {
  if (location.hash !== '' && !document.getElementById('app').hidden) {
    channels().forEach((one) => session.join(one));
  }
});
addEventListener('pagehide', () => {
  if (model.wantedNick !== '') {
    remember(sessionStorage, TAB_KEY, JSON.stringify(model.save()));
  }
});

const saved = recall();
if (saved) {
  model.wantedNick = saved.nick;
  model.restore(saved);
  channels().filter((one) => location.hash !== '' && !model.find(one)).forEach((one) => session.join(one));
  welcome.hide();
  connection.start();
} else {
  welcome.show({nick: stored(localStorage, NICK_KEY) ?? '', channel: channels().join(',')});
}

/** What the address names behind its #: one channel or several with commas, or the default. */
function channels() {
  let fragment = location.hash.slice(1);
  try {
    fragment = decodeURIComponent(fragment);
  } catch {
    // a stray % sign is one
  }
  const names = fragment.split(',').map(named).filter((one) => one !== '');
  return names.length > 0 ? names : [DEFAULT_CHANNEL];
}

function named(text) {
  const name = text.trim().replace(/[\s,:]/g, '');
  return name === '' || name.startsWith('#') ? name : `#${name}`;
}

/** Storage may be forbidden, or full: then nothing is remembered. */
function remember(storage, key, text) {
  try {
    storage.setItem(key, text);
  } catch {
    // and nothing is lost but comfort
  }
}

function stored(storage, key) {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** What this tab had before it was loaded again; null: nothing of use. */
function recall() {
  try {
    const found = JSON.parse(stored(sessionStorage, TAB_KEY));
    return found?.nick && Array.isArray(found.conversations) ? found : null;
  } catch {
    return null;
  }
}
