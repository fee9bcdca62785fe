// "/" searches, "j" and "k" go down and up a list of transactions, "g" and a letter goes to a page, "?" lists the keys. The letters are data-key on the navigation's links.
const waitForLetter = 1500;
let goPressedAt = -Infinity;

function search() {
  const field = document.querySelector("input[type=search]");
  if (field) {
    field.focus();
  } else {
    document.querySelector(".app-navigation [data-key=a]")?.click();
  }
}

function moveInList(step) {
  const rows = [...document.querySelectorAll("a[data-transaction]")];
  const next = rows[Math.max(0, rows.indexOf(document.activeElement) + step)];
  next?.focus();
  return rows.length > 0;
}

function handle(event) {
  if (event.timeStamp - goPressedAt < waitForLetter) {
    goPressedAt = -Infinity;
    const link = document.querySelector(`.app-navigation [data-key="${CSS.escape(event.key)}"]`);
    link?.click();
    return link !== null;
  }
  switch (event.key) {
    case "/":
      search();
      return true;
    case "?":
      document.getElementById("keyboard-help")?.showModal();
      return true;
    case "j":
      return moveInList(1);
    case "k":
      return moveInList(-1);
    case "g":
      goPressedAt = event.timeStamp;
      return true;
    default:
      return false;
  }
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable], dialog[open]");
  if (!writing && !event.ctrlKey && !event.metaKey && !event.altKey && handle(event)) {
    event.preventDefault();
  }
});
