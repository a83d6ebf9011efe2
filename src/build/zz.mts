import { build } from "esbuild";
import { corePlugins } from "./corePlugins.ts";
import { gzipSync } from "node:zlib";
const r = await build({ absWorkingDir: "/tmp/h/core-size", entryPoints:["src/core/index.ts"], bundle:true, platform:"neutral", target:"es2022", format:"esm", write:false, minifyIdentifiers:true,minifySyntax:true, plugins: corePlugins, outdir:"/tmp/x", legalComments:"none"});
const t = r.outputFiles[0].text.replace(/base64: "[^"]*"/, 'base64:""').replace(/^ +/gm,"");
const gz=(s:string)=>gzipSync(s.replace(/^\/\/ .*\n/gm,"").replace(/\n/g,""),{level:9}).length;
const parts=t.split(/^(?=\/\/ (?:src|assembly)\/)/m);
const all=gz(parts.join(""));
const rows=parts.map((p,i)=>[all-gz(parts.filter((_,j)=>j!==i).join("")),p.length,p.split("\n")[0]] as const);
console.log(all, rows.reduce((a,b)=>a+b[0],0));
const dirs:Record<string,number>={};
for(const [g,l,n] of [...rows].sort((a,b)=>b[0]-a[0])) {console.log(g,l,n);}
