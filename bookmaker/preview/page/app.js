// The preview's page: it shows what the server says is new, and asks for what is in view.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  // Words of the book keep their direction among ours.
  const own = (text) => make("bdi", { textContent: text });
  const base = location.pathname;
  const print = $("print");
  const spreads = make("div", { id: "spreads" });
  print.append(spreads);

  let state = { problems: [], toDo: [], outline: [], documents: [], epubVersion: 0 };
  let size = [1, 1]; // of a page, in points
  let width = 420;
  let isFitted = !localStorage.getItem("width"); // to the window, until the reader chooses
  let hadErrors = false;
  let isFolded = null; // the problems; null: only errors are open
  let shownVersion = -1;
  let highlighted = null;
  let unsettled = null; // what was read, on a page that is no longer there
  let news = ""; // what the last build changed: it stays until the next one begins

  const inWords = (count) => `${count.toLocaleString()} ${count === 1 ? "word" : "words"}`;
  const isNarrow = matchMedia("(max-width: 45rem)"); // as in the style sheet
  const say = (words) => { $("status").textContent = words; };
  const pages = () => [...spreads.children];

  // --- pages

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) draw(entry.target);
  }, { root: print, rootMargin: "600px" });
  const seenThumbs = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        entry.target.src = `${base}picture/${entry.target.dataset.hash}/120.png`;
        seenThumbs.unobserve(entry.target);
      }
    }
  });

  function draw(page) {
    const pixels = Math.ceil(width * devicePixelRatio);
    if (page.dataset.pixels === String(pixels)) return;
    page.dataset.pixels = pixels;
    const image = page.querySelector("img");
    image.src = `${base}picture/${page.dataset.hash}/${pixels}.png`;
    if (!page.dataset.hasWords) placeWords(page);
  }

  async function placeWords(page) {
    page.dataset.hasWords = "yes";
    const answer = await fetch(`${base}words/${page.dataset.hash}`);
    if (!answer.ok) { delete page.dataset.hasWords; return; }
    const layer = page.querySelector(".words");
    const made = (await answer.json()).map(([text, left, top, wide, high], number) => {
      const word = make("span", { textContent: text + " " });
      word.style.cssText = `left:${left * 100}%;top:${top * 100}%;width:${wide * 100}%;height:${high * 100}%;font-size:calc(var(--page) * ${high * size[1] / size[0]} * .8)`;
      // Where it was written is asked for when it is clicked: lines move, pages stay.
      word.place = { page: page.dataset.hash, word: number };
      return word;
    });
    layer.replaceChildren(...made);
    if (highlighted && highlighted.page === pages().indexOf(page)) highlight();
  }

  const shape = (page) => { page.style.aspectRatio = `${size[0]} / ${size[1]}`; };

  function newPage([hash, folio, side]) {
    const page = make("article", { className: `page ${side}` },
      make("img", { alt: "" }), make("div", { className: "words" }));
    page.setAttribute("aria-label", `Page ${folio}`);
    shape(page);
    Object.assign(page.dataset, { hash, folio });
    return page;
  }

  // Where pages begin is known a moment after they are shown.
  function takePlaces({ places }) {
    pages().forEach((page, number) => {
      page.place = places[number];
      const source = page.querySelector(".source");
      if (!page.place && source) source.remove();
      else if (page.place && !source) {
        // Not in the order of the Tab key, which would have to go through hundreds: `o` is there.
        const button = make("button", { className: "source", type: "button", tabIndex: -1, textContent: "Open the source of this page" });
        button.addEventListener("click", () => openPage(page));
        page.append(button);
      }
    });
    if (unsettled && reading()?.page === unsettled.page) stay({ ...unsettled, page: pageOf(unsettled.place) || unsettled.page });
    unsettled = null;
  }

  // The page that is read now, and how far down it is.
  function reading() {
    const top = print.getBoundingClientRect().top;
    const page = pages().find((one) => one.getBoundingClientRect().bottom > top + 40);
    return page && { page, offset: page.getBoundingClientRect().top - top, place: page.place };
  }

  function stay(where) {
    const page = where && where.page;
    if (page) print.scrollTop += page.getBoundingClientRect().top - print.getBoundingClientRect().top - where.offset;
  }

  // The last page that begins before a place: the text keeps its place, not the number.
  function pageOf(place) {
    if (!place) return null;
    const own = pages().filter((page) => page.place && page.place[0] === place[0]);
    const before = own.filter((page) => page.place[1] < place[1] || (page.place[1] === place[1] && page.place[2] <= place[2]));
    return before.at(-1) || own[0] || null;
  }

  function takePages({ start, removed, added, first, size: now }) {
    const where = reading();
    const known = pages();
    if (first) spreads.replaceChildren(); // the window slept, or the connection was lost
    const isReshaped = now[0] !== size[0] || now[1] !== size[1];
    size = now;
    const old = first ? [] : known;
    const index = where ? known.indexOf(where.page) : -1;
    old.slice(start, start + removed).forEach((page) => { seen.unobserve(page); page.remove(); });
    const made = added.map(newPage);
    const next = old[start + removed] || null;
    made.forEach((page) => { spreads.insertBefore(page, next); seen.observe(page); });
    pages().forEach((page) => page.classList.remove("changed"));
    if (isReshaped) pages().forEach(shape); // a blank page may be the same on other paper
    if (isReshaped && isFitted) fit();
    unsettled = null;
    if (where && !where.page.isConnected) {
      // Until it is known where the new pages begin, the one in its place stands for it.
      where.page = made[Math.max(0, Math.min(index - start, made.length - 1))] || pages()[start];
      if (!$("follow").checked) unsettled = where;
    }
    if (first) stay(where || left());
    else if (old.length) {
      const hashes = new Set(old.slice(start, start + removed).map((page) => page.dataset.hash));
      const changed = made.filter((page) => !hashes.has(page.dataset.hash));
      changed.forEach((page) => page.classList.add("changed"));
      if (changed.length) {
        news = `changed: ${changed.slice(0, 8).map((page) => page.dataset.folio).join(", ")}${changed.length > 8 ? "…" : ""}`;
        say(news);
      }
      if ($("follow").checked && changed.length) changed[0].scrollIntoView();
      else stay(where);
    }
    $("pages").textContent = `of ${pages().length}`;
    emptiness();
    thumbs();
  }

  function thumbs() {
    if ($("thumbs").hidden) return;
    const list = make("ol");
    for (const page of pages()) {
      const image = make("img", { alt: "" });
      image.dataset.hash = page.dataset.hash;
      image.style.aspectRatio = page.style.aspectRatio;
      seenThumbs.observe(image);
      const button = make("button", { type: "button" }, image, page.dataset.folio);
      button.setAttribute("aria-label", `Page ${page.dataset.folio}`);
      button.addEventListener("click", () => page.scrollIntoView());
      list.append(make("li", {}, button));
    }
    $("thumbs").replaceChildren(list);
  }

  // What was read before the page was loaded again.
  function left() {
    const [hash, offset] = JSON.parse(sessionStorage.getItem("left") || "[]");
    const page = pages().find((one) => one.dataset.hash === hash);
    return page && { page, offset };
  }

  addEventListener("pagehide", () => {
    const where = reading();
    if (where) sessionStorage.setItem("left", JSON.stringify([where.page.dataset.hash, where.offset]));
  });

  function emptiness() {
    $("no-pages").hidden = spreads.childElementCount > 0;
    $("no-pages").textContent = state.building === false ? "There are no pages yet: the book has errors." : "The first build is running.";
  }

  // One spread in the window, or one page where it is narrow.
  function fit() {
    const style = getComputedStyle(print);
    const wide = print.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (wide <= 0) return; // only the EPUB is shown
    isFitted = true;
    localStorage.removeItem("width");
    const high = innerHeight - document.querySelector("header").offsetHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    resize(isNarrow.matches ? wide : Math.min((wide - 2) / 2, Math.max(240, high * size[0] / size[1])));
  }

  function chooseWidth(now) {
    isFitted = false;
    resize(now);
    localStorage.setItem("width", width);
  }

  // Go to the next or the previous spread.
  function turn(step) {
    const now = reading()?.page;
    if (!now) return;
    const others = pages().filter((page) => step > 0 ? page.offsetTop > now.offsetTop : page.offsetTop < now.offsetTop);
    const next = step > 0 ? others[0] : others.at(-1);
    next?.scrollIntoView();
  }

  function resize(now) {
    const where = reading();
    width = Math.max(160, Math.min(1600, now));
    print.style.setProperty("--page", `${width}px`);
    stay(where);
    for (const page of pages()) {
      delete page.dataset.pixels;
      seen.unobserve(page);
      seen.observe(page);
    }
  }

  function highlight() {
    document.querySelectorAll(".found").forEach((one) => one.classList.remove("found"));
    const { page, box } = highlighted;
    const target = pages()[page];
    if (!target) return;
    for (const word of target.querySelectorAll(".words span")) {
      if (box && Math.abs(parseFloat(word.style.left) - box[0] * 100) < .1 && Math.abs(parseFloat(word.style.top) - box[1] * 100) < .1) {
        word.classList.add("found");
        word.scrollIntoView({ block: "center" });
      }
    }
  }

  function show(found) {
    highlighted = found;
    const target = pages()[found.page];
    if (!target) return;
    if ($("editions").value === "epub") choose("print");
    target.scrollIntoView({ block: "nearest" });
    highlight();
  }

  // --- to the source

  async function open(place) {
    const answer = await fetch(`${base}open`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(place),
    });
    if (!answer.ok) { say("no source for this word"); return; }
    const found = await answer.json();
    const at = `${found.file}:${found.line}:${found.column}`;
    say(found.opened ? `opened ${at}` : at);
    if (!found.opened && navigator.clipboard) navigator.clipboard.writeText(at).catch(() => {});
  }

  const openPage = ({ place: [file, line, column] }) => open({ file, line, column });

  spreads.addEventListener("click", (event) => {
    if (event.target.place && getSelection().isCollapsed) open(event.target.place);
  });

  async function locate(file, line) {
    const answer = await fetch(`${base}locate?file=${encodeURIComponent(file)}&line=${line}`);
    if (answer.ok) show(await answer.json());
  }

  // --- what is said beside the pages

  function takeState(now) {
    state = now;
    $("title").replaceChildren(own(now.title || "Preview"), now.words ? ` · ${inWords(now.words)}` : "");
    document.title = now.title ? `${now.title} – preview` : "Preview";
    spreads.classList.toggle("rtl", now.direction === "rtl");
    problems();
    emptiness();
    say(now.building ? "building…" : summary());
    outline();
    list($("todo"), now.toDo.map((one) => [one.message, `${one.file}:${one.line}`, () => open(one)]), "nothing is noted as still to do");
    documents();
  }

  const shownProblems = () => state.problems.filter((one) => one.severity !== "note");
  const errors = () => shownProblems().filter((one) => one.severity === "error").length;
  const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  // The text in the bar when no build runs.
  function summary() {
    if (!state.stale || !errors()) return news;
    return `${counted(errors(), "error")}${pages().length ? ": the pages are those of the last good build" : ""}`;
  }

  function fold() {
    const isClosed = isFolded ?? !errors();
    $("fold").setAttribute("aria-expanded", !isClosed);
    $("all-problems").hidden = isClosed;
  }

  function problems() {
    const shown = shownProblems();
    const bad = errors();
    const rest = shown.length - bad;
    $("problems").hidden = shown.length === 0;
    $("problems").classList.toggle("bad", bad > 0);
    if (Boolean(bad) !== hadErrors) isFolded = null;
    hadErrors = Boolean(bad);
    $("fold").textContent = [bad && counted(bad, "error"), rest && counted(rest, "warning")].filter(Boolean).join(", ");
    fold();
    const panel = $("all-problems");
    panel.replaceChildren();
    for (const one of shown.slice(0, 50)) {
      const item = make("article", {}, make("p", {}, make("strong", { className: one.severity, textContent: `${one.severity} ${one.code}` }), ` ${one.message}`));
      if (one.file) {
        const at = make("button", { type: "button", textContent: `${one.file}:${one.line}:${one.column}` });
        at.addEventListener("click", () => open({ file: one.file, line: one.line, column: one.column }));
        item.append(at, excerpt(one));
      }
      if (one.help) item.append(make("p", { textContent: `help: ${one.help}` }));
      panel.append(item);
    }
    if (shown.length > 50) panel.append(make("p", { textContent: `and ${shown.length - 50} more: bookmaker check lists all` }));
  }

  // The line of a problem. A caret stands below what it is about where all letters are as wide.
  function excerpt({ source, mark: [start, end] }) {
    const letters = [...source]; // the server counts code points
    const part = (from, to) => letters.slice(from, to).join("");
    const marked = make("mark", { textContent: part(start, end) });
    const made = make("pre", { tabIndex: 0, dir: "auto" }, part(0, start), marked, part(end));
    if (/^[\u0020-\u024f\u2010-\u203a]*$/.test(source)) made.append(`\n${" ".repeat(start)}${"^".repeat(Math.max(1, end - start))}`);
    return made;
  }

  function list(panel, rows, nothing) {
    const made = make("ul");
    for (const [words, small, act, level = 1] of rows) {
      const button = make("button", { type: "button" }, own(words), " ", make("small", {}, own(small)));
      button.style.paddingLeft = `${(level - 1) * .9 + .2}rem`;
      button.addEventListener("click", act);
      made.append(make("li", {}, button));
    }
    panel.replaceChildren(rows.length ? made : make("p", { textContent: nothing }));
  }

  function outline() {
    list($("outline"), state.outline.map((entry) => [
      `${entry.number} ${entry.title}`.trim(), entry.words === null ? "" : inWords(entry.words),
      () => locate(entry.file, entry.line), entry.level,
    ]), pages().length ? "the book has no headings" : "");
  }

  // --- EPUB

  const look = () => `${$("size").value}-${$("face").value}-${$("colours").value}`;
  const addressOf = (path) => `${base}epub/${state.epubVersion}/${look()}/${path}`;

  function documents() {
    const chosen = $("document").value;
    $("document").replaceChildren(...state.documents.map(([path, title]) => make("option", { value: path, textContent: title })));
    if (state.documents.some(([path]) => path === chosen)) $("document").value = chosen;
    if (state.epubVersion !== shownVersion) read();
  }

  function read() {
    if ($("epub").hidden || !$("document").value) return;
    shownVersion = state.epubVersion;
    $("reader").src = addressOf($("document").value);
  }

  addEventListener("message", (event) => {
    const from = event.source === $("reader").contentWindow ? "reader" : event.source === $("note-frame").contentWindow ? "note" : null;
    if (!from || typeof event.data !== "object" || event.data === null) return;
    const { type, cfi, href, path } = event.data;
    if (type === "word" && from === "reader") open({ document: $("document").value, cfi: String(cfi) });
    if (type === "address") say(String(href));
    if (type === "note" && from === "reader") showNote(String(href));
    if (type === "arrived" && from === "reader") {
      const parts = decodeURIComponent(String(path)).slice(base.length).split("/").slice(3);
      const name = parts.join("/");
      if (state.documents.some(([one]) => one === name)) $("document").value = name;
    }
  });

  function showNote(href) {
    const [file, id] = href.split("#");
    const here = $("document").value;
    const path = file ? new URL(file, `http://book/${here}`).pathname.slice(1) : here;
    $("note-frame").src = `${addressOf(path)}?only=${encodeURIComponent(id || "")}`;
    $("note").hidden = false;
    $("close-note").focus();
  }

  const closeNote = () => { $("note").hidden = true; $("reader").focus(); };
  $("close-note").addEventListener("click", closeNote);
  for (const id of ["document", "size", "face", "colours"]) $(id).addEventListener("change", read);
  $("device").addEventListener("change", () => { $("reader").className = $("device").value; });

  // --- controls

  function choose(editions) {
    $("editions").value = editions;
    print.hidden = editions === "epub";
    $("epub").hidden = editions === "print";
    localStorage.setItem("editions", editions);
    if (isFitted) fit();
    read();
  }

  function selectTab(tab) {
    for (const one of document.querySelectorAll("[role=tab]")) {
      const is = one === tab;
      one.setAttribute("aria-selected", is);
      one.tabIndex = is ? 0 : -1;
      $(one.getAttribute("aria-controls")).hidden = !is;
    }
    thumbs();
  }

  const tabs = [...document.querySelectorAll("[role=tab]")];
  tabs.forEach((tab, number) => {
    tab.addEventListener("click", () => selectTab(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(number + step + tabs.length) % tabs.length];
      selectTab(next);
      next.focus();
    });
  });

  $("go").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = $("folio").value.trim().toLowerCase();
    const page = pages().find((one) => one.dataset.folio.toLowerCase() === wanted);
    if (page) page.scrollIntoView();
    else say(`no page has the number ${wanted}`);
  });

  let typing = 0;
  $("query").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(async () => {
      const answer = await fetch(`${base}search?q=${encodeURIComponent($("query").value)}`);
      const found = await answer.json();
      const rows = found.map(([index, words]) => [words, `page ${pages()[index]?.dataset.folio}`, () => pages()[index]?.scrollIntoView()]);
      list($("found"), rows, $("query").value ? "no page has these words" : "");
    }, 200);
  });

  $("smaller").addEventListener("click", () => chooseWidth(width / 1.15));
  $("larger").addEventListener("click", () => chooseWidth(width * 1.15));
  $("fit").addEventListener("click", fit);
  addEventListener("resize", () => { if (isFitted) fit(); });
  $("fold").addEventListener("click", () => { isFolded = !$("all-problems").hidden; fold(); });

  // In a narrow window the side bar is over the pages, and goes when it has led somewhere.
  function openSide(is) {
    $("side").classList.toggle("open", is);
    $("menu").setAttribute("aria-expanded", is);
  }
  $("menu").addEventListener("click", () => openSide(!$("side").classList.contains("open")));
  $("side").addEventListener("click", (event) => {
    if (event.target.closest("li button")) openSide(false);
  });
  $("editions").addEventListener("change", () => choose($("editions").value));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !$("note").hidden) closeNote();
    else if (event.key === "Escape") openSide(false);
    if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT/.test(event.target.tagName)) return;
    const forth = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const down = { PageDown: .9, PageUp: -.9, ArrowDown: .1, ArrowUp: -.1 }[event.key];
    if (forth && (event.target === document.body || event.target === print)) {
      event.preventDefault();
      turn(spreads.classList.contains("rtl") ? -forth : forth);
    } else if (down && event.target === document.body) print.scrollBy(0, down * print.clientHeight);
    else if (event.key === "+") chooseWidth(width * 1.15);
    else if (event.key === "-") chooseWidth(width / 1.15);
    else if (event.key === "0") fit();
    else if (event.key === "o") {
      const now = reading();
      if (now?.place) openPage(now.page);
      else say("no word of this page is in the manuscript");
    }
    else if (event.key === "g") { event.preventDefault(); $("folio").focus(); }
    else if (event.key === "/") { event.preventDefault(); selectTab($("tab-search")); $("query").focus(); }
  });

  // --- what is new

  function listen() {
    const socket = new WebSocket(`ws://${location.host}${base}live`);
    socket.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      if (message.type === "state") takeState(message);
      else if (message.type === "pages") takePages(message);
      else if (message.type === "places") takePlaces(message);
      else if (message.type === "building") { if (!message.stage) news = ""; say(message.stage ? `building: ${message.stage}…` : "building…"); }
      else if (message.type === "show") show(message);
    });
    socket.addEventListener("close", () => {
      say("the preview has ended");
      setTimeout(listen, 2000);
    });
  }

  if (isFitted) fit();
  else resize(Number(localStorage.getItem("width")));
  $("reader").className = $("device").value;
  choose(localStorage.getItem("editions") || "print");
  listen();
})();
