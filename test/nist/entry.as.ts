/** What the tests of assembly/nist call. */

export { evaluateModel } from "../../assembly/nist/models";

/** Makes room for `bytes` after the module's static data and gives the address. */
export function allocate(bytes: i32): usize {
  const address = (<usize>memory.size()) << 16;
  if (memory.grow((bytes + 0xffff) >>> 16) < 0) unreachable();
  return address;
}
