/*
 * The dialog that lists the server's channels and joins one, or a new one.
 */
import {byId, element, spoken} from './dom.js';
import {formatted, name} from './text.js';

const MOST_SHOWN = 200;

export class Channels {
  #dialog = byId('channels');
  #field = byId('channels-name');
  #isWhole = false;

  /** closed() is called when it is no longer shown. */
  constructor(session, closed) {
    this.session = session;
    this.#dialog.addEventListener('close', closed);
    byId('channels-close').addEventListener('click', () => this.#dialog.close());
    byId('channels-form').addEventListener('submit', () => this.#join(this.#field.value.trim()));
    this.#field.addEventListener('input', () => this.sync());
    this.#dialog.addEventListener('click', (event) => event.target === this.#dialog && this.#dialog.close());
  }

  open() {
    this.#field.value = '';
    this.#isWhole = false;
    this.session.listing = [];
    this.session.send('LIST');
    this.sync();
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#field.focus();
  }

  listed() {
    this.#isWhole = true;
    this.sync();
  }

  sync() {
    const asked = this.#field.value.trim().toLowerCase().replace(/^#/, '');
    const found = this.session.listing
      .filter((one) => one.name.toLowerCase().includes(asked) || one.topic.toLowerCase().includes(asked))
      .sort((one, other) => other.users - one.users || (one.name < other.name ? -1 : 1));
    byId('channels-count').textContent = this.#summary(found.length);
    byId('channels-list').replaceChildren(...found.slice(0, MOST_SHOWN).map((one) => this.#item(one)));
  }

  #summary(found) {
    if (!this.session.model.registered) {
      return 'Not connected.';
    }
    if (!this.#isWhole) {
      return 'Asking the server…';
    }
    const shown = found > MOST_SHOWN ? `, the ${MOST_SHOWN} largest shown` : '';
    return found === 0 ? 'None of this name: Join makes it.' : `${found} ${found === 1 ? 'channel' : 'channels'}${shown}`;
  }

  #item(one) {
    const people = element('span', {className: 'people'}, String(one.users), spoken(one.users === 1 ? ' person' : ' people'));
    const button = element(
      'button',
      {type: 'button', className: 'open'},
      element('span', {className: 'name'}, name(one.name)),
      people,
      element('span', {className: 'muted topic', dir: 'auto'}, ...formatted(one.topic).map((node) => node.textContent ?? node)),
    );
    button.addEventListener('click', () => {
      this.#dialog.close();
      this.#join(one.name);
    });
    return element('li', {}, button);
  }

  #join(text) {
    if (text !== '') {
      this.session.join(text.startsWith('#') ? text : `#${text}`);
    }
  }
}
