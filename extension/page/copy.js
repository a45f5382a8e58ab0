// Puts the summary on the clipboard from a click, on any page: over plain http, under any policy, past pages that rewrite what is copied.
"use strict";
{
  /**
   * Call it straight from the click: the first way works only while the browser still counts it as the reader's act.
   * @param {Document} document @param {{ html?: string, text: string }} summary
   * @returns {Promise<boolean>} whether it is on the clipboard
   */
  async function copy(document, summary) {
    return copyByEvent(document, summary) || (await copyByClipboard(summary));
  }

  /** @param {Document} document @param {{ html?: string, text: string }} summary */
  function copyByEvent(document, { html, text }) {
    const window = /** @type {Window} */ (document.defaultView);
    let copied = false;
    /** @param {ClipboardEvent} event */
    const fill = (event) => {
      if (!event.clipboardData) return;
      // In the capture phase at the window, and no further: listeners of the page get no say.
      event.stopImmediatePropagation();
      event.preventDefault();
      event.clipboardData.clearData();
      if (html) event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
      copied = true;
    };
    window.addEventListener("copy", fill, { capture: true });
    try {
      return document.execCommand("copy") && copied;
    } finally {
      window.removeEventListener("copy", fill, { capture: true });
    }
  }

  /** @param {{ html?: string, text: string }} summary */
  async function copyByClipboard({ html, text }) {
    try {
      if (html === undefined) {
        await navigator.clipboard.writeText(text);
      } else {
        const flavours = { "text/html": html, "text/plain": text };
        const blobs = Object.entries(flavours).map(([type, data]) => [type, new Blob([data], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      }
      return true;
    } catch {
      // No clipboard on this page, or it may not be used: the panel shows the text to be copied by hand.
      return false;
    }
  }

  nutgraf.copy = copy;
}
