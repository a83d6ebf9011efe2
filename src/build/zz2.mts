import { gzipSync } from "node:zlib"; import { readFileSync } from "node:fs"; import { transform } from "esbuild";
let t=readFileSync("/tmp/cs/bundle.js","utf8").replace(/^ +/gm,"");
t=(await transform(t,{minifyIdentifiers:true,format:"esm",target:"es2022"})).code.replace(/^ +/gm,"");
// comments lost in transform: so use original identifiers
t=readFileSync("/tmp/cs/bundle.js","utf8").replace(/^ +/gm,"");
const gz=(s:string)=>gzipSync(s.replace(/^\/\/ .*\n/gm,"").replace(/\n/g,""),{level:9}).length;
const parts=t.split(/^(?=\/\/ (?:src|assembly)\/)/m);
const all=gz(parts.join("")); const k=43.9/ (all/1000);
const rows=parts.map((p,i)=>[Math.round(k*(all-gz(parts.filter((_,j)=>j!==i).join("")))),p.length,p.split("\n")[0]] as const);
console.log(all);
console.log([...rows].sort((a,b)=>b[0]-a[0]).slice(0,75).map(([g,l,n])=>`${g} ${n.slice(7)}`).join("\n"));
