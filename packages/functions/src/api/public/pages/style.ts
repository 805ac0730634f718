/** The page's whole appearance: no font, image or file of anybody's is loaded. Follows the reader's light or dark. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1d2329;--soft:#525c66;--paper:#fff;--card:#f4f6f8;--line:#d5dbe1;--link:#0b5394;--help:#a3240f;--onhelp:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf0;--soft:#a9b4bf;--paper:#14181c;--card:#1e242a;--line:#38424c;--link:#8fc2f5;--help:#ffb4a3;--onhelp:#2b0a04}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:44rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.25rem}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.3rem;line-height:1.3;margin:2.5rem 0 .5rem}
h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
p{margin:.6rem 0}
ul{padding-left:1.25rem;margin:.6rem 0}
li{margin:.3rem 0}
a{color:var(--link)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.top{display:flex;justify-content:space-between;gap:1rem;font-size:.95rem}
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
.help{border:2px solid var(--help);border-radius:.6rem;padding:.25rem 1rem 1rem;margin:1.25rem 0}
p.help{padding:.75rem 1rem}
.help h2{margin-top:.75rem}
.help ul{list-style:none;padding:0;margin:0;display:grid;gap:.6rem;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr))}
.help li{margin:0}
.help a{display:block;background:var(--help);color:var(--onhelp);text-decoration:none;font-weight:600;text-align:center;padding:.7rem .5rem;border-radius:.4rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .9rem;margin:.75rem 0}
.card h3{margin:0 0 .25rem;font-size:1rem}
.card p{margin:.25rem 0}
.meta{color:var(--soft);font-size:.875rem}
details{margin:.75rem 0;border-top:1px solid var(--line);padding-top:.5rem}
summary{cursor:pointer;font-weight:600;padding:.35rem 0}
table{border-collapse:collapse;width:100%;margin:.75rem 0}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line)}
td.count{font-variant-numeric:tabular-nums}
.tick{display:flex;gap:.75rem;align-items:flex-start;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.75rem .9rem;margin:1.5rem 0 1rem}
.tick input{flex:none;width:1.35rem;height:1.35rem;margin:.2rem 0 0;accent-color:var(--link)}
.field{display:block;margin:1.25rem 0 .5rem;font-weight:600}
.field input{display:block;width:100%;margin-top:.35rem;padding:.7rem .8rem;font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:.4rem}
.choice{display:grid;grid-template-columns:1fr 1fr;gap:.75rem;margin:1rem 0}
.choice a{display:block;padding:.75rem .9rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:var(--ink);text-decoration:none}
.choice a[aria-current]{border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
.choice strong{display:block;font-size:1.2rem}
button{font:inherit;font-weight:600;width:100%;padding:.8rem 1rem;border:0;border-radius:.4rem;background:var(--link);color:var(--paper);cursor:pointer}
button.quiet{margin-top:1.5rem;background:transparent;color:var(--link);border:1px solid var(--link)}
button:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
footer{margin-top:3rem;padding-bottom:2rem;border-top:1px solid var(--line)}
`;
