/** How a report looks: a journal's supplement, on paper and on screens of any width, light or dark as the reader's system prefers. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--ink:#1c1e21;--soft:#5a6068;--rule:#c9ced5;--faint:#f4f5f7;--accent:#1f4e79;--good:#2c6e49;--bad:#a5342a}
@media (prefers-color-scheme:dark){:root{--ground:#141414;--ink:#e6e4e0;--soft:#a3a8b0;--rule:#3d434c;--faint:#1e1f21;--accent:#8fbbe4;--good:#84c7a0;--bad:#ee9a90}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 Charter,"Bitstream Charter","Sitka Text",Cambria,"Liberation Serif",Georgia,serif}
main,header,footer{max-width:48rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1,h2,nav,.summary,table,figcaption,caption,dl,.verdict,.doubt,footer,.notes{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.15rem;line-height:1.3;margin:2.6rem 0 .8rem;padding-top:.5rem;border-top:1px solid var(--rule)}
header p{margin:0;color:var(--soft)}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:2px}
p{margin:.7rem 0;overflow-wrap:break-word}
ul,ol{padding-left:1.3rem}.short{columns:20rem;column-gap:2rem}.short li{margin:0 0 .3rem}li{margin:.3rem 0;overflow-wrap:break-word}
code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em;overflow-wrap:anywhere}
pre{background:var(--faint);border:1px solid var(--rule);border-radius:4px;padding:.7rem .9rem;white-space:pre-wrap}
sub,sup{font-size:.72em;line-height:0}
.verdict,.doubt{border-left:4px solid var(--good);background:var(--faint);padding:.6rem .9rem;font-size:.94rem}
.doubt{border-left-color:var(--bad)}
dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;margin:.9rem 0;font-size:.88rem;line-height:1.45}
dt{color:var(--soft);padding:.22rem 1rem .22rem 0}dd{margin:0;padding:.22rem 0;overflow-wrap:anywhere}
.summary{border:1px solid var(--rule);border-radius:6px;padding:.4rem 1rem;margin:1.4rem 0 0}
.summary dl{margin:.4rem 0}
nav{font-size:.86rem;margin:1rem 0 0;color:var(--soft)}nav ol{list-style:none;margin:.3rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem}nav li{margin:0}
.scroll{overflow-x:auto;margin:1.2rem 0}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
table{border-collapse:collapse;width:100%;font-size:.84rem;line-height:1.4;font-variant-numeric:tabular-nums lining-nums;border-top:1.5px solid var(--ink);border-bottom:1.5px solid var(--ink)}
caption{text-align:left;font-size:.86rem;padding:0 0 .45rem;color:var(--ink)}
caption b,figcaption b{font-weight:700}
th,td{text-align:left;vertical-align:baseline;padding:.28rem .55rem;font-weight:400}
th:first-child,td:first-child{padding-left:.1rem}
thead th,thead td{border-bottom:1px solid var(--ink);font-weight:600;vertical-align:bottom}
tbody tr+tr>*{border-top:1px solid color-mix(in srgb,var(--rule) 55%,transparent)}
.right{text-align:right;white-space:nowrap}
th.keep,td.keep{white-space:nowrap}
.notes{font-size:.8rem;line-height:1.45;color:var(--soft);margin:.5rem 0 0;padding:0;list-style:none}
figure{margin:1.6rem 0}figure .scroll{margin:0}
figure .scroll>svg{display:block;max-width:100%;height:auto;margin:0 auto;background:#fff;border-radius:3px}
figcaption{font-size:.86rem;line-height:1.45;margin-top:.5rem}
.formula{margin:1rem 0;line-height:2.6;overflow-x:auto}
math{font-size:1.08em}
.references li{font-size:.88rem}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:3rem;font-size:.8rem;color:var(--soft);border-top:1px solid var(--rule)}
@media screen and (prefers-color-scheme:dark){figure .scroll>svg{filter:invert(.92) hue-rotate(180deg)}}
@media screen and (max-width:36rem){body{font-size:.95rem}dl{grid-template-columns:1fr}dt{padding-bottom:0}dd{padding-top:0;margin-bottom:.25rem}h1{font-size:1.4rem}figure .scroll>svg{max-width:none;width:34rem}header{padding-top:1.4rem}}
@media print{
@page{size:A4;margin:18mm 17mm}
:root{color-scheme:light;--ground:#fff;--ink:#000;--soft:#444;--rule:#bbb;--faint:#fff;--accent:#000;--good:#2c6e49;--bad:#a5342a}
body{font-size:9.5pt;line-height:1.4}
main,header,footer{max-width:none;padding:0}header{padding-top:0}
nav{display:none}
a{text-decoration:none}
h2{margin-top:1.6rem;break-after:avoid}
p{orphans:3;widows:3}p:has(+pre){break-after:avoid}
figure,pre,.verdict,.doubt,dl>div,tr,.summary{break-inside:avoid}
thead{display:table-header-group}caption{break-after:avoid}
.scroll,.formula{overflow:visible}
table{font-size:7.6pt}th,td{padding:.2rem .35rem}
dl,.verdict,.doubt,figcaption,caption{font-size:8.5pt}.notes{font-size:7.4pt}
figure .scroll>svg{max-height:112mm;width:auto;filter:none}
.whole{break-inside:avoid}
}
`;
