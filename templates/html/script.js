// What a page does when somebody asks: the panel of a figure, search, the contents on a phone,
// dark and light. It writes text as text only, asks nobody for anything, and the page is whole
// without it: a figure's address is the place where it stands.
(() => {
  "use strict";
  const say = JSON.parse(document.getElementById("words").textContent);
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const root = document.documentElement;
  const text = (number) => data.texts[number];

  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  // Where figures of one derivation stand.
  const standing = new Map();
  data.places.forEach(([figure], at) => {
    const same = data.figures[figure][2];
    if (!standing.has(same)) standing.set(same, []);
    standing.get(same).push(at);
  });

  const whereOf = (at) => {
    const [, first, before, after] = data.places[at];
    const element = document.getElementById(`p${at}`);
    const parts = [text(first)].filter(Boolean);
    if (element && element.closest(".data")) parts.push(text(before), text(after));
    else parts.push(`${text(before)}${element ? element.textContent : ""}${text(after)}`);
    return parts.filter(Boolean).join(" · ");
  };

  // The derivation, steps inside steps; of a long one the outer steps are open.
  const OPEN = 2;
  const stepItem = (number, depth) => {
    const [label, value, formula, notes, typed, parts] = data.steps[number];
    const head = [];
    if (text(label)) head.push(make("span", { class: "label" }, `${text(label)} `));
    head.push(make("span", { class: "value" }, text(value)));
    const asides = [];
    if (text(formula)) asides.push(make("span", { class: "formula" }, text(formula)));
    for (const note of notes) asides.push(make("span", { class: "aside" }, text(note)));
    if (typed >= 0 && data.typed.length) {
      const [file, line, column, , written] = data.typed[typed];
      asides.push(make("span", { class: "typed" },
        make("code", {}, `${text(file)}:${line}:${column}`),
        make("code", { class: "text" }, text(written))));
    }
    if (!parts.length) return make("li", {}, ...head, ...asides);
    const inner = make("details", {}, make("summary", {}, ...head), ...asides);
    const fill = () => {
      if (!inner.querySelector(":scope > ul")) {
        inner.append(make("ul", {}, ...parts.map((part) => stepItem(part, depth + 1))));
      }
    };
    if (depth < OPEN) {
      inner.open = true;
      fill();
    } else inner.addEventListener("toggle", fill);
    return make("li", {}, inner);
  };
  // The figure itself is known already: of its own step, only how it was made is told.
  const derivation = (step) => {
    const [, value, formula, notes, typed, parts] = data.steps[step];
    if (typed >= 0) return make("ul", { class: "steps" }, stepItem(step, 0));
    const own = make("li", {}, make("span", { class: "value" }, text(value)));
    if (text(formula)) own.append(make("span", { class: "formula" }, text(formula)));
    for (const note of notes) own.append(make("span", { class: "aside" }, text(note)));
    if (parts.length) own.append(make("ul", {}, ...parts.map((part) => stepItem(part, 1))));
    return make("ul", { class: "steps" }, own);
  };

  let opener = null;
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    document.body.classList.remove("paneled");
    if (opener) {
      opener.classList.remove("open");
      opener.focus({ preventScroll: true });
    }
    opener = null;
  };

  const open = (at, { focus }) => {
    const place = data.places[at];
    const element = document.getElementById(`p${at}`);
    if (!place || !element) return;
    if (opener) opener.classList.remove("open");
    opener = element;
    element.classList.add("open");
    const [printed, step, same, prior, id] = data.figures[place[0]];
    const shut = make("button", { type: "button", class: "icon close", "aria-label": say.close, title: say.close }, "✕");
    shut.addEventListener("click", close);
    const content = [
      make("header", {}, make("div", {},
        make("h2", {}, text(printed)),
        make("p", { class: "where" }, whereOf(at))), shut),
    ];
    const cell = element.closest("td, th, p, h2, h3, h4");
    const marks = [...new Set([...(cell ? cell.querySelectorAll(".mark") : [])]
      .flatMap((one) => [one.hash.slice(1), ...(one.dataset.also || "").split(" ")]))];
    const found = marks.map((one) => document.getElementById(one)).filter(Boolean);
    if (found.length) {
      content.push(make("ul", { class: "marks" }, ...found.map((one) =>
        make("li", { class: one.className }, one.querySelector("p").textContent))));
    }
    content.push(make("h3", {}, say.source), derivation(step));
    if (prior >= 0) content.push(make("h3", {}, say.last_year), derivation(data.behind[prior]));
    const others = standing.get(same).filter((one) => one !== at);
    content.push(make("h3", {}, say.elsewhere));
    content.push(others.length
      ? make("ul", { class: "places" }, ...others.map((one) =>
        make("li", {}, make("a", { href: `#p${one}` }, whereOf(one)))))
      : make("p", { class: "where" }, say.nowhere_else));
    if (id !== undefined) content.push(make("h3", {}, say.id), make("code", {}, text(id)));
    panel.replaceChildren(...content);
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("paneled");
    if (focus) panel.focus({ preventScroll: true });
  };

  // On a phone the panel covers the lower part: the figure goes above it, below the heads.
  const SHEET = 640;
  const above = (element) => {
    const head = element.closest(".fits") && element.closest("table").tHead;
    const top = document.querySelector(".bar").offsetHeight + (head ? head.offsetHeight : 0);
    scrollBy({ top: element.getBoundingClientRect().top - top - 12, behavior: "instant" });
  };

  const follow = (focus) => {
    const place = /^#p(\d+)$/.exec(location.hash);
    if (place) {
      open(Number(place[1]), { focus });
      const element = document.getElementById(place[0].slice(1));
      if (element) {
        const shut = element.closest("details:not([open])");
        if (shut) shut.open = true;
        element.scrollIntoView({ block: "center", inline: "center" });
        if (innerWidth <= SHEET) above(element);
      }
    }
  };
  addEventListener("hashchange", () => follow(true));
  document.addEventListener("click", (event) => {
    const figure = event.target.closest("a.f");
    if (!figure || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", figure.hash);
    open(Number(figure.id.slice(1)), { focus: true });
    if (innerWidth <= SHEET) above(figure);
  });

  // Search: all words in one line of the page, commas of amounts aside.
  const field = document.getElementById("search");
  const results = document.getElementById("results");
  const MOST = 50;
  const plain = (words) => words.toLowerCase().replace(/(\d),(?=\d)/g, "$1").replace(/\s+/g, " ");
  let index = null;
  const lines = () => {
    if (index) return index;
    index = [];
    let heading = "";
    const all = document.querySelectorAll("main :is(h1,h2,h3,h4,h5,h6,p,li,tbody tr)");
    for (const one of all) {
      if (one.closest(".lead")) continue;
      if (/^H\d$/.test(one.tagName)) heading = one.textContent;
      const cells = one.tagName === "TR" ? [...one.cells].map((cell) => cell.textContent).filter(Boolean) : null;
      const shown = cells ? cells.join("  ") : one.textContent;
      if (shown.trim()) index.push({ one, heading, shown, plain: plain(shown) });
    }
    return index;
  };
  const clear = () => {
    results.hidden = true;
    results.replaceChildren();
  };
  const search = () => {
    const words = plain(field.value.trim()).split(" ").filter(Boolean);
    if (!words.length) return clear();
    const found = lines().filter((line) => words.every((word) => line.plain.includes(word)));
    const list = make("ol");
    found.slice(0, MOST).forEach(({ one, heading, shown }) => {
      one.id = one.id || `s${index.findIndex((line) => line.one === one)}`;
      const at = Math.max(0, plain(shown).indexOf(words[0]) - 20);
      const excerpt = `${at ? "…" : ""}${shown.slice(at, at + 90)}${shown.length > at + 90 ? "…" : ""}`;
      const link = make("a", { href: `#${one.id}` }, excerpt);
      if (heading && heading !== shown) link.append(make("small", {}, heading));
      list.append(make("li", {}, link));
    });
    const told = found.length ? [list] : [make("p", {}, say.no_results)];
    if (found.length > MOST) told.push(make("p", {}, say.more_results));
    results.replaceChildren(...told);
    results.hidden = false;
  };
  field.addEventListener("input", search);
  field.addEventListener("focus", search);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = results.querySelector("a");
    if (first) first.click();
  });
  results.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    const goal = document.getElementById(link.hash.slice(1));
    document.querySelectorAll(".hit").forEach((one) => one.classList.remove("hit"));
    if (goal) goal.classList.add("hit");
    clear();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".results, .search")) clear();
  });

  // Keys: / searches, Escape closes what is open, arrows go through the results.
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape") {
      if (!results.hidden) {
        clear();
        field.focus();
      } else if (document.body.classList.contains("menu")) menu(false);
      else close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !results.hidden) {
      const links = [...results.querySelectorAll("a")];
      const now = links.indexOf(document.activeElement);
      const next = event.key === "ArrowDown" ? now + 1 : now - 1;
      event.preventDefault();
      (links[next] || field).focus();
    }
  });

  // Contents
  const button = document.getElementById("menu");
  const contents = document.getElementById("contents");
  const menu = (shown) => {
    document.body.classList.toggle("menu", shown);
    button.setAttribute("aria-expanded", String(shown));
    if (shown) {
      const first = contents.querySelector("a");
      if (first) first.focus();
    } else button.focus();
  };
  button.addEventListener("click", () => menu(!document.body.classList.contains("menu")));
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && document.body.classList.contains("menu")) menu(false);
  });
  const entries = new Map([...contents.querySelectorAll("a")].map((one) => [one.hash.slice(1), one]));
  const seen = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (!isIntersecting) continue;
      entries.forEach((one) => one.removeAttribute("aria-current"));
      const entry = entries.get(target.id);
      if (entry) entry.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -75% 0px" });
  entries.forEach((_, id) => {
    const heading = document.getElementById(id);
    if (heading) seen.observe(heading);
  });

  // A table that is no wider than the page scrolls with it, its heads under the bar.
  const grids = [...document.querySelectorAll(".grid")];
  const fit = () => {
    for (const grid of grids) {
      grid.classList.remove("fits");
      const fits = grid.scrollWidth <= grid.clientWidth + 1;
      grid.classList.toggle("fits", fits);
    }
  };
  new ResizeObserver(fit).observe(document.querySelector("main"));

  // Findings, dark and light, print
  const toggle = document.getElementById("toggle");
  if (toggle) {
    toggle.addEventListener("click", () => {
      const hidden = document.body.classList.toggle("unmarked");
      toggle.setAttribute("aria-pressed", String(!hidden));
    });
  }
  const stored = () => {
    try {
      return localStorage.getItem("budgetc-theme");
    } catch {
      return null;
    }
  };
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  if (stored()) root.dataset.theme = stored();
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("budgetc-theme", root.dataset.theme);
    } catch {
      // a page from a disk may have no place to remember it
    }
  });
  document.getElementById("print").addEventListener("click", () => print());

  follow(false);
})();
