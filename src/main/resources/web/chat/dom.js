/*
 * Elements, made without HTML: text is only ever set as text.
 */

/** An element with properties, attributes (those with a dash, and role) and children: elements or strings. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role') {
      made.setAttribute(key, value);
    } else {
      made[key] = value;
    }
  }
  made.append(...children.filter((one) => one !== null && one !== undefined && one !== ''));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** For those who listen, not look. */
export function spoken(text) {
  return element('span', {className: 'spoken'}, text);
}

/** A clock time, and the whole date for whoever points at it. */
export function clock(at) {
  const date = new Date(at);
  const text = date.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
  return element('time', {dateTime: date.toISOString(), title: date.toLocaleString()}, text);
}

/** One of a dozen colours, always the same for a name. */
export function colourOf(name) {
  let hash = 0;
  for (const character of name.toLowerCase()) {
    hash = (hash * 31 + character.codePointAt(0)) % 9_973;
  }
  return `colour-${hash % 12}`;
}
