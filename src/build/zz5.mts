import { gzipSync } from "node:zlib"; import { readFileSync } from "node:fs"; import { minify } from "terser";
const gz=(s:string)=>gzipSync(s,{level:9}).length;
const t=readFileSync("/tmp/cs/bundle.js","utf8");
const a=(await minify(t,{ecma:2020,module:true,compress:{passes:4,unsafe_arrows:true,keep_fargs:false,pure_getters:true,unsafe_methods:true,unsafe:true},mangle:{}})).code!;
const b64=/"base64":"?([^"]*)"/.exec(readFileSync("src/kernel/coreBytes.generated.ts","utf8"))![1]!;
const hex=/unpacker:"([0-9a-f]+)"/.exec(a)![1]!;
console.log(a.length,gz(a),b64.length, hex.length);
const js=a.replace('"@packed@"',"$+_");
console.log("all first",gz(`const $="${b64}";`+a),"all last",gz(a+`;const $="${b64}";`));
let best=1e9;
for(let k=0;k<=b64.length;k+=1024){const s=`const $="${b64.slice(0,k)}";`+js+`;const _="${b64.slice(k)}";`;const g=gz(s);if(g<best){best=g;console.log(k,g)}}
for(let k=16000;k<=16600;k+=20){const s=`const $="${b64.slice(0,k)}";`+js+`;const _="${b64.slice(k)}";`;const g=gz(s);if(g<best){best=g;console.log(k,g)}}
// hex near
const js2=js.replace(hex,"@");
for(const h of [0,1])for(let k=0;k<=b64.length;k+=1024){const s=(h?`const h="${hex}";`:"")+`const $="${b64.slice(0,k)}";`+js2+`;const _="${b64.slice(k)}";`+(h?"":`const h="${hex}"`);const g=gz(s);if(g<best){best=g;console.log("hex",h,k,g)}}
