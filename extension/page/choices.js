// What the reader can choose, for the page and for the background: the lists, the ranges, and the sheet of variables that page.css reads.
"use strict";
{
  /** What "Copy" copies, and the sections that go in. */
  nutgraf.formats = ["rich", "markdown", "plain", "html", "json", "citation"];
  nutgraf.sections = ["key_points", "facts", "quotes", "reported"];

  /** Of the panel, in CSS pixels; of its text and the story's, in percent; of the story's lines, in letters. */
  nutgraf.ranges = {
    width: { least: 280, most: 640, step: 16 },
    size: { least: 80, most: 160, step: 10 },
    text_size: { least: 80, most: 200, step: 10 },
    line_width: { least: 40, most: 100, step: 5 },
  };

  nutgraf.variables = ({ width, text_size, line_width }) => {
    const line = line_width === 0 ? "none" : `${line_width}ch`;
    return `:root { --nutgraf-width: ${width}px; --nutgraf-text: ${text_size / 100}; --nutgraf-line: ${line} }`;
  };
}
