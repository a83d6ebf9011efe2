import type { JSX } from "preact";
import { stopSaving } from "../save.ts";
import { notice, saving } from "../state.ts";
import { useLate, Working } from "./Working.tsx";

/** What is to be told at the foot of the page, and files that are being made. */
export function Notices(): JSX.Element | null {
  const told = notice.value;
  const isLong = useLate(saving.value.size > 0);
  const [[name, progress] = ["", null]] = saving.value;
  if (isLong) {
    return (
      <div class="notice note">
        <Working what={`Making ${name}`} progress={progress} stop={stopSaving} />
      </div>
    );
  }
  if (told === null) return null;
  return (
    <div class={`notice ${told.kind}`} role={told.kind === "error" ? "alert" : "status"}>
      <div>
        <strong>{told.title}</strong>
        {told.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <button
        type="button"
        onClick={() => {
          notice.value = null;
        }}
      >
        Close
      </button>
    </div>
  );
}
