// What an index does when somebody asks: sorting by a head, filtering by name, by what has an amount
// and by what was found, and showing some of its columns. It adds nothing up and asks nobody for
// anything; without it, the whole index stands there.
(() => {
  "use strict";
  const section = document.querySelector(".index");
  if (!section) return;
  const body = section.querySelector("tbody");
  const head = section.querySelector("thead");
  const total = body.querySelector(".total");
  const isPart = (row) => row.classList.contains("part");
  const rows = [...body.rows].filter((row) => row !== total && !isPart(row));
  const parts = new Map(rows.map((row) => [row, []])); // of each, the rows below it
  let above;
  for (const row of body.rows) {
    if (isPart(row)) parts.get(above).push(row);
    else above = row;
  }
  const home = new Map(rows.map((row, at) => [row, at]));
  const nameOf = (row) => row.cells[0].textContent.toLowerCase();
  const field = (id) => document.getElementById(id);
  const value = (id) => field(id) ? field(id).value : "";

  // A row without figures has one cell in place of all of them.
  const cellAt = (row, at) => {
    const gap = row.querySelector(".none");
    if (!gap || at < 1) return row.cells[at];
    return at <= gap.colSpan ? null : row.cells[at - gap.colSpan + 1];
  };
  const textAt = (row, at) => {
    const cell = cellAt(row, at);
    return cell ? cell.textContent.trim() : "";
  };

  // Filtering: a part is found by its own name and by that of the row above it, which stays with it.
  const shown = field("shown");
  const filter = () => {
    const words = value("find").trim().toLowerCase().split(/\s+/).filter(Boolean);
    const having = value("having");
    const found = value("found");
    let count = 0;
    const fits = (name, row) => words.every((word) => name.includes(word)) &&
      (!found || row.dataset.found.split(" ").includes(found));
    for (const row of rows) {
      const has = !having || Boolean(textAt(row, Number(having)));
      const below = parts.get(row);
      for (const part of below) part.hidden = !(has && fits(`${nameOf(row)}\n${nameOf(part)}`, part));
      row.hidden = !(has && fits(nameOf(row), row)) && below.every((part) => part.hidden);
      count += row.hidden ? 0 : 1;
    }
    if (total) total.hidden = count < rows.length; // it is of all of them
    shown.textContent = `${shown.dataset.of} ${count} / ${rows.length}`;
  };

  // Showing the columns under one head
  const groups = [...(field("columns") ? field("columns").options : [])]
    .filter((one) => one.value).map((one) => one.value.split(" ").map(Number));
  const leaves = [];
  const spread = () => {
    const taken = [];
    [...head.rows].forEach((row, down) => {
      let at = 0;
      taken[down] = taken[down] || [];
      for (const cell of row.cells) {
        while (taken[down][at]) at += 1;
        for (let below = 0; below < cell.rowSpan; below += 1) {
          taken[down + below] = taken[down + below] || [];
          for (let right = 0; right < cell.colSpan; right += 1) taken[down + below][at + right] = cell;
        }
        at += cell.colSpan;
      }
    });
    leaves.push(...taken[taken.length - 1]);
    return taken;
  };
  const heads = spread();
  const choose = () => {
    const chosen = value("columns");
    for (const [first, many] of groups) {
      const hidden = Boolean(chosen) && chosen !== `${first} ${many}`;
      for (let at = first; at < first + many; at += 1) {
        heads.forEach((row) => { row[at].hidden = hidden; });
        for (const row of body.rows) {
          const cell = cellAt(row, at);
          if (cell) cell.hidden = hidden;
        }
      }
    }
    for (const gap of body.querySelectorAll(".none")) {
      const away = groups.filter(([first, many]) => chosen && chosen !== `${first} ${many}`);
      gap.dataset.whole = gap.dataset.whole || gap.colSpan;
      gap.colSpan = gap.dataset.whole - away.reduce((sum, [, many]) => sum + many, 0);
    }
  };

  // Sorting: amounts largest first, names as the language orders them; once more turns it round.
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const amount = (text) => {
    const digits = text.replace(/[,，\s]/g, "").replace(/^[(（](.*)[)）]$/, "-$1").replace(/^[−–]/, "-");
    return digits === "" || Number.isNaN(Number(digits)) ? null : Number(digits);
  };
  const isNamed = (at) => at === 0 || !rows.some((row) => amount(textAt(row, at)) !== null);
  const sort = (at, turned) => {
    const sign = turned ? -1 : 1;
    const keys = new Map(rows.map((row) => [row, isNamed(at) ? textAt(row, at) : amount(textAt(row, at))]));
    const ordered = [...rows].sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      const missing = (a === null || a === "") - (b === null || b === "");
      const told = typeof a === "number" && typeof b === "number" ? b - a
        : typeof a === "string" && typeof b === "string" ? collator.compare(a, b) : 0;
      return missing || sign * told || home.get(one) - home.get(other);
    });
    body.append(...ordered.flatMap((row) => [row, ...parts.get(row)]));
  };
  leaves.forEach((cell, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      const first = isNamed(at) ? "ascending" : "descending";
      const turned = cell.getAttribute("aria-sort") === first;
      leaves.forEach((one) => one.removeAttribute("aria-sort"));
      cell.setAttribute("aria-sort", turned ? (first === "ascending" ? "descending" : "ascending") : first);
      sort(at, turned);
    });
  });

  const form = field("filters");
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (field("columns")) {
    field("columns").addEventListener("change", choose);
    if (field("columns").options.length > 1) field("columns").selectedIndex = 1;
    choose();
  }
  form.hidden = false;
  filter();
})();
