// Firefox's own remote control, over a local socket: one frame `length:[0, id, command, parameters]` each way.

import net from "node:net";

/** @param {number} port */
export async function connect(port) {
  const socket = net.connect(port, "127.0.0.1");
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let last = 0;
  const greeted = new Promise((resolve, reject) => {
    waiting.set("greeting", { resolve, reject });
    socket.once("error", reject);
  });
  socket.on("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("Firefox has gone"));
  });
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const colon = received.indexOf(":");
      const end = colon + 1 + Number(received.subarray(0, colon));
      if (colon < 0 || received.length < end) return;
      const frame = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      const [, id, error, result] = Array.isArray(frame) ? frame : [1, "greeting", null, frame];
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(new Error(`${error.error}: ${error.message}`));
      else resolve?.(result);
    }
  });
  await greeted;
  return {
    /** @param {string} command @param {object} parameters */
    send(command, parameters = {}) {
      const id = ++last;
      const frame = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(frame)}:${frame}`);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    end: () => socket.destroy(),
  };
}
