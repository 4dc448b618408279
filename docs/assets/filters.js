/* Filters the practice examples. The address keeps the choice, so that it can be shared. Without JavaScript all examples are
   shown, grouped by section, and the style sheet hides the form. */
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const status = document.getElementById("filter-status");
  const examples = [...document.querySelectorAll(".example")];
  const groups = [...document.querySelectorAll("section.examples")];
  const choices = [...form.querySelectorAll("select")];

  const fits = (example, choice) =>
    !choice.value ||
    (choice.name === "area" || choice.name === "source"
      ? example.dataset[choice.name] === choice.value
      : example.dataset[choice.name].split(" ").includes(choice.value));

  const show = () => {
    let shown = 0;
    for (const example of examples) {
      example.hidden = !choices.every((choice) => fits(example, choice));
      if (!example.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".example:not([hidden])");
    const again = shown ? "" : " Choose “Show all” to see them again.";
    status.textContent = `${shown} of ${examples.length} examples shown.${again}`;
  };

  const keep = () => {
    const query = new URLSearchParams(choices.filter((choice) => choice.value).map((choice) => [choice.name, choice.value]));
    const search = query.toString();
    try {
      history.replaceState(null, "", location.pathname + (search ? `?${search}` : ""));
    } catch {
      // A browser may forbid this on a page that is opened from a folder. The examples are filtered all the same.
    }
  };

  const given = new URLSearchParams(location.search);
  for (const choice of choices) {
    const value = given.get(choice.name);
    if ([...choice.options].some((option) => option.value === value)) choice.value = value;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => { show(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); keep(); }));
  if (choices.some((choice) => choice.value)) show();
})();
