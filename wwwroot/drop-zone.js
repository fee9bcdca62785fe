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

// The page may still be waking up when a file is dropped: then it is handed over as soon as the input listens.
function hand(files, tries = 100) {
  const input = zone()?.querySelector("input[type=file]");
  if (!input || zone().ariaBusy === "true") {
    return;
  }
  if (!input.disabled) {
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (tries > 0) {
    setTimeout(() => hand(files, tries - 1), 100);
  }
}

document.addEventListener("drop", (event) => {
  mark(-depth);
  if (zone() && hasFiles(event)) {
    event.preventDefault();
    hand(event.dataTransfer.files);
  }
});
