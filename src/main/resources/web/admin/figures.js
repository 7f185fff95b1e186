// Puts a sample's numbers into the page.

import { bytes, count, duration, percent, rate } from "./format.js";

/** Below this the process's own memory hides what a connection takes. */
const ENOUGH_TO_DIVIDE = 1_000;

export function show(sample) {
  const { perSecond, total, memory } = sample;
  set("connections", count(sample.connections));
  set("limit", count(sample.connectionLimit));
  set("share", percent(sample.connections / sample.connectionLimit));
  set("uptime", `up ${duration(sample.uptimeMs)}`);
  set("opened", rate(perSecond.opened));
  set("closed", rate(perSecond.closedInAll));
  set("refused", rate(perSecond.refused));
  set("refused-by", refusedBy(perSecond.refusals));
  set("bytes-in", `${bytes(perSecond.bytesIn)}/s`);
  set("bytes-out", `${bytes(perSecond.bytesOut)}/s`);
  set("messages-in", rate(perSecond.messagesIn));
  set("messages-out", rate(perSecond.messagesOut));
  set("queued", bytes(sample.queuedBytes));
  set("resident", bytes(memory.residentBytes));
  set("resident-each", each(memory.residentBytes, sample));
  set("heap", bytes(memory.heapBytes));
  set("heap-each", each(memory.heapBytes, sample));
  set("direct", bytes(memory.directBytes));
  set("collections", count(memory.collections));
  set("collection-time", `${count(memory.collectionMs)} ms in all`);
  const { overload } = sample;
  set("level", overload.level);
  set("lag", `loops lag ${count(Math.round(overload.lagMs))} ms`);
  rows("causes", Object.entries(perSecond.events), ([cause, each]) => [[cause, rate(each)], each > 0]);
  rows("reasons", Object.entries(total.closed), ([reason, all]) => [
    [reason, rate(perSecond.closed[reason]), count(all)],
    all > 0,
  ]);
  rows("loops", sample.loops, (loop) => [
    [
      loop.name,
      count(loop.connections),
      count(loop.registrations),
      rate(loop.eventsPerWait),
      percent(loop.busy),
      bytes(loop.queuedBytes),
    ],
    true,
  ]);
  showToxics(sample.spoilt);
  showChat(sample);
}

/** The reason that most were turned away for. */
function refusedBy(refusals) {
  const [reason, each] = Object.entries(refusals).reduce((most, one) => (one[1] > most[1] ? one : most), ["", 0]);
  return each > 0 ? `per second, most by ${reason}` : "per second";
}

function showToxics(spoilt) {
  document.getElementById("toxics-box").hidden = spoilt.length === 0;
  rows("toxics", spoilt, ({ listener, toxics, connections }) => [
    [listener, toxics.join(", "), count(connections)],
    connections > 0,
  ]);
}

function showChat({ chat, perSecond }) {
  for (const box of document.querySelectorAll(".chat")) {
    box.hidden = !chat;
  }
  if (chat) {
    set("users", count(chat.users));
    set("channels", `in ${count(chat.channels)} ${chat.channels === 1 ? "channel" : "channels"}`);
    set("lines-in", rate(perSecond.chatLinesIn));
    set("lines-out", rate(perSecond.chatLinesOut));
  }
}

function each(all, { connections }) {
  return connections < ENOUGH_TO_DIVIDE ? "in all" : `${bytes(all / connections)} per connection`;
}

function set(id, text) {
  const element = document.getElementById(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** One row per item; cells are changed where they are, so that a selection in the table stays. */
function rows(id, items, toCells) {
  const body = document.getElementById(id);
  while (body.rows.length > items.length) {
    body.deleteRow(-1);
  }
  items.forEach((item, number) => {
    const [cells, hasSome] = toCells(item);
    const row = body.rows[number] ?? newRow(body, cells.length);
    row.classList.toggle("none", !hasSome);
    cells.forEach((text, column) => {
      row.cells[column].textContent = text;
    });
  });
}

function newRow(body, columns) {
  const row = body.insertRow();
  for (let column = 0; column < columns; column++) {
    const cell = document.createElement(column === 0 ? "th" : "td");
    if (column === 0) {
      cell.scope = "row";
    }
    row.append(cell);
  }
  return row;
}
