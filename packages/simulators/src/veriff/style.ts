/** Of the hosted page: one column, large targets, the system's own colours by day and by night. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #eef1f0; --paper: #ffffff; --ink: #16211f; --quiet: #4c5b58; --line: #6f807c;
  --action: #0b5d51; --action-ink: #ffffff; --notice: #ffe9a8; --notice-ink: #3d2e00; --focus: #1d5fbf;
  font: 1.0625rem / 1.5 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1413; --paper: #18211f; --ink: #e9f1ef; --quiet: #a9bab6; --line: #7f918d;
    --action: #8fdccd; --action-ink: #06231e; --notice: #463800; --notice-ink: #ffe9a8; --focus: #8ab8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); }
.banner {
  margin: 0; padding: 0.75rem 1rem; background: var(--notice); color: var(--notice-ink);
  font-weight: 600; text-align: center;
}
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.25; }
fieldset {
  min-width: 0; margin: 1.25rem 0 0; padding: 0.5rem 1rem 1rem;
  border: 1px solid var(--line); border-radius: 0.75rem; background: var(--paper);
}
legend { padding: 0 0.375rem; font-weight: 600; }
.choice { display: grid; grid-template-columns: 13rem 1fr; gap: 0.25rem 1rem; align-items: center; margin-top: 0.75rem; }
.choice p { margin: 0; color: var(--quiet); font-size: 0.9375rem; }
.note { color: var(--quiet); }
.estimate { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; margin-top: 0.5rem; }
button, input, .back {
  min-height: 3rem; padding: 0.5rem 1rem; border: 1px solid var(--action); border-radius: 0.5rem; font: inherit;
}
button, .back { background: var(--action); color: var(--action-ink); font-weight: 600; cursor: pointer; }
.back { display: inline-flex; align-items: center; text-decoration: none; }
input { width: 6rem; border-color: var(--line); background: var(--page); color: var(--ink); }
a { color: var(--action); }
a.back { color: var(--action-ink); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
@media (max-width: 32rem) { .choice { grid-template-columns: 1fr; } }
`;
