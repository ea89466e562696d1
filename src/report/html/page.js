// Brings the table of findings to life: filter, sort, turn pages. Text goes into the page as text only.
"use strict";
(() => {
  const PAGE = 100;
  const SEVERITIES = ["note", "warning", "error"];
  // Places in a row, as src/report/html/data.rs writes it.
  const [SEVERITY, RULE, PATH, LINE, COLUMN, MESSAGE, HELP, MRN, SOURCE, POST, YEAR, FOLDER, CONTENT] = Array(13).keys();
  const find = (id) => document.getElementById(id);
  const table = find("table");
  if (!table) return;
  const { rules, texts, rows } = JSON.parse(find("data").textContent);
  const body = table.tBodies[0];
  const number = (value) => value.toLocaleString("en-US");

  // What each choice compares, and how its values read.
  const choices = {
    severity: { place: SEVERITY, name: (value) => SEVERITIES[value] },
    rule: { place: RULE, name: (value) => rules[value] },
    post: { place: POST, name: (value) => texts[value] },
    year: { place: YEAR, name: (value) => texts[value] },
    folder: { place: FOLDER, name: (value) => texts[value] },
  };

  // Text is compared by its rank among all texts, so that it is compared once and not at each sorting.
  const ranks = (list) => {
    const order = [...list.keys()].sort((a, b) => (list[a] < list[b] ? -1 : list[a] > list[b] ? 1 : a - b));
    const rank = new Uint32Array(list.length);
    order.forEach((index, place) => (rank[index] = place));
    return rank;
  };
  const lower = texts.map((text) => text.toLowerCase());
  const textRank = ranks(texts);
  const ruleRank = ranks(rules);
  const sorts = {
    severity: (a, b) => a[SEVERITY] - b[SEVERITY],
    rule: (a, b) => ruleRank[a[RULE]] - ruleRank[b[RULE]],
    place: (a, b) => textRank[a[PATH]] - textRank[b[PATH]] || a[LINE] - b[LINE] || a[COLUMN] - b[COLUMN],
    message: (a, b) => textRank[a[MESSAGE]] - textRank[b[MESSAGE]],
  };

  const state = { search: "", wanted: {}, once: false, sort: null, down: false, page: 0, found: rows, matching: rows.length };
  // Of how many rows each that is shown is the first, where copies are shown once.
  const alike = new Map();

  // The first of all findings that say the same at the same place of files with the same text.
  function once(found) {
    const firsts = new Map();
    for (const row of found) {
      const key = [CONTENT, RULE, MESSAGE, LINE, COLUMN].map((place) => row[place]).join();
      if (!firsts.has(key)) firsts.set(key, row);
      const first = firsts.get(key);
      alike.set(first, (alike.get(first) || 0) + 1);
    }
    return [...firsts.values()];
  }

  function select() {
    const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
    // Each text and each rule is searched once, whatever the number of rows that have it.
    const texted = words.map((word) => lower.map((text) => text.includes(word)));
    const ruled = words.map((word) => rules.map((rule) => rule.includes(word)));
    const wanted = Object.entries(state.wanted).map(([key, value]) => [choices[key].place, value]);
    const has = (row, word) =>
      ruled[word][row[RULE]] || [PATH, MESSAGE, MRN].some((place) => texted[word][row[place]]);
    state.found = rows.filter(
      (row) => wanted.every(([place, value]) => row[place] === value) && words.every((_, word) => has(row, word)),
    );
    state.matching = state.found.length;
    alike.clear();
    if (state.once) state.found = once(state.found);
    if (state.sort) {
      const compare = sorts[state.sort];
      state.found.sort(state.down ? (a, b) => compare(b, a) : compare);
    }
    state.page = 0;
    show();
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function written(row) {
    const line = document.createElement("tr");
    const cell = (...parts) => {
      const made = document.createElement("td");
      made.append(...parts);
      line.append(made);
    };
    const severity = SEVERITIES[row[SEVERITY]];
    cell(element("span", `severity ${severity}`, severity));
    const link = element("a", "", rules[row[RULE]]);
    link.href = `#rule-${rules[row[RULE]]}`;
    cell(link);
    const known = (text) => text && !text.startsWith("(");
    const of = [texts[row[MRN]], texts[row[YEAR]]].filter(known).join(", ");
    const more = (alike.get(row) || 1) - 1;
    const copies = more ? [element("span", "of", `and in ${number(more)} more ${more === 1 ? "copy" : "copies"}`)] : [];
    cell(element("span", "path", `${texts[row[PATH]]}:${row[LINE]}:${row[COLUMN]}`), element("span", "of", of), ...copies);
    const source = texts[row[SOURCE]] ? [element("code", "source", texts[row[SOURCE]])] : [];
    cell(element("span", "message", texts[row[MESSAGE]]), ...source, element("span", "help", texts[row[HELP]]));
    return line;
  }

  function show() {
    const count = state.found.length;
    const pages = Math.max(1, Math.ceil(count / PAGE));
    const first = state.page * PAGE;
    const last = Math.min(count, first + PAGE);
    body.replaceChildren(...state.found.slice(first, last).map(written));
    const whole = state.matching === rows.length;
    const inTable = `${number(rows.length)} in this table`;
    const all = state.once
      ? `different findings, from ${whole ? inTable : `${number(state.matching)} that ${state.matching === 1 ? "matches" : "match"}`}`
      : whole
        ? "findings"
        : `findings that match, out of ${inTable}`;
    find("shown").textContent = count
      ? `${number(first + 1)} to ${number(last)} of ${number(count)} ${all}.`
      : `No finding matches; there are ${inTable}.`;
    find("page").textContent = `page ${number(state.page + 1)} of ${number(pages)}`;
    for (const button of find("pages").querySelectorAll("button")) {
      const back = ["first", "previous"].includes(button.dataset.go);
      button.disabled = back ? state.page === 0 : state.page >= pages - 1;
    }
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.sort === state.sort) {
        head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      } else {
        head.removeAttribute("aria-sort");
      }
    }
  }

  // The lists: what there is, with how often it is there.
  for (const [key, choice] of Object.entries(choices)) {
    const times = new Map();
    for (const row of rows) times.set(row[choice.place], (times.get(row[choice.place]) || 0) + 1);
    const values = [...times.keys()];
    if (key === "severity") values.sort((a, b) => b - a);
    else values.sort((a, b) => (choice.name(a) < choice.name(b) ? -1 : 1));
    const list = find(`by-${key}`);
    for (const value of values) {
      const option = element("option", "", `${choice.name(value)} (${number(times.get(value))})`);
      option.value = value;
      list.append(option);
    }
    list.addEventListener("change", () => {
      if (list.value === "") delete state.wanted[key];
      else state.wanted[key] = Number(list.value);
      select();
    });
    choice.list = list;
    choice.values = new Map(values.map((value) => [choice.name(value), value]));
  }

  // Shows the findings of one value of one choice, and nothing else.
  function only(key, name) {
    const copiesOnce = state.once;
    find("controls").reset();
    find("once").checked = state.once = copiesOnce;
    const value = choices[key].values.get(name);
    // A group can have findings of which none is in the table: then nothing may be shown.
    state.wanted = { [key]: value === undefined ? -1 : value };
    choices[key].list.value = value === undefined ? "" : String(value);
    select();
    const heading = find("findings").querySelector("h2");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  for (const label of document.querySelectorAll("[data-filter]")) {
    const button = element("button", "", label.textContent);
    button.type = "button";
    button.title = "show these findings";
    button.addEventListener("click", () => only(label.dataset.filter, label.dataset.value));
    label.replaceChildren(button);
  }
  for (const button of document.querySelectorAll("button[data-rule]")) {
    button.addEventListener("click", () => only("rule", button.dataset.rule));
  }
  for (const head of table.tHead.rows[0].cells) {
    const button = element("button", "", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      state.down = state.sort === head.dataset.sort ? !state.down : head.dataset.sort === "severity";
      state.sort = head.dataset.sort;
      select();
    });
    head.replaceChildren(button);
  }
  find("pages").addEventListener("click", (event) => {
    const go = event.target.dataset.go;
    if (!go) return;
    const end = Math.ceil(state.found.length / PAGE) - 1;
    state.page = { first: 0, previous: state.page - 1, next: state.page + 1, last: end }[go];
    show();
  });
  let waiting;
  find("search").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      state.search = event.target.value;
      select();
    }, 120);
  });
  find("once").addEventListener("change", (event) => {
    state.once = event.target.checked;
    select();
  });
  find("controls").addEventListener("submit", (event) => event.preventDefault());
  find("controls").addEventListener("reset", () => {
    clearTimeout(waiting);
    Object.assign(state, { search: "", wanted: {}, once: false, sort: null, down: false });
    select();
  });

  // A link to an explanation opens it.
  function open() {
    const target = find(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest("details");
    if (!closed) return;
    closed.open = true;
    target.scrollIntoView();
    closed.querySelector("summary").focus({ preventScroll: true });
  }
  addEventListener("hashchange", open);

  // On paper nothing can be opened, so everything is.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  for (const hidden of document.querySelectorAll(".script[hidden]")) hidden.hidden = false;
  show();
  open();
})();
