/** Of the hosted pages: large targets, two columns where there is room, the system's own colours by day and by night. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f3f1f8; --paper: #ffffff; --ink: #1c1830; --quiet: #56506b; --line: #7b7490; --soft: #dcd7ea;
  --action: #4b3fb5; --action-ink: #ffffff; --notice: #ffe9a8; --notice-ink: #3d2e00;
  --wrong: #a3132b; --focus: #1d5fbf;
  font: 1.0625rem / 1.5 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12101c; --paper: #1d1a2b; --ink: #eeebf8; --quiet: #b3adc9; --line: #8b84a3; --soft: #3a3550;
    --action: #b9b0ff; --action-ink: #1a1340; --notice: #463800; --notice-ink: #ffe9a8;
    --wrong: #ff9aa8; --focus: #8ab8ff;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--page); color: var(--ink); }
.banner {
  margin: 0; padding: 0.75rem 1rem; background: var(--notice); color: var(--notice-ink);
  font-weight: 600; text-align: center;
}
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
main.wide { max-width: 64rem; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem 2.5rem; align-items: start; }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0; font-size: 1.125rem; line-height: 1.3; }
.price { margin: 0; font-size: 2.25rem; font-weight: 700; line-height: 1.2; font-variant-numeric: tabular-nums; }
.note { margin: 0.25rem 0 0; color: var(--quiet); }
.wrong { margin: 0.75rem 0 0; color: var(--wrong); font-weight: 600; }
.card {
  margin: 1.25rem 0 0; padding: 1rem 1.25rem 1.25rem;
  border: 1px solid var(--soft); border-radius: 0.75rem; background: var(--paper);
}
table { width: 100%; margin-top: 0.5rem; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.5rem 0; border-bottom: 1px solid var(--soft); text-align: left; font-weight: 400; }
tr:last-child th, tr:last-child td { border-bottom: 0; }
td.amount, th.amount { text-align: right; white-space: nowrap; }
tr.total th, tr.total td { font-weight: 700; }
label { display: block; margin: 0.75rem 0 0.25rem; font-weight: 600; }
label.check { display: flex; gap: 0.625rem; align-items: start; font-weight: 400; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; }
.joined { display: grid; grid-template-columns: 1fr auto; gap: 0.75rem; align-items: end; }
button, input, .button {
  min-height: 3rem; padding: 0.5rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; font: inherit;
}
input { width: 100%; background: var(--page); color: var(--ink); }
input[type="checkbox"] { width: 1.5rem; min-height: 1.5rem; flex: none; accent-color: var(--action); }
input[aria-invalid="true"] { border-color: var(--wrong); border-width: 2px; }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; border-color: var(--action);
  background: var(--action); color: var(--action-ink); font-weight: 600; text-decoration: none; cursor: pointer;
}
.quiet { background: transparent; color: var(--action); }
.whole { width: 100%; margin-top: 1.25rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1rem; }
details { margin-top: 1rem; }
summary { min-height: 2.75rem; padding: 0.5rem 0; cursor: pointer; color: var(--action); font-weight: 600; }
code { font: 0.9375rem ui-monospace, monospace; white-space: nowrap; }
a { color: var(--action); }
a.button { color: var(--action-ink); }
a.button.quiet { color: var(--action); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
@media (max-width: 48rem) { .columns { grid-template-columns: 1fr; } }
`;
