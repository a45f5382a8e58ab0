// A package that is not whole, and a core without memory: what the reader is told, and that it works once it is mended.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gone, texts } from "./panel.mjs";
import { until } from "./until.mjs";

/** @typedef {import("./panel.mjs").Tab} Tab */

/**
 * @typedef {object} Given what faults.mjs has
 * @property {() => any} browser
 * @property {(file: string, how: (content: string) => string | Buffer | null) => Promise<() => Promise<void>>} change
 * @property {(path?: string) => Promise<Tab>} visit
 * @property {(tab: Tab) => Promise<void>} open
 * @property {(tab: Tab, before: string) => Promise<void>} close
 * @property {() => Promise<void>} unharmed
 * @property {(tab: Tab) => Promise<string>} html
 */

/** @param {Given} given */
export function broken({ browser, change, visit, open, close, unharmed, html }) {
  /** A package that is not whole, and what the reader is told of it. @type {[string, string, (content: string) => string | Buffer | null, RegExp][]} */
  const packages = [
    ["without its wasm", "pkg/nutgraf_bg.wasm", () => null, /missing or damaged/],
    ["with half of its wasm", "pkg/nutgraf_bg.wasm", (bytes) => bytes.slice(0, bytes.length / 2), /missing or damaged/],
    ["with something else for its wasm", "pkg/nutgraf_bg.wasm", () => "<!doctype html><title>Sign in to the network</title>", /missing or damaged/],
    ["without a script of the panel", "sidebar/story.js", () => null, /missing or damaged/],
    ["without the style of the panel", "sidebar/sidebar.css", () => null, /missing or damaged/],
    ["whose core is given no memory", "pkg/nutgraf_bg.wasm", (bytes) => bounded(Buffer.from(bytes, "latin1"), 0), /not give Nutgraf enough memory/],
  ];
  for (const [what, file, how, said] of packages) {
    test(`a package ${what} says so, changes nothing on the page, and works once it is whole`, async () => {
      const tab = await visit();
      const before = await html(tab);
      const mend = await change(file, how);
      try {
        await browser().renew();
        await tab.click();
        await until("it says so", async () => said.test((await texts(tab, "message")).join()) || said.test((await tab.button()).title));
        if (!(await gone(tab))) await tab.click();
        await until("the page is as before", async () => (await html(tab)) === before);
      } finally {
        await mend();
        await browser().renew();
      }
      await open(tab);
      await close(tab, before);
      await unharmed();
    });
  }

  test("memory that runs out on a large page: it says so, and the next page is read", async () => {
    const mend = await change("pkg/nutgraf_bg.wasm", (bytes) => bounded(Buffer.from(bytes, "latin1"), 150));
    try {
      await browser().renew();
      const large = await visit("/long");
      await large.evaluate(() => {
        const list = document.querySelector("#comments ol");
        for (let times = 0; times < 3; times += 1) list?.append(...[...list.children].map((comment) => comment.cloneNode(true)));
      });
      await large.click();
      await until("it says so", async () => /not give Nutgraf enough memory/.test((await texts(large, "message")).join()));
      const tab = await visit();
      await open(tab);
    } finally {
      await mend();
      await browser().renew();
    }
    await unharmed();
  });
}

/**
 * The core with a bound to its memory: so many pages of 64 KiB beyond those it begins with.
 * @param {Buffer} wasm @param {number} more
 */
function bounded(wasm, more) {
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
