// On sites that the reader has Nutgraf always opened on: says that a page is there. Registered for those sites alone, when they are allowed.
"use strict";
void chrome.runtime.sendMessage("arrived").catch(() => {});
