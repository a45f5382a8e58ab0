// A small news site on this machine: one invented story under different policies, the fixtures of tests/pages, and a log of what was asked.

import http from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const NONCE = "c3RvcnktdGVzdHM";

/** Headers, and scripts that the page runs, for each way to publish the story. */
const POLICIES = {
  "/plain": {},
  "/none": { csp: "default-src 'none'" },
  "/trusted": { csp: `script-src 'nonce-${NONCE}'; require-trusted-types-for 'script'; trusted-types 'none'` },
  "/sandbox": { csp: "sandbox allow-scripts" },
  "/dialog": { script: "dialog.js" },
  "/hijack": { script: "hijack.js" },
  "/wall": { script: "wall.js" },
};

/** @param {Record<string, string>} extra further pages: path → HTML */
export async function serve(extra = {}) {
  /** @type {string[]} */
  const log = [];
  const server = http.createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path !== "/favicon.ico") log.push(path);
    try {
      const { html, csp } = await page(path, extra);
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.setHeader("Cache-Control", "no-store");
      if (csp) response.setHeader("Content-Security-Policy", csp);
      response.end(html);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    /** @param {string} path */
    secure: (path) => `http://localhost:${port}${path}`,
    /** On a host that browsers hold to be insecure. @param {string} path */
    insecure: (path) => `http://news.test:${port}${path}`,
    /** What was asked for since the last time this was called. */
    log: () => log.splice(0),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @param {string} path @param {Record<string, string>} extra */
async function page(path, extra) {
  if (path in extra) return { html: extra[path] };
  if (path.startsWith("/pages/")) return { html: await readFile(`${ROOT}tests/pages/${path.split("/")[2]}/page.html`, "utf8") };
  const story = await own("story.html");
  if (path === "/long") return { html: long(story) };
  if (path === "/nothing") return { html: await own("nothing.html") };
  const { script, csp } = POLICIES[path];
  const code = script ? `<script nonce="${NONCE}">${await own(script)}</script>` : "";
  return { html: story.replace("</body>", `${code}</body>`), csp };
}

/** @param {string} name */
function own(name) {
  return readFile(`${ROOT}tests/browser/pages/${name}`, "utf8");
}

/** The story with so many comments under it that the page has 5,000 elements. @param {string} story */
function long(story) {
  const comment = (/** @type {number} */ n) =>
    `<li class="comment"><div><span class="name">Reader ${n}</span> <a href="#c${n}">#${n}</a><p>The tide tables say otherwise, see line ${n}.</p></div></li>`;
  const comments = Array.from({ length: 1000 }, (_, n) => comment(n)).join("\n");
  return story.replace("</body>", `<section id="comments" class="comments"><h2>Comments</h2><ol>${comments}</ol></section></body>`);
}
