// What an element is asked for, by way of its prototype: a form answers with a field where one is named so, and a page names its fields as it
// likes (`<input name="parentElement">`).
"use strict";
{
  const ask = /** @type {Ask} */ ({
    nodeType: getter(Node.prototype, "nodeType"),
    parentElement: getter(Node.prototype, "parentElement"),
    textContent: getter(Node.prototype, "textContent"),
    parentNode: getter(Node.prototype, "parentNode"),
    firstChild: getter(Node.prototype, "firstChild"),
    nextSibling: getter(Node.prototype, "nextSibling"),
    previousSibling: getter(Node.prototype, "previousSibling"),
    isConnected: getter(Node.prototype, "isConnected"),
    contains: method(Node.prototype.contains),
    localName: getter(Element.prototype, "localName"),
    shadowRoot: getter(Element.prototype, "shadowRoot"),
    attributeNames: method(Element.prototype.getAttributeNames),
    attribute: method(Element.prototype.getAttribute),
    hasAttribute: method(Element.prototype.hasAttribute),
    setAttribute: method(Element.prototype.setAttribute),
    removeAttribute: method(Element.prototype.removeAttribute),
    matches: method(Element.prototype.matches),
    closest: method(Element.prototype.closest),
    first: method(Element.prototype.querySelector),
    box: method(Element.prototype.getBoundingClientRect),
    data: getter(CharacterData.prototype, "data"),
    style: method(window.getComputedStyle),
    property: method(CSSStyleDeclaration.prototype.getPropertyValue),
  });

  /** @param {object} prototype @param {string} name */
  function getter(prototype, name) {
    return method(Object.getOwnPropertyDescriptor(prototype, name)?.get);
  }

  /** @param {Function | undefined} method @returns {any} */
  function method(method) {
    return Function.prototype.call.bind(/** @type {Function} */ (method));
  }

  Object.assign(nutgraf, { ask });
}
