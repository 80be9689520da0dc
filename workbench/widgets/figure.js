// The page's half of FigureView. BokehJS comes from the kernel, once a page.
let loading;

function bokeh(model) {
  if (window.Bokeh?.embed) return Promise.resolve(window.Bokeh);
  loading ??= new Promise((resolve, reject) => {
    const heard = (message, buffers) => {
      if (!message?.bokehjs) return;
      model.off("msg:custom", heard);
      const source = buffers[0] instanceof DataView ? buffers[0] : new DataView(buffers[0]);
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const script = document.createElement("script");
      script.src = url;
      script.onload = () => { URL.revokeObjectURL(url); resolve(window.Bokeh); };
      script.onerror = reject;
      // An AMD loader on the page would take BokehJS for itself, and it would never be global.
      const define = window.define;
      window.define = undefined;
      script.addEventListener("load", () => { window.define = define; });
      document.head.append(script);
    };
    model.on("msg:custom", heard);
    model.send("bokehjs");
  });
  return loading;
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
      <button type="button" data-do="all">Show all</button>
      <button type="button" data-do="none">Clear choice</button>
    </div>
    <div class="wb-plot" role="img"></div>
    <details><summary>The same as a table</summary><div class="wb-numbers" tabindex="0"></div></details>`;
  const plot = el.querySelector(".wb-plot");
  let view;
  let drawn = 0;

  async function draw() {
    const turn = ++drawn;
    el.querySelector(".wb-sentence").textContent = model.get("sentence");
    plot.setAttribute("aria-label", `${model.get("label")}. ${model.get("sentence")}`);
    numbers();
    const item = model.get("item");
    if (!item.doc) return;
    const Bokeh = await bokeh(model);
    if (turn !== drawn) return; // another figure has come meanwhile
    clear();
    plot.replaceChildren();
    const views = await Bokeh.embed.embed_item({ ...item, target_id: null }, plot);
    view = [...(views.roots ?? views)][0];
    const rows = named("rows");
    rows?.selected.connect(rows.selected.properties.indices.change, () => {
      const chosen = [...rows.selected.indices];
      if (JSON.stringify(chosen) === JSON.stringify(model.get("selected"))) return;
      model.set("selected", chosen);
      model.save_changes();
    });
    show();
    choose();
    plot.dataset.drawn = "true";
  }

  const named = (name) => view?.model.document?.get_model_by_name(name) ?? null;

  function clear() {
    delete plot.dataset.drawn;
    view?.model.document?.clear();
    view = undefined;
  }

  function choose() {
    const rows = named("rows");
    const wanted = model.get("selected");
    if (rows && JSON.stringify([...rows.selected.indices]) !== JSON.stringify(wanted))
      rows.selected.indices = wanted;
  }

  function show() {
    const shown = named("shown");
    if (shown) shown.indices = model.get("shown");
  }

  function numbers() {
    const { columns = [], rows = [], of = 0 } = model.get("table");
    const table = document.createElement("table");
    const cell = (tag, text, scope) => {
      const node = document.createElement(tag);
      node.textContent = text;
      if (scope) node.setAttribute("scope", scope);
      return node;
    };
    const head = table.createTHead().insertRow();
    columns.forEach((name) => head.append(cell("th", name, "col")));
    const body = table.createTBody();
    rows.forEach((row) => {
      const line = body.insertRow();
      row.forEach((text, i) => line.append(i ? cell("td", text) : cell("th", text, "row")));
    });
    const more = of > rows.length ? [cell("p", `The first ${rows.length} of ${of} rows.`)] : [];
    el.querySelector(".wb-numbers").replaceChildren(table, ...more);
  }

  const plots = () => {
    const all = [...(view?.model.document?.all_models ?? [])];
    return all.filter((m) => m.type === "Figure" || m.type === "Plot");
  };
  const home = new WeakMap();

  function move(what) {
    if (what === "none") { model.set("selected", []); model.save_changes(); choose(); return; }
    const ranges = new Set(plots().map((p) => p.x_range));
    for (const range of ranges) {
      if (typeof range.start !== "number") continue;
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

  el.querySelector(".wb-tools").addEventListener("click", (event) => {
    const what = event.target.closest("button")?.dataset.do;
    if (what) move(what);
  });
  model.on("change:item", draw);
  model.on("change:selected", choose);
  model.on("change:shown", show);
  draw();
  return clear;
}

export default { render };
