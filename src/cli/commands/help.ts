import { Argument, type Command } from "commander";
import { nearestName } from "../../circuits/index.ts";
import { completes } from "../completion/kinds.ts";
import { addExamples } from "../help.ts";
import { helpTopics } from "../helpTopics.ts";
import { DONE, type Host } from "../host.ts";
import { UsageError } from "../usageError.ts";

/** Adds `eisfit help`, of commands and of topics. */
export function addHelpCommand(program: Command, host: Host, done: (status: number) => void): void {
  const topics = helpTopics.map(({ name, summary }) => `  ${name.padEnd(18)}${summary}`).join("\n");
  const command = program
    .helpCommand(false)
    .command("help")
    .summary(`of a command, or of ${helpTopics.map(({ name }) => name).join(", ")}`)
    .description(`Print the help of a command, or of a topic:\n\n${topics}`)
    .addArgument(completes(new Argument("[topic]", "a command or one of these topics"), "topics"));
  addExamples(command, [
    ["eisfit help fit", "as eisfit fit --help"],
    ["eisfit help circuit-language", ""],
  ]);
  command.action((name: string | undefined) => {
    const topic = helpTopics.find((one) => one.name === name);
    const other = program.commands.find((one) => one.name() === name);
    if (topic !== undefined) host.show(topic.text);
    else if (name === undefined) host.out(program.helpInformation());
    else if (other !== undefined) host.out(other.helpInformation());
    else {
      const names = [...program.commands.map((one) => one.name()), ...helpTopics.map((one) => one.name)];
      const meant = nearestName(name, names);
      const hint =
        meant === undefined ? "eisfit --help lists commands, eisfit help --help topics." : `Did you mean ${meant}?`;
      throw new UsageError(`There is no help on ${JSON.stringify(name)}. ${hint}`);
    }
    done(DONE);
  });
}
