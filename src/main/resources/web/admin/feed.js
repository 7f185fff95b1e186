// Follows the server's events, and comes back by itself when they end.

const SILENCE_MS = 5_000; // it sends once a second
const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 15_000;

/**
 * Calls back until the page is closed.
 *
 * onHistory: the last minutes, an array per series. onSample: the latest figures.
 * onState: "connecting", "live", "full" (too many watch: figures come now and then) or "lost".
 */
export function follow({ onHistory, onSample, onState }) {
  let source;
  let timer;
  let failures = 0;

  function open() {
    clearTimeout(timer);
    onState("connecting");
    source = new EventSource("events");
    source.addEventListener("history", (event) => onHistory(JSON.parse(event.data)));
    source.addEventListener("sample", (event) => {
      failures = 0;
      expectMore();
      onState("live");
      onSample(JSON.parse(event.data));
    });
    source.addEventListener("error", comeBack);
    expectMore();
  }

  function expectMore() {
    clearTimeout(timer);
    timer = setTimeout(comeBack, SILENCE_MS);
  }

  function comeBack() {
    clearTimeout(timer);
    source.close();
    // Pages that were cut off together do not come back together.
    const waitMs = Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random());
    failures++;
    timer = setTimeout(open, waitMs);
    askOnce();
  }

  /** Whether the server is there, but has no room for one who watches. */
  async function askOnce() {
    try {
      const answer = await fetch("stats", { cache: "no-store" });
      const sample = await answer.json();
      onState("full");
      onSample(sample);
    } catch {
      onState("lost");
    }
  }

  /** Someone looks again: now, not when the wait is over. */
  function hurry() {
    if (document.visibilityState === "visible" && source.readyState === EventSource.CLOSED) {
      open();
    }
  }

  document.addEventListener("visibilitychange", hurry);
  addEventListener("online", hurry);
  open();
}
