// Medians, percentiles and columns.

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? NaN;
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {number[]} values */
export const p95 = (values) => quantile(values, 0.95);

/** @param {string[]} head @param {(string | number)[][]} rows */
export function print(head, rows) {
  const cell = (/** @type {string | number} */ value, /** @type {number} */ column) => {
    const text = typeof value === "number" ? value.toFixed(value < 10 ? 2 : 1) : value;
    return column === 0 ? text.padEnd(42) : text.padStart(9);
  };
  for (const row of [head, ...rows]) console.log(row.map(cell).join(" "));
}
