// A wasm that gets no more memory than it is allowed: what happens where there is none.

/**
 * The core with a bound to its memory: so many pages of 64 KiB beyond those it begins with.
 * @param {Buffer} wasm @param {number} more
 */
export function bounded(wasm, more) {
  /** @param {number} at @returns {[number, number]} the number that stands there, and where it ends */
  const number = (at) => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return [value, at];
    }
  };
  /** @param {number} value @returns {number[]} */
  const written = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...written(value >> 7)]);
  for (let at = 8; at < wasm.length; ) {
    const [size, content] = number(at + 1);
    if (wasm[at] === 5) {
      const [least] = number(content + 2);
      const memory = [1, 1, ...written(least), ...written(least + more)];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([5, memory.length, ...memory]), wasm.subarray(content + size)]);
    }
    at = content + size;
  }
  throw new Error("no memory in the wasm");
}
