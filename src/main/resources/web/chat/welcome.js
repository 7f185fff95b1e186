/*
 * The first page: a nickname and a channel, and again when the server refuses the name or wants a password.
 */
import {byId} from './dom.js';

export class Welcome {
  #nick = byId('hello-nick');
  #channel = byId('hello-channel');
  #error = byId('hello-error');
  #secret = byId('hello-secret');

  /** entered(nick, channel, password) is called for each try. */
  constructor(entered) {
    byId('hello').addEventListener('submit', (event) => {
      event.preventDefault();
      const nick = this.#nick.value.trim();
      const problem = problemOf(nick);
      if (problem) {
        this.#complain(problem);
        this.#nick.focus();
        return;
      }
      this.#complain('');
      this.hide();
      entered(nick, this.#channel.value.trim(), byId('hello-password').value);
    });
  }

  show({nick, channel, reason = '', needsPassword = false}) {
    byId('app').hidden = true;
    byId('welcome').hidden = false;
    document.title = 'Roost';
    this.#nick.value = nick;
    this.#channel.value = channel;
    this.#secret.hidden = !needsPassword;
    this.#complain(reason);
    const field = needsPassword ? byId('hello-password') : this.#nick;
    field.focus();
    field.select();
  }

  hide() {
    byId('welcome').hidden = true;
    byId('app').hidden = false;
  }

  #complain(text) {
    this.#error.textContent = text;
    this.#error.hidden = text === '';
    this.#nick.setAttribute('aria-invalid', String(text !== ''));
  }
}

/** What is wrong with it in most places, or nothing: the server has the last word. */
function problemOf(nick) {
  if (/^[\d-]/.test(nick)) {
    return 'A nickname begins with a letter.';
  }
  if (!/^[^\s,:!@#*?.]+$/.test(nick)) {
    return 'A nickname has no spaces and none of , : ! @ # * ? .';
  }
  return '';
}
