// A button with data-copy="id" copies that field's value, and then says so in its own place.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    }
  });
}
