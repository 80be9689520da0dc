// The page's half of FigureView. BokehJS comes from the kernel, once a page.
function bokeh(model) {
  if (window.Bokeh?.embed) return Promise.resolve(window.Bokeh);
  // Kept on the page: each figure has this module for itself, and one BokehJS must serve them all.
  window.workbenchBokeh ??= new Promise((resolve, reject) => {
    const heard = (message, buffers) => {
      if (!message?.bokehjs) return;
      model.off("msg:custom", heard);
      const source = buffers[0] instanceof DataView ? buffers[0] : new DataView(buffers[0]);
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const script = document.createElement("script");
      script.src = url;
      // An AMD loader on the page would take BokehJS for itself, and it would never be global.
      const define = window.define;
      window.define = undefined;
      const ended = (done) => () => { URL.revokeObjectURL(url); window.define = define; done(window.Bokeh); };
      script.onload = ended(resolve);
      script.onerror = ended(reject);
      document.head.append(script);
    };
    model.on("msg:custom", heard);
    model.send("bokehjs");
  });
  window.workbenchBokeh.catch(() => { delete window.workbenchBokeh; });
  return window.workbenchBokeh;
}

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
function isDark() {
  const chosen = document.body.dataset.jpThemeLight; // JupyterLab and Voilà say which theme it is
  return chosen === undefined ? systemDark.matches : chosen === "false";
}

// Every string that is a light colour becomes its dark one.
function recoloured(value, dark) {
  if (typeof value === "string") return dark[value] ?? value;
  if (Array.isArray(value)) return value.map((item) => recoloured(item, dark));
  if (value && typeof value === "object" && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer))
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, recoloured(v, dark)]));
  return value;
}

