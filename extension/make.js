// Makes the elements of our own pages. Text only ever becomes `textContent`.

/** @param {Document} document */
export function maker(document) {
  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name @param {{ id?: string, className?: string }} attributes @param {(Node | string | false | null | undefined)[]} children
   */
  return (name, { id, className }, ...children) => {
    const element = document.createElement(name);
    if (element instanceof HTMLButtonElement) element.type = "button";
    if (id) element.id = id;
    if (className) element.className = className;
    element.append(...children.filter((child) => typeof child === "string" || child instanceof Node));
    return element;
  };
}
