// A file dropped anywhere on the page goes into the page's file input, which then does what it does for a chosen file.
function zone() {
  return document.querySelector("drop-zone");
}

function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

let depth = 0;

function mark(change) {
  depth = Math.max(0, depth + change);
  zone()?.toggleAttribute("data-over", depth > 0);
}

document.addEventListener("dragenter", (event) => hasFiles(event) && mark(1));
document.addEventListener("dragleave", (event) => hasFiles(event) && mark(-1));
document.addEventListener("dragover", (event) => {
  // Without this the browser would leave the page and show the file.
  if (hasFiles(event) && zone()) {
    event.preventDefault();
  }
});
document.addEventListener("drop", (event) => {
  const input = zone()?.querySelector("input[type=file]");
  mark(-depth);
  if (input && hasFiles(event)) {
    event.preventDefault();
    if (!input.disabled) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
});
