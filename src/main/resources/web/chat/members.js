/*
 * Who is in the channel: highest rank first, then by name; of a great many only the first are shown.
 */
import {byId, colourOf, element, spoken} from './dom.js';
import {fold} from './irc.js';
import {name} from './text.js';

const MOST_SHOWN = 400;
const RANKS = {'~': 'Owners', '&': 'Admins', '@': 'Operators', '%': 'Half-operators', '+': 'Voiced'};

export class Members {
  #root = byId('members');

  /** actions: openPerson(nick) */
  constructor(model, session, actions) {
    this.model = model;
    this.session = session;
    this.actions = actions;
  }

  sync() {
    const {members} = this.model.active;
    const {prefixes} = this.session;
    const rank = (member) => (member.prefixes === '' ? prefixes.length : prefixes.indexOf(member.prefixes[0]));
    const sorted = [...members.values()].sort((one, other) => rank(one) - rank(other) || compare(one.nick, other.nick));
    const groups = new Map();
    for (const member of sorted.slice(0, MOST_SHOWN)) {
      const title = RANKS[member.prefixes[0]] ?? 'Members';
      groups.set(title, [...(groups.get(title) ?? []), member]);
    }
    const count = (title) => sorted.filter((one) => (RANKS[one.prefixes[0]] ?? 'Members') === title).length;
    const sections = [...groups].map(([title, some]) =>
      element('section', {}, element('h2', {}, `${title} · ${count(title)}`), element('ul', {'aria-label': title}, ...some.map((one) => this.#item(one)))),
    );
    const more = sorted.length - MOST_SHOWN;
    this.#root.replaceChildren(...sections, more > 0 ? element('p', {className: 'hint'}, `and ${more} more`) : '');
  }

  #item(member) {
    const button = element(
      'button',
      {type: 'button', className: `open${member.away ? ' away' : ''}`, title: `Talk to ${member.nick}${member.away ? ' (away)' : ''}`},
      element('span', {className: `mark ${colourOf(member.nick)}`, 'aria-hidden': 'true'}, member.prefixes[0] ?? ''),
      element('span', {className: 'name'}, name(member.nick)),
      member.away ? spoken(', away') : '',
    );
    button.addEventListener('click', () => this.actions.openPerson(member.nick));
    return element('li', {}, button);
  }
}

function compare(one, other) {
  return fold(one) < fold(other) ? -1 : 1;
}
