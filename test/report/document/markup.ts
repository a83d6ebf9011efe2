/** What is wrong with markup that should be well-formed XML; a faultless one gives an empty list. */
export function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  const body = html.replace(/^<!DOCTYPE html>\n/, "");
  let end = 0;
  for (const match of body.matchAll(/<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    const [whole, closing, name = "", attributes = "", empty] = match;
    faults.push(...textFaults(body.slice(end, match.index), open.at(-1)));
    end = match.index + whole.length;
    if (closing === "/") {
      const last = open.pop();
      if (last !== name) faults.push(`</${name}> ends <${String(last)}>`);
    } else if (empty !== "/") open.push(name);
    for (const [, attribute = "", value = ""] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
      faults.push(...textFaults(value, attribute));
      if (attribute !== "id") continue;
      if (ids.has(value)) faults.push(`two elements of the id ${value}`);
      ids.add(value);
    }
  }
  faults.push(...textFaults(body.slice(end), undefined), ...open.map((name) => `<${name}> has no end`));
  for (const [, target = ""] of body.matchAll(/href="#([^"]*)"/g))
    if (!ids.has(target)) faults.push(`no place ${target}`);
  return faults;
}

function textFaults(text: string, place: string | undefined): string[] {
  const rest = text.replace(/&(?:amp|lt|gt|quot|#\d+);/g, "");
  return /[<&]/.test(rest) ? [`${JSON.stringify(rest.slice(0, 60))} in ${String(place)}`] : [];
}
