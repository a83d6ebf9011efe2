import type { JSX } from "preact";
import type { Answers } from "../../index.ts";
import { details } from "../compute/results.ts";
import { quantityText, sentenceText } from "../format.ts";
import { Badge } from "./Badge.tsx";

/** What follows for the sample, where its geometry is known. */
export function SampleAnswers(): JSX.Element | null {
  const { value: more } = details.value;
  if (more?.answersError !== null && more?.answersError !== undefined) {
    return (
      <p class="bad" role="alert">
        {more.answersError}
      </p>
    );
  }
  const found = more?.answers;
  if (found === null || found === undefined) return null;
  return (
    <>
      <table class="derived">
        <caption>For the sample</caption>
        <tbody>
          {found.answers.map(({ name, value, stderr, unit, formula, flags }) => (
            <tr key={name}>
              <th scope="row" title={formula}>
                {name}
                {flags.length === 0 ? null : (
                  <>
                    {" "}
                    <Badge grade="fair" word="doubtful" />
                  </>
                )}
              </th>
              <td>{quantityText(value, stderr, unit)}</td>
            </tr>
          ))}
          {found.refused.map(({ name, reason, settledBy }) => (
            <tr key={name}>
              <th scope="row" colSpan={2}>
                {name}
                <p class="note">
                  Not to be had: {sentenceText(reason)} {sentenceText(settledBy)}
                </p>
              </th>
            </tr>
          ))}
        </tbody>
      </table>
      {doubts(found).map(([text, names]) => (
        <p class="note" key={text}>
          <strong>{names.join(", ")}</strong>: {sentenceText(text)}
        </p>
      ))}
    </>
  );
}

/** What makes answers doubtful, each with those it concerns. */
function doubts({ answers }: Answers): [text: string, names: string[]][] {
  const found = new Map<string, string[]>();
  for (const { name, flags } of answers) for (const text of flags) found.set(text, [...(found.get(text) ?? []), name]);
  return [...found];
}
