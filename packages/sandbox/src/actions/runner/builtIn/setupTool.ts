import { ActionContext, BuiltInAction } from './ActionContext';

/** A tool that a set-up action asks for. */
interface Tool {
  /** The input that names the wanted version, for example `node-version`. */
  input: string;
  program: string;
  args: string[];
  /** Programs beside it whose version is worth a line in the log. */
  beside?: string[];
}

async function version(
  context: ActionContext,
  program: string,
  args: string[],
): Promise<string | undefined> {
  const lines: string[] = [];
  try {
    const code = await context.run({
      file: program,
      args,
      onLine: line => lines.push(line),
    });
    return code === 0 ? lines[0]?.trim() : undefined;
  } catch {
    // Not installed: the caller says so.
    return undefined;
  }
}

function numbers(text: string): string {
  return /\d+(?:\.\d+)*/.exec(text)?.[0] ?? '';
}

/**
 * A set-up action that installs nothing: it reports the version that is really
 * there, warns when the workflow asks for another, and fails when there is none.
 */
export function setupTool(tool: Tool): BuiltInAction {
  return async context => {
    const found = await version(context, tool.program, tool.args);
    if (!found) {
      throw new Error(
        `${tool.program} is not installed on this machine, and the local runner installs nothing`,
      );
    }
    const wanted = context.inputs[tool.input];
    context.log.write(`${tool.program}: ${found}`);
    for (const program of tool.beside ?? []) {
      const other = await version(context, program, ['--version']);
      context.log.write(`${program}: ${other ?? 'not installed'}`);
    }
    const major = wanted && numbers(wanted).split('.')[0];
    if (major && major !== numbers(found).split('.')[0]) {
      context.annotate({
        level: 'warning',
        message: `The workflow asks for ${tool.program} ${wanted}; the local runner uses what the machine has: ${found}`,
      });
    }
    context.setOutput(tool.input, found);
    context.setOutput('cache-hit', 'false');
  };
}
