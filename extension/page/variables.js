// What page.css leaves to the reader, as a sheet of its own. The background puts it on with the others, and the page has it changed.
"use strict";
{
  /** @param {Preferences} preferences */
  function variables({ width, text_size, line_width }) {
    const line = line_width === 0 ? "none" : `${line_width}ch`;
    return `:root { --nutgraf-width: ${width}px; --nutgraf-text: ${text_size / 100}; --nutgraf-line: ${line} }`;
  }

  nutgraf.variables = variables;
}
