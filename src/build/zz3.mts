import { internalNames } from "./core/internalNames.ts";
import { readFileSync } from "node:fs"; import { minify } from "terser"; import { gzipSync } from "node:zlib";
const t=readFileSync("/tmp/cs/bundle.js","utf8");
const n=internalNames(t,"/tmp/h/core-size/dist/src/core/index.d.ts");
console.log(n.length,n.sort().join(" "));
const gz=(s:string)=>gzipSync(s,{level:9}).length;
const opt={passes:4,unsafe_arrows:true,keep_fargs:false,pure_getters:true,unsafe_methods:true};
for (const [name,c,m] of [["plain",opt,{}],["unsafe",{...opt,unsafe:true},{}],["mangled",opt,{properties:{regex:new RegExp("^(?:"+n.join("|")+")$")}}],["both",{...opt,unsafe:true},{properties:{regex:new RegExp("^(?:"+n.join("|")+")$")}}]] as any){
 const a=(await minify(t,{ecma:2020,module:true,compress:c,mangle:m})).code!; console.log(name,a.length,gz(a));}
