/** A line by which a step tells the runner something: `::name key=value::data`. */
export interface WorkflowCommand {
  name: string;
  properties: Record<string, string>;
  data: string;
}

function unescapeData(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

/** Reads a workflow command, or undefined when the line is none. */
export function parseWorkflowCommand(
  line: string,
): WorkflowCommand | undefined {
  const match =
    /^\s*::([A-Za-z0-9_-]+)(?:\s+([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line);
  if (!match) {
    return undefined;
  }
  const properties: Record<string, string> = {};
  for (const pair of (match[2] ?? '').split(',')) {
    const [key, ...value] = pair.split('=');
    if (key.trim() && value.length > 0) {
      properties[key.trim()] = unescapeProperty(value.join('='));
    }
  }
  return {
    name: match[1].toLowerCase(),
    properties,
    data: unescapeData(match[3]),
  };
}
