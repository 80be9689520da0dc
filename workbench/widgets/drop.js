// The page's half of DropFiles: a place to drop into, and a button that does the same.
function render({ model, el }) {
  el.classList.add("wb-drop");
  const what = model.get("what");
  const words = document.createElement("span");
  words.className = "wb-drop-words";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `Choose ${what}`;
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = model.get("accept");
  input.hidden = true;
  const said = document.createElement("span");
  said.className = "wb-drop-said";
  said.setAttribute("role", "status");
  words.append(`Drop ${what} here, or`);
  const kinds = document.createElement("span");
  kinds.className = "wb-drop-kinds";
  kinds.textContent = model.get("kinds");
  el.append(words, button, kinds, said, input);

  async function send(files) {
    if (!files.length) return;
    const many = files.length === 1 ? files[0].name : `${files.length} files`;
    said.textContent = `Taking in ${many}…`;
    try {
      // Read before any is sent: a folder or a file that is gone must not leave half a drop behind.
      const read = [];
      for (const file of files) read.push([file.name, await file.arrayBuffer()]);
      read.forEach(([name, content], at) => model.send({ at, of: read.length, name }, undefined, [content]));
      said.textContent = "";
    } catch {
      said.textContent = "A folder cannot be dropped. Open it, choose the files in it, and drop those.";
    }
  }

  let over = 0; // the pointer goes in and out of the words and the button, too
  const mark = () => el.classList.toggle("wb-over", over > 0);
  el.addEventListener("dragenter", (event) => { event.preventDefault(); over += 1; mark(); });
  el.addEventListener("dragleave", () => { over -= 1; mark(); });
  el.addEventListener("dragover", (event) => { event.preventDefault(); event.stopPropagation(); });
  el.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would put the file beside the notebooks
    over = 0;
    mark();
    send([...event.dataTransfer.files]);
  });
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => { send([...input.files]); input.value = ""; });
  el.addEventListener("keydown", (event) => event.stopPropagation()); // the notebook has keys of its own
}

export default { render };
