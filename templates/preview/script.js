// What the page of budgetc preview does: it asks what is to be shown whenever something else is,
// and marks in the document what the last save changed. It writes text as text only.
(() => {
  "use strict";
  const at = (id) => document.getElementById(id);
  const say = JSON.parse(at("words").textContent);
  const asked = new URLSearchParams(location.search).get("source") || "";
  let now = null;
  let loaded = null;

  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  // The sources, and what was found in each.
  const sourceItem = (one) => {
    const counts = [];
    for (const kind of ["errors", "warnings", "notes"]) {
      if (one[kind]) counts.push(make("span", { class: kind }, `${one[kind]} ${say[kind]}`), " ");
    }
    if (!one.is_seen) counts.push(say.not_seen);
    const link = make("a", { href: `?source=${encodeURIComponent(one.name)}` },
      one.budget || `${one.folder} ${one.year}`, make("small", {}, one.name), make("small", {}, ...counts));
    if (one.name === now.chosen) link.setAttribute("aria-current", "page");
    return make("li", {}, link);
  };
  const listSources = () => {
    const words = at("filter").value.toLowerCase().split(" ").filter(Boolean);
    const wanted = now.sources.filter((one) => {
      const text = `${one.name} ${one.budget}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const held = document.activeElement && document.activeElement.getAttribute("href");
    at("sources").replaceChildren(...wanted.map(sourceItem));
    if (held) {
      const again = [...at("sources").querySelectorAll("a")].find((one) => one.getAttribute("href") === held);
      if (again) again.focus();
    }
  };
  at("filter").addEventListener("input", () => now && listSources());

  // What was found.
  const findingItem = (one, number, lines) => {
    const kind = one.waived ? "waived" : one.severity;
    const text = lines.get(`${one.file}:${one.line}`);
    const said = make(number < 0 ? "div" : "button", number < 0 ? {} : { type: "button" },
      make("span", { class: "kind" }, `${say[kind]} ${one.code} `), one.message);
    if (number >= 0) said.addEventListener("click", () => reveal([`m${number}`, `n${number}`]));
    const item = make("li", { class: kind }, said);
    if (one.hint || one.waived) item.append(make("span", { class: "hint" }, one.hint || one.waived));
    item.append(make("span", { class: "where" },
      one.place ? `${one.place} ` : "", make("code", {}, `${one.file}:${one.line}`)));
    if (text !== undefined) item.append(make("code", { class: "line" }, text));
    return item;
  };
  const listFindings = () => {
    const lines = new Map(now.lines.map(([file, line, text]) => [`${file}:${line}`, text]));
    const stands = now.document !== null && !now.is_old;
    const items = now.findings.map((one, number) => findingItem(one, stands ? number : -1, lines));
    const parts = [items.length ? make("ol", {}, ...items) : make("p", { class: "none" }, say.no_findings)];
    if (now.others.length) {
      parts.push(make("h2", {}, say.others),
        make("ol", {}, ...now.others.map((one) => findingItem(one, -1, lines))));
    }
    at("findings").replaceChildren(...parts);
  };

  // What the last save changed.
  const figureItem = (one) => {
    const button = make("button", { type: "button" });
    if (one.before) button.append(make("span", { class: "before" }, one.before), " → ");
    if (!one.before) button.append(`${say.added} `);
    button.append(make("span", { class: "after" }, one.after || say.gone),
      make("span", { class: "where" }, one.where));
    button.addEventListener("click", () => {
      const frame = shownFrame();
      const first = frame && frame.contentDocument.querySelector(`.changed[data-changed="${CSS.escape(one.id)}"]`);
      if (first) show(first);
    });
    return make("li", {}, button);
  };
  const listChanges = () => {
    const found = now.changes;
    const parts = [];
    if (found && found.figures.length) {
      parts.push(make("h3", {}, `${say.figures} (${found.figures.length})`),
        make("ol", {}, ...found.figures.map(figureItem)));
    }
    if (found && found.texts.length) {
      parts.push(make("h3", {}, `${say.texts} (${found.texts.length})`),
        make("ol", {}, ...found.texts.map((text) => make("li", {}, text))));
    }
    at("changes").replaceChildren(...(parts.length ? parts : [make("p", { class: "none" }, say.no_changes)]));
  };

  // The document. The next one is loaded unseen, and takes the place of the last where it stood.
  const shownFrame = () => document.querySelector("#frames iframe:not(.next)");
  const show = (element) => {
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    element.focus({ preventScroll: true });
  };
  const reveal = (ids) => {
    const frame = shownFrame();
    const found = frame && ids.map((id) => frame.contentDocument.getElementById(id)).find(Boolean);
    if (found) show(found);
  };
  const LOOK = ".f.changed { background: #ffe08a; color: #1d1f23; outline: 2px solid #d99a00; border-radius: 2px; }";
  const mark = (frame) => {
    const inner = frame.contentDocument;
    const told = inner.getElementById("data");
    if (!told || !now.changes) return;
    const data = JSON.parse(told.textContent);
    const changed = new Map(now.changes.figures.map((one) => [one.id, one]));
    const sheet = new frame.contentWindow.CSSStyleSheet();
    sheet.replaceSync(LOOK);
    inner.adoptedStyleSheets = [...inner.adoptedStyleSheets, sheet];
    data.places.forEach(([figure], place) => {
      const one = changed.get(data.texts[data.figures[figure][4]]);
      const element = one && inner.getElementById(`p${place}`);
      if (!element) return;
      element.classList.add("changed");
      element.dataset.changed = one.id;
      element.title = one.before ? `${say.before} ${one.before}` : say.added;
    });
  };
  const load = () => {
    if (now.document === loaded) return;
    loaded = now.document;
    for (const waiting of document.querySelectorAll("#frames iframe.next")) waiting.remove();
    if (loaded === null) {
      at("frames").replaceChildren();
      return;
    }
    const query = `source=${encodeURIComponent(now.chosen)}&version=${loaded}`;
    const next = make("iframe", { class: "next", title: say.document, src: `document?${query}` });
    next.addEventListener("load", () => {
      const last = shownFrame();
      mark(next);
      if (last) {
        const { scrollX, scrollY } = last.contentWindow;
        next.contentWindow.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
        last.remove();
      }
      next.classList.remove("next");
      document.body.dataset.shown = next.src.replace(/^.*version=/, "");
    }, { once: true });
    at("frames").append(next);
  };

  const notice = () => {
    let text = "";
    if (now.chosen === null) text = say.no_source;
    else if (now.document === null) text = say.no_document;
    else if (now.is_old) text = say.is_old;
    at("notice").textContent = text;
    at("notice").hidden = !text;
  };
  const tell = (state) => {
    now = state;
    const own = now.sources.find((one) => one.name === now.chosen);
    at("name").textContent = own ? own.budget || own.name : say.title;
    document.title = `${at("name").textContent} · ${say.title}`;
    const took = now.milliseconds === null ? "" : `${say.took} ${now.milliseconds} ${say.milliseconds}`;
    at("status").textContent = took;
    at("status").classList.remove("lost");
    listSources();
    listFindings();
    listChanges();
    notice();
    load();
  };
  const lost = () => {
    at("status").textContent = say.lost;
    at("status").classList.add("lost");
  };

  // One question at a time; what happens meanwhile is asked about once, afterwards.
  let asking = false;
  let again = false;
  const ask = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const answer = await fetch(`state?source=${encodeURIComponent(asked)}`);
      if (answer.ok) tell(await answer.json());
      else lost();
    } catch {
      lost();
    }
    asking = false;
    if (again) {
      again = false;
      ask();
    }
  };
  const events = new EventSource("events");
  events.addEventListener("message", ask);
  events.addEventListener("error", lost);
})();