function render({ model, el }) {
  el.classList.add("wb-figure");
  el.innerHTML = `
    <p class="wb-sentence" role="status"></p>
    <div class="wb-tools" role="toolbar" aria-label="Move about in the figure">
      <button type="button" data-do="in">Zoom in</button>
      <button type="button" data-do="out">Zoom out</button>
      <button type="button" data-do="left">Earlier</button>
      <button type="button" data-do="right">Later</button>
      <button type="button" data-do="all">Whole span</button>
      <button type="button" data-do="none">Clear choice</button>
    </div>
    <div class="wb-plot" role="figure" tabindex="0"></div>
    <details><summary>The same as a table</summary><div class="wb-numbers" role="region" tabindex="0"></div></details>`;
  const plot = el.querySelector(".wb-plot");
  const tools = el.querySelector(".wb-tools");
  let view;
  let held = {}; // the last event of the mouse: Bokeh does not tell which keys were held
  let narrow; // shows some of the rows alone, where the figure can
  let above; // where what is chosen is drawn over the other marks
  let drawn = 0;

  async function draw() {
    const turn = ++drawn;
    el.querySelector(".wb-sentence").textContent = model.get("sentence");
    plot.setAttribute("aria-label", `${model.get("label")}. The same stands in the table below.`);
    el.querySelector(".wb-numbers").setAttribute("aria-label", `${model.get("label")}, as a table`);
    numbers();
    const item = isDark() ? recoloured(model.get("item"), model.get("dark")) : model.get("item");
    if (!item.doc) return;
    if (!plot.childElementCount) plot.textContent = "Drawing the figure …";
    try {
      const Bokeh = await bokeh(model);
      if (turn !== drawn) return; // another figure has come meanwhile
      clear();
      plot.replaceChildren();
      const views = await Bokeh.embed.embed_item({ ...item, target_id: null }, plot);
      view = [...(views.roots ?? views)][0];
    } catch (error) {
      console.error(error);
      plot.textContent = "The figure could not be drawn. The same numbers stand in the table below.";
      return;
    }
    const rows = named("rows");
    above = layerAbove(view.model.document, pick, () => held);
    narrow = narrowing(view.model.document);
    if (!above) rows?.selected.connect(rows.selected.properties.indices.change, () => {
      if (!same(rows.selected.indices, selected())) pick([...rows.selected.indices]);
    });
    tools.classList.toggle("wb-fixed", !ranges().length);
    tools.hidden = !ranges().length && !rows;
    show();
    choose();
    plot.dataset.drawn = "true";
  }

  const named = (name) => view?.model.document?.get_model_by_name(name) ?? null;

  function clear() {
    delete plot.dataset.drawn;
    view?.model.document?.clear();
    view = above = narrow = undefined;
  }

  const selected = () => positions(model.get("selected")) ?? [];

  // Chosen here: drawn at once, and the kernel hears of it.
  function pick(wanted) {
    model.set("selected", packed(wanted));
    model.save_changes();
    choose();
  }

  function choose() {
    const rows = named("rows");
    const wanted = selected();
    if (above) above.draw(wanted);
    else if (rows && !same(rows.selected.indices, wanted)) rows.selected.indices = wanted;
    plot.dataset.chosen = wanted.length;
    el.querySelectorAll(".wb-numbers button").forEach((button) =>
      button.setAttribute("aria-pressed", String(wanted.includes(Number(button.dataset.position)))));
  }

  function show() {
    const wanted = positions(model.get("shown"));
    narrow?.(wanted);
    above?.only(wanted);
    plot.dataset.shown = wanted ? wanted.length : "all";
  }

  function numbers() {
    const { columns = [], rows = [], of = 0, positions = null } = model.get("table");
    const table = document.createElement("table");
    const cell = (tag, text, scope) => {
      const node = document.createElement(tag);
      node.textContent = text;
      if (scope) node.setAttribute("scope", scope);
      return node;
    };
    const head = table.createTHead().insertRow();
    columns.forEach((name) => head.append(cell("th", name, "col")));
    if (positions) head.append(cell("th", "Choose", "col"));
    const body = table.createTBody();
    rows.forEach((row, r) => {
      const line = body.insertRow();
      row.forEach((text, i) => line.append(i ? cell("td", text) : cell("th", text, "row")));
      if (positions) line.insertCell().append(chooser(positions[r], row));
    });
    const more = of > rows.length ? [cell("p", `The first ${rows.length} of ${of} rows.`)] : [];
    el.querySelector(".wb-numbers").replaceChildren(table, ...more);
  }

  function chooser(position, row) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Choose";
    button.dataset.position = position;
    button.setAttribute("aria-label", `Choose ${row.slice(0, 2).join(", ")}`);
    button.setAttribute("aria-pressed", "false");
    return button;
  }

  // The ranges that can be zoomed: dates and numbers, not names.
  const ranges = () => {
    const all = [...(view?.model.document?.all_models ?? [])];
    const plots = all.filter((m) => m.type === "Figure" || m.type === "Plot");
    return [...new Set(plots.map((p) => p.x_range))].filter((r) => typeof r.start === "number" && !r.factors);
  };
  const home = new WeakMap();

  function move(what) {
    if (what === "none") return pick([]);
    for (const range of ranges()) {
      if (!home.has(range)) home.set(range, [range.start, range.end]);
      const [first, last] = home.get(range);
      const width = range.end - range.start;
      const to = {
        in: [range.start + width / 4, range.end - width / 4],
        out: [range.start - width / 2, range.end + width / 2],
        left: [range.start - width / 3, range.end - width / 3],
        right: [range.start + width / 3, range.end + width / 3],
        all: [first, last],
      }[what];
      range.setv({ start: to[0], end: to[1] });
    }
  }

  tools.addEventListener("click", (event) => {
    const what = event.target.closest("button")?.dataset.do;
    if (what) move(what);
  });
  el.querySelector(".wb-numbers").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) pick([Number(button.dataset.position)]);
  });
  plot.addEventListener("pointerup", (event) => { held = event; }, true);
  plot.addEventListener("keydown", (event) => { if (event.key === "Escape" && selected().length) pick([]); });
  // The notebook has keys of its own, and they must not hear what is typed here.
  el.addEventListener("keydown", (event) => event.stopPropagation());
  const themed = new MutationObserver(draw);
  themed.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  systemDark.addEventListener("change", draw);
  model.on("change:item", draw);
  model.on("change:selected", choose);
  model.on("change:shown", show);
  draw();
  return () => { themed.disconnect(); systemDark.removeEventListener("change", draw); clear(); };
}

export default { render };
