// Makes the panel's elements. Page text only ever becomes `textContent`.
"use strict";
{
  /** @param {Document} document @returns {Make} */
  function maker(document) {
    return (name, { className, part, role, lang }, ...children) => {
      const element = document.createElement(name);
      if (name === "button") element.setAttribute("type", "button");
      if (className) element.className = className;
      if (part) element.dataset.part = part;
      if (role) element.setAttribute("role", role);
      if (lang) {
        element.lang = lang;
        element.dir = "auto";
      }
      element.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child)));
      return element;
    };
  }

  nutgraf.maker = maker;
}
