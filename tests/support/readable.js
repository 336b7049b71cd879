// What of a document cannot be read: an array of {kind, what, figure}.
//
// contrast: WCAG 2.2, 1.4.3, in `figure` the ratio; small: letters below 9 CSS pixels;
// outside: beyond the screen, but not in a box that scrolls; clipped: cut off by a box;
// sideways: the page itself scrolls; justified: verse or an epigraph with stretched lines;
// clear: a picture without a ground, black on black at night. Lengths are in CSS pixels.
(() => {
  const found = [];
  const add = (kind, what, figure) =>
    found.push({kind, what: what.slice(0, 60), figure});
  const parts = colour => {
    const numbers = colour.match(/[0-9.]+/g).map(Number);
    return numbers.length > 3 ? numbers : [...numbers, 1];
  };
  const over = (top, below) => top.slice(0, 3).map(
    (part, n) => part * top[3] + below[n] * (1 - top[3]));
  const luminance = colour => {
    const [r, g, b] = colour.slice(0, 3).map(level => {
      const part = level / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    const grounds = [];
    for (let one = element; one !== null; one = one.parentElement) {
      const colour = parts(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) grounds.push(colour);
      if (colour[3] === 1) break;
    }
    return grounds.reduceRight((below, top) => over(top, below), [255, 255, 255]);
  };
  const scrolls = element => {
    for (let one = element; one !== document.body && one; one = one.parentElement) {
      const flow = getComputedStyle(one).overflowX;
      if (flow === 'auto' || flow === 'scroll') return true;
    }
    return false;
  };
  const width = document.documentElement.clientWidth;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const words = text.data.trim();
    const element = text.parentElement;
    if (words === '' || !element.checkVisibility({visibilityProperty: true})) continue;
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter(box => box.width && box.height);
    if (boxes.length === 0) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    const ink = over(parts(style.color), below);
    const levels = [luminance(ink), luminance(below)].sort((a, b) => b - a);
    const contrast = (levels[0] + 0.05) / (levels[1] + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) add('contrast', words, contrast);
    if (size < 9) add('small', words, size);
    const right = Math.max(...boxes.map(box => box.right));
    const left = Math.min(...boxes.map(box => box.left));
    if (!scrolls(element) && (right > width + 1 || left < -1)) {
      add('outside', words, Math.max(right - width, -left));
    }
    const caption = element.closest('caption, figcaption');
    const window_ = caption && caption.closest('.wide-table');
    if (window_ && right > window_.getBoundingClientRect().right + 1) {
      add('clipped', words, right - window_.getBoundingClientRect().right);
    }
    if (style.textAlign === 'justify' && element.closest('.verse, .epigraph')) {
      add('justified', words, 0);
    }
    for (let one = element; one !== document.body && one; one = one.parentElement) {
      const flow = getComputedStyle(one);
      if (flow.overflowX === 'hidden' || flow.overflowX === 'clip') {
        const box = one.getBoundingClientRect();
        if (right > box.right + 1 || left < box.left - 1) {
          add('clipped', words, right - box.right);
        }
      }
      if (flow.overflowY === 'hidden' || flow.overflowY === 'clip') {
        const box = one.getBoundingClientRect();
        const foot = Math.max(...boxes.map(box => box.bottom));
        if (foot > box.bottom + 2) add('clipped', words, foot - box.bottom);
      }
    }
  }
  const whole = document.scrollingElement;
  if (whole.scrollWidth > whole.clientWidth + 1) {
    add('sideways', document.title, whole.scrollWidth - whole.clientWidth);
  }
  for (const picture of document.querySelectorAll('img, svg')) {
    const box = picture.getBoundingClientRect();
    const {backgroundColor, backgroundImage} = getComputedStyle(picture);
    const isClear = parts(backgroundColor)[3] < 1 && backgroundImage === 'none';
    if (picture.matches('img:not(.cover-picture)') && isClear) {
      add('clear', picture.outerHTML, 0);
    }
    if (box.right > width + 1 && !scrolls(picture)) {
      add('outside', picture.outerHTML, box.right - width);
    }
  }
  return found;
})()
