// Numbers as people read them. Decimal units: 1 kB is 1,000 bytes.

const UNITS = ["", "k", "M", "G", "T"];
const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** 1234567 → 1,234,567 */
export function count(value) {
  return WHOLE.format(value);
}

/** Below ten a tenth tells something. */
export function rate(value) {
  return (value < 10 ? TENTHS : WHOLE).format(value);
}

/** 1234567 → 1.23M: three digits, for axes. */
export function short(value) {
  let unit = 0;
  let scaled = value;
  while (scaled >= 999.5 && unit < UNITS.length - 1) {
    scaled /= 1000;
    unit++;
  }
  const digits = scaled >= 99.95 || (unit === 0 && Number.isInteger(scaled)) ? 0 : scaled >= 9.995 ? 1 : 2;
  return String(Number(scaled.toFixed(digits))) + UNITS[unit];
}

export function bytes(value) {
  const text = short(value);
  return /[A-Z]$/i.test(text) ? `${text.slice(0, -1)}\u00a0${text.slice(-1)}B` : `${text}\u00a0B`;
}

export function percent(share) {
  return `${TENTHS.format(100 * share)}\u00a0%`;
}

/** The two largest units: 93784000 → 1 d 2 h */
export function duration(ms) {
  const parts = [
    [Math.floor(ms / 86_400_000), "d"],
    [Math.floor(ms / 3_600_000) % 24, "h"],
    [Math.floor(ms / 60_000) % 60, "min"],
    [Math.floor(ms / 1000) % 60, "s"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  const from = first < 0 ? parts.length - 1 : first;
  return parts
    .slice(from, from + 2)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(" ");
}

/** Seconds since 1970 → 14:05:30, where the reader is. */
export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("en", { hourCycle: "h23" });
}
