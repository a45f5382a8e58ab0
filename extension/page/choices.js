// What the reader can choose, for the page and for the background: the lists, the ranges, and what the page wears for them.
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

  // In rules of their own: of a variable on the root, every element of the page would be told, and be styled anew.
  nutgraf.measures = ({ width, text_size, line_width }) => {
    const sides = ["left", "right"].map((side) => `html[data-nutgraf-side="${side}"] { margin-${side}: ${width}px !important }`);
    const zoom = text_size === 100 ? "" : `zoom: ${text_size / 100} !important;`;
    const line = line_width === 0 ? "" : `max-inline-size: ${line_width}ch !important;`;
    return `@media screen and (width >= 1000px) { ${sides.join(" ")} } [data-nutgraf-story] { ${zoom} ${line} }`;
  };

  // One sheet of both: with every sheet a page is styled anew.
  nutgraf.worn = ({ page, preferences }) => `${page}\n${nutgraf.measures(preferences)}`;
}
