// The page's half of CorrectForm. Drafts live in the browser: they outlast the page and the kernel.
const PREFIX = "workbench-draft:";

function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function drafts(where) {
  const found = {};
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX + where + "\n")) continue;
    try { found[key.slice((PREFIX + where + "\n").length)] = JSON.parse(localStorage.getItem(key)); } catch { /* not ours */ }
  }
  return found; // "ref\nfield" -> {value, why, name}
}

function render({ model, el }) {
  el.classList.add("wb-correct");
  const id = `wb-${Math.random().toString(36).slice(2)}`;
  el.innerHTML = `
    <p class="wb-drafts" hidden></p>
    <form aria-label="Correct this passage">
      <label for="${id}-field">Correct the</label><select id="${id}-field"></select>
      <label for="${id}-value">to</label><textarea id="${id}-value" rows="4"></textarea>
      <label for="${id}-why">because</label><input id="${id}-why" autocomplete="off">
      <div class="wb-row">
        <button type="submit" class="wb-main">Save correction</button>
        <button type="button" data-do="undo">Back to what was read</button>
        <button type="button" data-do="drop" hidden>Drop the draft</button>
      </div>
      <p class="wb-said" role="status"></p>
    </form>`;
  const [form, field, value, why] = ["form", "select", "textarea", "input"].map((tag) => el.querySelector(tag));
  const said = el.querySelector(".wb-said");
  const drop = el.querySelector("[data-do=drop]");
  const key = (ref, f) => `${PREFIX}${model.get("where")}\n${ref}\n${f}`;

  function fill() {
    form.hidden = !model.get("ref");
    const values = model.get("values");
    if (field.options.length !== Object.keys(values).length)
      field.replaceChildren(...Object.keys(values).map((name) => node("option", { value: name }, name)));
    field.value = model.get("field");
    const draft = JSON.parse(localStorage.getItem(key(model.get("ref"), field.value)) ?? "null");
    value.value = draft ? draft.value : values[field.value] ?? "";
    why.value = draft ? draft.why : "";
    drop.hidden = !draft;
    tell(draft ? { words: "You typed this before and did not save it.", failed: false } : model.get("said"));
    list();
  }

  function tell({ words, failed }) {
    said.textContent = words;
    said.classList.toggle("wb-failed", failed);
    said.setAttribute("role", failed ? "alert" : "status");
  }

  function list() {
    const here = `${model.get("ref")}\n`;
    const others = Object.entries(drafts(model.get("where"))).filter(([k]) => !k.startsWith(here));
    const box = el.querySelector(".wb-drafts");
    box.hidden = !others.length;
    box.replaceChildren("Begun and not saved: ", ...others.map(([k, draft]) => {
      const [ref, f] = k.split("\n");
      const button = node("button", { type: "button" }, `${f} of ${draft.name || ref}`);
      button.addEventListener("click", () => {
        model.set("field", f);
        model.save_changes();
        model.send({ do: "open", ref });
      });
      return button;
    }));
  }

  function keep() {
    const same = value.value === (model.get("values")[field.value] ?? "") && !why.value;
    const at = key(model.get("ref"), field.value);
    if (same) localStorage.removeItem(at);
    else localStorage.setItem(at, JSON.stringify({ value: value.value, why: why.value, name: model.get("name") }));
    drop.hidden = same;
  }

  const ask = (what) => model.send({ do: what, ref: model.get("ref"), field: field.value, value: value.value, why: why.value });
  value.addEventListener("input", keep);
  why.addEventListener("input", keep);
  field.addEventListener("change", () => { model.set("field", field.value); model.save_changes(); fill(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); ask("save"); });
  el.querySelector("[data-do=undo]").addEventListener("click", () => ask("undo"));
  drop.addEventListener("click", () => {
    localStorage.removeItem(key(model.get("ref"), field.value));
    fill();
    value.focus();
  });
  el.addEventListener("keydown", (event) => event.stopPropagation()); // the notebook has keys of its own
  model.on("change:kept", () => {
    const { ref, field: f } = model.get("kept");
    localStorage.removeItem(key(ref, f));
    fill();
  });
  model.on("change:ref", fill);
  model.on("change:values", fill);
  model.on("change:said", () => tell(model.get("said")));
  fill();
}

export default { render };
