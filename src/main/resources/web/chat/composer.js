/*
 * The field in which one writes: history, completion of names, commands, hints of typing.
 */
import {commandNames, run} from './commands.js';
import {byId} from './dom.js';
import {fold} from './irc.js';

const MOST_REMEMBERED = 100;

export class Composer {
  #text = byId('text');
  #error = byId('composer-error');
  #written = [];
  #back = 0;
  #kept = '';
  #completion = null;

  /** at: {model, session, connection, view} */
  constructor(at) {
    this.at = at;
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    byId('cancel').addEventListener('click', () => at.session.outbox.cancel());
    this.#text.addEventListener('keydown', (event) => this.#key(event));
    this.#text.addEventListener('input', () => this.#changed());
  }

  focus() {
    // A field that a closed dialog gave the focus back to has it, and takes no text, until it gets it anew.
    this.#text.blur();
    this.#text.focus();
  }

  /** Puts something there to be finished. */
  begin(text) {
    this.#set(text);
    this.focus();
  }

  /** Another conversation: its draft. */
  show(conversation) {
    this.#text.value = conversation.draft;
    this.#back = 0;
    this.#completion = null;
    this.#complain('');
    this.#grow();
    const to = conversation.kind === 'server' ? 'the server (commands only)' : conversation.name;
    byId('composer-label').textContent = `Message to ${to}`;
    this.#text.placeholder = conversation.kind === 'server' ? '/help lists the commands' : `Message ${conversation.name}`;
  }

  #submit() {
    const text = this.#text.value;
    const {model, session} = this.at;
    const conversation = model.active;
    if (text.trim() === '') {
      return;
    }
    const isCommand = text.startsWith('/') && !text.startsWith('//') && !text.trimEnd().includes('\n');
    const said = text.startsWith('//') ? text.slice(1) : text;
    let wrong;
    if (isCommand) {
      wrong = run(text.trimEnd(), {...this.at, conversation});
    } else if (conversation.kind === 'server') {
      wrong = 'Nobody listens here. Go to a channel, or write a command: /help lists them.';
    } else {
      wrong = session.say(conversation, said);
    }
    if (wrong) {
      this.#complain(wrong);
      return;
    }
    session.typed();
    this.#written.push(text);
    this.#written.splice(0, this.#written.length - MOST_REMEMBERED);
    conversation.draft = '';
    if (model.active === conversation) {
      this.#set('');
      this.at.view.toEnd();
    }
    this.#back = 0;
  }

  #key(event) {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Tab' && isPlain && !event.shiftKey) {
      if (this.#complete()) {
        event.preventDefault();
      }
      return;
    }
    this.#completion = null;
    if (event.key === 'Enter' && isPlain && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'ArrowUp' && isPlain && !event.shiftKey && this.#isOnEdge(-1)) {
      this.#recall(1, event);
    } else if (event.key === 'ArrowDown' && isPlain && !event.shiftKey && this.#isOnEdge(1)) {
      this.#recall(-1, event);
    }
  }

  /** Whether there is no line above (-1) or below (1) the caret. */
  #isOnEdge(direction) {
    const {value, selectionStart, selectionEnd} = this.#text;
    return direction < 0 ? !value.slice(0, selectionStart).includes('\n') : !value.slice(selectionEnd).includes('\n');
  }

  #recall(step, event) {
    const back = this.#back + step;
    if (back < 0 || back > this.#written.length) {
      return;
    }
    event.preventDefault();
    if (this.#back === 0) {
      this.#kept = this.#text.value;
    }
    this.#back = back;
    this.#set(back === 0 ? this.#kept : this.#written.at(-back));
  }

  /** The name or command before the caret; again: the next that fits. False: there is nothing to complete. */
  #complete() {
    const {value, selectionStart, selectionEnd} = this.#text;
    if (!this.#completion) {
      const from = value.lastIndexOf(' ', selectionStart - 1) + 1;
      const begun = value.slice(from, selectionStart);
      if (begun === '' || selectionStart !== selectionEnd) {
        return false;
      }
      const candidates = this.#candidates(begun, from === 0);
      if (candidates.length === 0) {
        return false;
      }
      this.#completion = {from, after: value.slice(selectionStart), candidates, next: 0};
    }
    const {from, after, candidates, next} = this.#completion;
    const chosen = candidates[next];
    this.#completion.next = (next + 1) % candidates.length;
    const completion = this.#completion;
    this.#text.value = value.slice(0, from) + chosen + after;
    this.#text.setSelectionRange(from + chosen.length, from + chosen.length);
    this.#changed();
    this.#completion = completion;
    return true;
  }

  #candidates(begun, isFirst) {
    const {model} = this.at;
    const fits = (one) => fold(one).startsWith(fold(begun));
    if (isFirst && begun.startsWith('/')) {
      return commandNames().map((one) => `/${one} `).filter(fits);
    }
    if (begun.startsWith('#')) {
      return model.conversations.filter((one) => one.kind === 'channel' && fits(one.name)).map((one) => `${one.name} `);
    }
    const {active} = model;
    // Who spoke last comes first.
    const spoke = active.lines.filter((one) => one.kind === 'message').map((one) => one.nick).reverse();
    const names = [...spoke.filter((one) => active.member(one)), ...[...active.members.values()].map((one) => one.nick)];
    const others = active.kind === 'person' ? [active.name] : names;
    const found = [...new Set(others)].filter((one) => fits(one) && !model.isSelf(one));
    return found.map((one) => `${one}${isFirst ? ': ' : ' '}`);
  }

  #changed() {
    const {model, session} = this.at;
    const text = this.#text.value;
    model.active.draft = text;
    this.#completion = null;
    this.#complain('');
    this.#grow();
    session.typing(model.active, text !== '' && !text.startsWith('/'));
  }

  #set(text) {
    this.#text.value = text;
    this.at.model.active.draft = text;
    this.#text.setSelectionRange(text.length, text.length);
    this.#complain('');
    this.#grow();
  }

  /** As many rows as it has lines, up to what the style sheet allows. */
  #grow() {
    this.#text.rows = Math.min(8, this.#text.value.split('\n').length);
    while (this.#text.rows < 8 && this.#text.scrollHeight > this.#text.clientHeight + 2 && this.#text.clientHeight > 0) {
      this.#text.rows++;
    }
  }

  #complain(wrong) {
    this.#error.textContent = wrong;
    this.#error.hidden = wrong === '';
  }
}
