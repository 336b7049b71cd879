// Runs in a frame of the EPUB, which has no origin: it reports clicks, and asks for nothing.
"use strict";
(() => {
  const tell = (message) => parent.postMessage(message, "*");

  // The steps of an EPUB CFI from the document's root to a text, without ids.
  function stepsTo(node) {
    const steps = [];
    for (let one = node; one.parentNode && one.parentNode.nodeType !== 9; one = one.parentNode) {
      let elements = 0;
      for (let before = one.previousSibling; before; before = before.previousSibling) {
        if (before.nodeType === 1) elements += 1;
      }
      steps.unshift(one.nodeType === 1 ? 2 * elements + 2 : 2 * elements + 1);
    }
    return "/" + steps.join("/");
  }

  // A text that is in several nodes is one text for a CFI.
  function offsetIn(node, offset) {
    let at = offset;
    for (let before = node.previousSibling; before && before.nodeType !== 1; before = before.previousSibling) {
      if (before.nodeType === 3) at += before.data.length;
    }
    return at;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) {
      const href = link.getAttribute("href");
      const role = (link.getAttribute("role") || "") + (link.getAttribute("epub:type") || "");
      if (/noteref/.test(role)) {
        event.preventDefault();
        tell({ type: "note", href });
      } else if (/^[a-z][a-z0-9+.-]*:/i.test(href)) {
        event.preventDefault();
        tell({ type: "address", href });
      }
      return;
    }
    const range = document.caretRangeFromPoint
      ? document.caretRangeFromPoint(event.clientX, event.clientY)
      : null;
    const place = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(event.clientX, event.clientY)
      : null;
    const node = place ? place.offsetNode : range && range.startContainer;
    const offset = place ? place.offset : range && range.startOffset;
    if (node && node.nodeType === 3) {
      tell({ type: "word", cfi: `${stepsTo(node)}:${offsetIn(node, offset)}` });
    }
  });

  const name = () => tell({ type: "arrived", path: location.pathname });
  if (document.readyState === "complete") name();
  else addEventListener("load", name);
})();
