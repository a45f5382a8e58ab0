// What goes wrong, in a copy of the package that tests make: put before the background, the settings and what is injected, it does what the
// storage asks for. `hold`: stops before or after the next call of that name, and writes down that it was reached; `busy` counts the calls that are not back. `unread`, `full`: the
// storage cannot be read, or takes nothing more.
"use strict";
if (!globalThis.faulty) {
  globalThis.faulty = true;
  const api = globalThis.browser ?? globalThis.chrome;
  const { local } = api.storage;
  const get = local.get.bind(local);
  const set = local.set.bind(local);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 10));

  /** Which step of a click an injection is. */
  const step = ({ files, func }) => {
    if (files) return files.includes("page/collect.js") ? "reading" : "showing";
    return /nutgraf\.(open|waiting|fail)\(/.exec(String(func))?.[1] ?? "asking";
  };

  const passes = async (name) => {
    const { hold = [] } = await get("hold");
    if (hold[0] !== name) return;
    // Once each: what begins anew after it is not held again.
    const held = `${name}, ${hold.length - 1} to come`;
    await set({ hold: hold.slice(1), held });
    while ((await get("held")).held === held) await pause();
  };

  // Scripts in a page have an `api.scripting` too, with nothing in it.
  if (api.scripting?.executeScript) {
    let busy = 0;
    const count = (more) => void set({ busy: (busy += more) });
    const execute = api.scripting.executeScript.bind(api.scripting);
    api.scripting.executeScript = async (injection) => {
      const name = step(injection);
      count(1);
      try {
        await passes(`before ${name}`);
        const result = await execute(injection);
        await passes(`after ${name}`);
        return result;
      } finally {
        // What comes of it may call again at once.
        setTimeout(() => count(-1), 50);
      }
    };
    globalThis.addEventListener("unhandledrejection", ({ reason }) => void set({ unhandled: String(reason) }));
  }
  local.get = async (keys) => {
    if ((await get("unread")).unread) throw new Error("IO error: corruption");
    return get(keys);
  };
  local.set = async (changed) => {
    if ((await get("full")).full) throw new Error("QuotaExceededError: storage is full");
    return set(changed);
  };
}
