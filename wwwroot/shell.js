// What pages need before a circuit exists, and without one: appearance, time zone, menus, keys.
import "./appearance.js";
import "./keyboard.js";
import "./drop-zone.js";
import "./transaction-sheet.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  document.cookie = `bankview-zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
}

// A menu has done its work once something in it was followed.
document.addEventListener("click", (event) => {
  if (event.target.closest("[popover] a[href]")) {
    event.target.closest("[popover]").hidePopover();
  }
  // With a base address of "/", the browser would take "#content" for the overview's.
  if (event.target.closest(".skip-link")) {
    event.preventDefault();
    document.getElementById("content").focus();
  }
});

if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("service-worker.js");
}
