// The last minutes as curves, by uPlot.

import { bytes, clock, count, percent, rate, short } from "./format.js";

const SECONDS = 300;
const HEIGHT = 170;

/** Lines differ by colour and by dash. */
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

const PLOTS = [
  { title: "Connections", lines: [["connections", "open"]], value: count, axis: short },
  {
    title: "Opened and closed per second",
    lines: [
      ["opened", "opened"],
      ["closed", "closed"],
    ],
    value: rate,
    axis: short,
  },
  {
    title: "Events per second, by cause",
    lines: [
      ["data", "data"],
      ["space", "space"],
      ["accept", "accept"],
      ["close", "close"],
    ],
    value: rate,
    axis: short,
  },
  {
    title: "Memory",
    lines: [
      ["resident", "resident"],
      ["heap", "heap"],
      ["queued", "write queues"],
    ],
    value: bytes,
    axis: bytes,
  },
  { title: "Busiest loop", lines: [["busy", "busy"]], value: percent, axis: percent, most: 1 },
];

const NAMES = ["time", ...new Set(PLOTS.flatMap((plot) => plot.lines.map(([name]) => name)))];

export class Plots {
  #parent;
  #charts = [];
  #past = Object.fromEntries(NAMES.map((name) => [name, []]));

  constructor(parent) {
    this.#parent = parent;
    this.#draw();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
    new ResizeObserver(() => this.#fit()).observe(parent);
  }

  /** What the server remembers; what it can't, since it started anew, stays before a gap. */
  load(history) {
    history.time = history.timeMs.map((ms) => ms / 1000);
    const last = this.#past.time.at(-1);
    const isAnew = last !== undefined && history.time.length > 0 && history.time[0] > last + 2;
    for (const name of NAMES) {
      const gap = name === "time" ? last + 1 : null;
      this.#past[name] = isAnew ? [...this.#past[name], gap, ...history[name]] : history[name];
    }
    this.#show();
  }

  add(sample) {
    const { perSecond, memory } = sample;
    const point = {
      time: sample.timeMs / 1000,
      connections: sample.connections,
      opened: perSecond.opened,
      closed: perSecond.closedInAll,
      ...perSecond.events,
      resident: memory.residentBytes,
      heap: memory.heapBytes,
      queued: sample.queuedBytes,
      busy: Math.max(0, ...sample.loops.map((loop) => loop.busy)),
    };
    const last = this.#past.time.at(-1);
    if (last !== undefined && point.time <= last) {
      return; // the history had it already
    }
    for (const name of NAMES) {
      this.#past[name].push(point[name]);
    }
    this.#show();
  }

  #show() {
    const oldest = (this.#past.time.at(-1) ?? 0) - SECONDS;
    const from = Math.max(0, this.#past.time.findIndex((time) => time >= oldest));
    for (const name of NAMES) {
      this.#past[name] = this.#past[name].slice(from);
    }
    for (const chart of this.#charts) {
      chart.uplot.setData(this.#data(chart.plot));
      tellLatest(chart.uplot);
    }
  }

  #data(plot) {
    return [this.#past.time, ...plot.lines.map(([name]) => this.#past[name])];
  }

  #draw() {
    for (const { uplot } of this.#charts) {
      uplot.destroy();
    }
    const colours = getComputedStyle(document.documentElement);
    const colour = (name) => colours.getPropertyValue(name).trim();
    const boxes = PLOTS.map((plot) => box(plot.title));
    this.#parent.replaceChildren(...boxes);
    this.#charts = PLOTS.map((plot, number) => ({
      plot,
      box: boxes[number],
      uplot: new uPlot(options(plot, boxes[number].clientWidth, colour), this.#data(plot), boxes[number]),
    }));
  }

  #fit() {
    for (const { uplot, box } of this.#charts) {
      if (box.clientWidth > 0 && box.clientWidth !== uplot.width) {
        uplot.setSize({ width: box.clientWidth, height: HEIGHT });
      }
    }
  }
}

/** The legend has the values under the cursor, or else the latest. */
function tellLatest(uplot) {
  if (uplot.cursor.idx == null) {
    uplot.setLegend({ idx: uplot.data[0].length - 1 });
  }
}

function box(title) {
  const section = document.createElement("section");
  const heading = document.createElement("h2");
  section.className = "plot";
  section.setAttribute("aria-label", `${title}, the last five minutes`);
  heading.textContent = title;
  section.append(heading);
  return section;
}

function options(plot, width, colour) {
  const axis = {
    stroke: colour("--quiet"),
    grid: { stroke: colour("--rule"), width: 1 },
    ticks: { stroke: colour("--rule"), width: 1 },
  };
  return {
    width: Math.max(200, width),
    height: HEIGHT,
    legend: { markers: { fill: (chart, number) => chart.series[number].stroke(), width: 0 } },
    cursor: { drag: { x: false, y: false }, sync: { key: "roost" } },
    scales: {
      x: { range: (_, low, high) => [high - SECONDS, high] },
      y: { range: (_, low, high) => [0, plot.most ?? Math.max(1, high * 1.08)] },
    },
    axes: [
      { ...axis, space: 80, size: 34, values: (_, ticks) => ticks.map(clock) },
      { ...axis, size: 64, values: (_, ticks) => ticks.map(plot.axis) },
    ],
    series: [
      { label: "at", value: (_, time) => (time == null ? "–" : clock(time)) },
      ...plot.lines.map(([, label], number) => ({
        label,
        stroke: colour(`--line-${number + 1}`),
        dash: DASHES[number],
        width: 2,
        points: { show: false },
        value: (_, value) => (value == null ? "–" : plot.value(value)),
      })),
    ],
  };
}
