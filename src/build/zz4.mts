import { build } from "esbuild";
import { corePlugins } from "./corePlugins.ts";
import { withoutUnusedMethods } from "./core/unusedMethods.ts";
import { minify } from "terser";
import { gzipSync } from "node:zlib"; import { readFileSync } from "node:fs";
const gz=(s:string)=>gzipSync(s,{level:9}).length;
const src=readFileSync("src/core/index.ts","utf8");
const stub=(re:RegExp,contents:string)=>({name:"stub"+re,setup(b:any){b.onLoad({filter:re},()=>({contents,loader:"ts",resolveDir:"/tmp/h/core-size/src/core"}))}});
const variant=async(n:string,f:(s:string)=>string,plugins:any[]=[])=>{
const r = await build({ absWorkingDir: "/tmp/h/core-size", stdin:{contents:f(src),resolveDir:"/tmp/h/core-size/src/core",loader:"ts"}, bundle:true, platform:"neutral", target:"es2022", format:"esm", write:false, minifySyntax:true, plugins:[...plugins,...corePlugins], outdir:"/tmp/x", legalComments:"none"});
let t = r.outputFiles[0].text.replace(/base64: "([^"]*)"/,'base64:"@packed@"');
t=withoutUnusedMethods(t);
const a=(await minify(t,{ecma:2020,module:true,compress:{passes:3,unsafe_arrows:true,keep_fargs:false,pure_getters:true,unsafe_methods:true,unsafe:true},mangle:{}})).code!; console.log(n,a.length,gz(a)); };
await variant("all",s=>s);
await variant("no print",s=>s.replace("parseCircuit, printCircuit","parseCircuit"));
await variant("no spectrum warnings",s=>s,[stub(/spectrumWarnings\.ts$/,"export const spectrumWarnings=()=>[]; export const findWarnings=spectrumWarnings; export const warningsOf=spectrumWarnings")]).catch(e=>console.log(String(e).slice(0,300)));
await variant("no degenerate",s=>s,[stub(/degenerate\.ts$/,"export const findDegeneracies=()=>[];")]).catch(e=>console.log(String(e).slice(0,300)));
await variant("no derivedUnit",s=>s,[stub(/derivedUnit\.ts$/,"export const derivedUnits=()=>[];")]).catch(e=>console.log(String(e).slice(0,300)));
await variant("no nearest",s=>s,[stub(/nearest\.ts$/,"export const nearest=()=>undefined;")]).catch(e=>console.log(String(e).slice(0,300)));
