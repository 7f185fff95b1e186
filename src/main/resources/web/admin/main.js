// The page: numbers first, then the last minutes, as long as the server sends them.

import { follow } from "./feed.js";
import { show } from "./figures.js";
import { Plots } from "./plots.js";

const WORDS = {
  connecting: "connecting",
  live: "live",
  full: "too many watch; now and then",
  lost: "no connection, trying again",
};

const plots = new Plots(document.getElementById("plots"));
const state = document.getElementById("state");

follow({
  onHistory: (history) => plots.load(history),
  onSample: (sample) => {
    show(sample);
    plots.add(sample);
    document.title = `${sample.connections.toLocaleString("en")} · Roost`;
  },
  onState: (name) => {
    if (state.dataset.state !== name) {
      state.dataset.state = name;
      state.textContent = WORDS[name];
      document.body.dataset.state = name;
    }
  },
});
