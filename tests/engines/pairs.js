// Few rows in which every value of a dimension meets every value of every other: most faults take no more than two.

/** Every pair of values that rows of these dimensions can hold, as a text; `dimensions` is `{ name: [value, …] }`. */
export const pairsOf = (row) => {
  const names = Object.keys(row);
  return names.flatMap((one, nth) => names.slice(nth + 1).map((other) => `${one}=${row[one]} ${other}=${row[other]}`));
};

/** The whole product. */
export const product = (dimensions) =>
  Object.entries(dimensions).reduce(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );

/** All pairs, each with the row of two that holds it. */
const all = (dimensions) => {
  const names = Object.keys(dimensions);
  const found = new Map();
  for (const [nth, one] of names.entries()) {
    for (const other of names.slice(nth + 1)) {
      for (const row of product({ [one]: dimensions[one], [other]: dimensions[other] })) found.set(pairsOf(row)[0], row);
    }
  }
  return found;
};

/** The pairs of values that no row holds. */
export const missing = (dimensions, rows) => {
  const present = new Set(rows.flatMap(pairsOf));
  return [...all(dimensions).keys()].filter((pair) => !present.has(pair));
};

/**
 * Rows that hold every pair, the same ones each time: each begins with the first pair that is left and takes, dimension by
 * dimension, the value that meets most of what is left; of equals the one that was taken least.
 */
export const pairwise = (dimensions) => {
  const left = all(dimensions);
  const taken = new Map();
  const rows = [];
  while (left.size) {
    const [[, seed]] = left;
    const row = { ...seed };
    for (const [name, values] of Object.entries(dimensions)) {
      if (name in row) continue;
      let best;
      for (const value of values) {
        // In the order of the dimensions, as pairs are written.
        const tried = ordered(dimensions, { ...row, [name]: value });
        const meets = pairsOf(tried).filter((pair) => left.has(pair)).length;
        const score = [meets, -(taken.get(`${name}=${value}`) ?? 0)];
        if (!best || score[0] > best.score[0] || (score[0] === best.score[0] && score[1] > best.score[1])) best = { value, score };
      }
      row[name] = best.value;
    }
    const whole = ordered(dimensions, row);
    for (const pair of pairsOf(whole)) left.delete(pair);
    for (const [name, value] of Object.entries(whole)) taken.set(`${name}=${value}`, (taken.get(`${name}=${value}`) ?? 0) + 1);
    rows.push(whole);
  }
  return rows;
};

const ordered = (dimensions, row) =>
  Object.fromEntries(Object.keys(dimensions).filter((name) => name in row).map((name) => [name, row[name]]));
