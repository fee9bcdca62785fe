// Blazor says how the connection is; the dialog shows it. A circuit that is gone is started anew by loading the page again.
const dialog = document.getElementById("components-reconnect-modal");

async function reconnect() {
  document.removeEventListener("visibilitychange", reconnectWhenSeen);
  try {
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) {
      location.reload();
    } else {
      dialog.close();
    }
  } catch {
    // The server is still away; the dialog says so and the button stays.
    document.addEventListener("visibilitychange", reconnectWhenSeen);
  }
}

function reconnectWhenSeen() {
  if (document.visibilityState === "visible") {
    reconnect();
  }
}

dialog.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  switch (detail.state) {
    case "show":
      dialog.showModal();
      break;
    case "hide":
      dialog.close();
      break;
    case "failed":
      document.addEventListener("visibilitychange", reconnectWhenSeen);
      break;
    case "rejected":
      location.reload();
      break;
  }
});
// Closing it would hide that figures on the page no longer change.
dialog.addEventListener("cancel", (event) => event.preventDefault());
dialog.querySelector("[data-reconnect]").addEventListener("click", reconnect);
