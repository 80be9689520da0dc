// The page's half of RecordTable: draws the rows in sight and asks the kernel for others.
const ROW = 46; // pixels; every row the same, so that scrolling can be reckoned
const AROUND = 6; // rows drawn beyond those in sight, on either side
const KEYS = [
  ["↑ ↓", "the row above, the row below"],
  ["Page Up, Page Down", "a screen up, a screen down"],
  ["Home, End", "the first row, the last row"],
  ["Enter or Space", "choose the row"],
  ["/", "find in this list"],
  ["Esc", "in the search box: empty it and go back to the list"],
  ["?", "show or hide these keys"],
];

function render({ model, el }) {
  el.classList.add("wb-table");
  const name = `wb-${Math.random().toString(36).slice(2)}`;
  el.innerHTML = `
    <div class="wb-bar">
      <label for="${name}-filter">Find in this list</label>
      <input id="${name}-filter" type="search" autocomplete="off">
      <span role="status" aria-live="polite" class="wb-count"></span>
      <button type="button" class="wb-help" aria-expanded="false" aria-label="Keys of this list">?</button>
    </div>
    <dl class="wb-keys" hidden></dl>
    <div class="wb-scroll" tabindex="-1">
      <div role="grid" class="wb-grid" tabindex="0"></div>
    </div>
    <div class="wb-whole" role="region" aria-label="The chosen row in full" hidden></div>`;
  const input = el.querySelector("input");
  const count = el.querySelector(".wb-count");
  const scroll = el.querySelector(".wb-scroll");
  const grid = el.querySelector(".wb-grid");
  const whole = el.querySelector(".wb-whole");
  const help = el.querySelector(".wb-help");
  const keys = el.querySelector(".wb-keys");
  let active = 0;
  keys.innerHTML = KEYS.map(([key, what]) => `<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`).join("");

  function toggleKeys() {
    keys.hidden = !keys.hidden;
    help.setAttribute("aria-expanded", String(!keys.hidden));
  }

  function cell(role, text, column) {
    const node = document.createElement("div");
    node.setAttribute("role", role);
    node.setAttribute("aria-colindex", String(column + 1));
    if (text) {
      const words = document.createElement("span"); // cut after two lines, inside the cell's room
      words.textContent = text;
      node.append(words);
    }
    return node;
  }

  function header() {
    const row = document.createElement("div");
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", "1");
    row.className = "wb-row wb-head";
    const sort = model.get("sort");
    model.get("headings").forEach((h, i) => {
      const node = cell("columnheader", "", i);
      const is = sort.replace(/^-/, "") === h.name;
      node.setAttribute("aria-sort", !is ? "none" : sort.startsWith("-") ? "descending" : "ascending");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = h.heading;
      if (is) {
        const arrow = document.createElement("span");
        arrow.setAttribute("aria-hidden", "true");
        arrow.textContent = sort.startsWith("-") ? " ▼" : " ▲";
        button.append(arrow);
      }
      button.addEventListener("click", () => {
        model.set("sort", is && !sort.startsWith("-") ? `-${h.name}` : h.name);
        model.save_changes();
      });
      node.append(button);
      row.append(node);
    });
    return row;
  }

  // The first row to draw, and the one after the last.
  function inSight() {
    const first = Math.floor(scroll.scrollTop / ROW);
    return [Math.max(0, first - AROUND), first + Math.ceil(scroll.clientHeight / ROW) + AROUND];
  }
  let drawn = [0, 0];

  // Several things change at once; one drawing shows them all.
  let waits = false;
  function draw() {
    if (waits) return;
    waits = true;
    queueMicrotask(() => { waits = false; drawNow(); }); // in this same turn, so in the next frame
  }

  function drawNow() {
    drawn = inSight(); // before anything is taken out, which would let the list shrink
    const { offset, rows } = model.get("window");
    const total = model.get("total");
    const of = model.get("of");
    const headings = model.get("headings");
    grid.setAttribute("aria-label", model.get("label"));
    grid.setAttribute("aria-rowcount", String(total + 1));
    grid.setAttribute("aria-colcount", String(headings.length));
    grid.style.setProperty("--wb-columns", headings.map((h) => h.width).join(" "));
    count.textContent = total === of ? `${total.toLocaleString("en-GB")} in all`
      : `${total.toLocaleString("en-GB")} of ${of.toLocaleString("en-GB")}`;
    const focused = grid.contains(document.activeElement) && document.activeElement.closest("button");
    const focusedHeading = focused ? [...grid.querySelectorAll("button")].indexOf(focused) : -1;
    grid.replaceChildren(header());
    const body = document.createElement("div");
    body.setAttribute("role", "rowgroup");
    body.style.height = `${Math.max(total, 1) * ROW}px`;
    body.className = "wb-body";
    if (!total) {
      const row = document.createElement("div");
      row.setAttribute("role", "row");
      row.className = "wb-row wb-none";
      row.append(cell("gridcell", of ? "No row has these words." : model.get("empty"), 0));
      body.append(row);
    }
    rows.forEach((values, i) => {
      const index = offset + i;
      if (index < drawn[0] || index >= drawn[1]) return;
      const row = document.createElement("div");
      row.setAttribute("role", "row");
      row.setAttribute("aria-rowindex", String(index + 2));
      row.id = `${name}-row-${index}`;
      row.className = "wb-row";
      row.style.top = `${index * ROW}px`;
      values.forEach((text, c) => row.append(cell("gridcell", text, c)));
      row.addEventListener("click", () => choose(index));
      body.append(row);
    });
    grid.append(body);
    if (focusedHeading >= 0) grid.querySelectorAll("button")[focusedHeading]?.focus();
    mark();
  }

  // Which row is chosen, and on which one the keys stand.
  function mark() {
    const row = (index) => grid.querySelector(`#${name}-row-${index}`);
    const chosen = row(model.get("selected"));
    const now = row(active);
    grid.querySelectorAll(".wb-body .wb-row[id]").forEach((each) => {
      each.setAttribute("aria-selected", String(each === chosen));
      each.classList.toggle("wb-active", each === now);
    });
    if (now) grid.setAttribute("aria-activedescendant", now.id);
    else grid.removeAttribute("aria-activedescendant");
    showWhole();
  }

  // A cell shows two lines; what was chosen stands below the list with every word.
  function showWhole() {
    if (!model.get("whole")) return;
    const selected = model.get("selected");
    whole.hidden = selected < 0;
    const { offset, rows } = model.get("window");
    const values = rows[selected - offset];
    if (!values) return; // scrolled out of sight: what stands there stays
    const list = document.createElement("dl");
    model.get("headings").forEach((h, i) => {
      if (!values[i]) return;
      const [name, words] = [document.createElement("dt"), document.createElement("dd")];
      [name.textContent, words.textContent] = [h.heading, values[i]];
      list.append(name, words);
    });
    whole.replaceChildren(list);
  }

  function scrolled() {
    ask(Math.floor(scroll.scrollTop / ROW));
    const [first, last] = inSight();
    // Half of what is drawn around is left: time to draw more.
    if (first < drawn[0] - AROUND / 2 || last > drawn[1] + AROUND / 2) draw();
  }

  function ask(first) {
    const { offset, rows } = model.get("window");
    const last = Math.min(first + Math.ceil(scroll.clientHeight / ROW) + 1, model.get("total"));
    if (first >= offset && last <= offset + rows.length) return;
    model.set("asked", Math.max(0, first - 14));
    model.save_changes();
  }

  function choose(index) {
    active = index;
    model.set("selected", index);
    model.save_changes();
    mark();
    grid.focus({ preventScroll: true });
  }

  function move(to) {
    const total = model.get("total");
    if (!total) return;
    active = Math.max(0, Math.min(total - 1, to));
    const top = active * ROW;
    const visible = scroll.clientHeight - grid.firstElementChild.offsetHeight; // what the heading covers
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (top + ROW > scroll.scrollTop + visible) scroll.scrollTop = top + ROW - visible;
    ask(Math.floor(scroll.scrollTop / ROW));
    draw();
  }

  grid.addEventListener("keydown", (event) => {
    if (event.target.closest("button") && (event.key === "Enter" || event.key === " ")) return;
    const page = Math.max(1, Math.floor(scroll.clientHeight / ROW) - 1);
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page,
      PageUp: active - page, Home: 0, End: model.get("total") - 1 }[event.key];
    if (to !== undefined) move(to);
    else if (event.key === "Enter" || event.key === " ") choose(active);
    else if (event.key === "/") input.focus();
    else if (event.key === "?") toggleKeys();
    else if (event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
    else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation(); // the notebook has keys of its own
  });
  scroll.addEventListener("scroll", scrolled);
  const sized = new ResizeObserver(scrolled); // in a section that was out of sight nothing had room
  sized.observe(scroll);
  // Each letter is sent at once; while an answer is awaited the model itself keeps the latest.
  input.addEventListener("input", () => {
    active = 0;
    scroll.scrollTop = 0;
    model.set("filter", input.value);
    model.save_changes();
  });
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      input.value = "";
      input.dispatchEvent(new Event("input"));
      grid.focus();
    }
  });
  help.addEventListener("click", toggleKeys);
  input.value = model.get("filter");
  model.on("change:window", draw);
  model.on("change:total", draw);
  model.on("change:sort", draw);
  model.on("change:label", draw);
  model.on("change:selected", () => {
    if (model.get("selected") >= 0) active = model.get("selected");
    mark();
  });
  drawNow();
  return () => sized.disconnect();
}

export default { render };
