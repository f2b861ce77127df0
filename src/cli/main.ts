import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { appNames } from '../mac/apps.ts';
import { parseClock } from '../request/clock.ts';
import { RequestError } from '../request/read-request.ts';
import { badUsage, done, failed } from './exit-status.ts';
import { UsageError } from './usage-error.ts';

/** The `tinyagent` command. Resolves to the exit status; commands load what they need when they are called. */
export async function main(argv: readonly string[]): Promise<number> {
  let status = done;
  const program = describe((code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? done : badUsage;
    if (error instanceof UsageError || error instanceof RequestError) {
      process.stderr.write(`${error.message}\n`);
      return badUsage;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.TINYAGENT_DEBUG !== undefined && error instanceof Error)
      process.stderr.write(`${error.stack}\n`);
    return failed;
  }
}

function describe(finish: (status: number) => void): Command {
  const program = new Command('tinyagent')
    .description(
      'A private assistant for the Mac. One sentence in, a plan of function calls out, carried out on this Mac\nby a small local model. Away from macOS it drives a simulated Mac.',
    )
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('(--help shows what there is)');
  const now = () =>
    new Option('--now <time>', 'the clock, as "2026-11-20 10:15"; dates are understood against it').argParser(
      clock,
    );
  const world = () =>
    new Option('--world <file>', 'use the simulated Mac described in this JSON file, and write it back');
  const model = () =>
    new Option(
      '--model <model>',
      'plan with this one: a name of `tinyagent models list`, a model folder, or a GGUF file',
    );
  const json = (what: string) => new Option('--json', what);

  program
    .command('ask')
    .description('Does what a sentence asks for.')
    .argument('[sentence...]', 'what you want, in English')
    .option('--audio <file>', 'hear the sentence in a WAV file instead')
    .option('--plan', 'only plan; run nothing')
    .option('--dry-run', 'run everything on the simulated Mac')
    .option('--yes', 'answer every confirmation with yes')
    .option(
      '--answer <answer>',
      'answer the next question: the number of a choice, or words; once for each question',
      (value: string, before: string[] = []) => [...before, value],
    )
    .option('--undo', 'take back what the last request did')
    .addOption(now())
    .addOption(json('print the events as JSON, one a line'))
    .addOption(world())
    .option('--mac', 'show the simulated Mac')
    .option('--reset-mac', 'renew the simulated Mac')
    .addHelpText(
      'after',
      `
Examples:
  tinyagent ask "Text Amir that I'm running ten minutes late"
  tinyagent ask --dry-run "Set up a Zoom with Sid and Lutfi tomorrow at 3"
  tinyagent ask --now "2026-11-20 10:15" --json "Remind me at 5 to call Mum"
  tinyagent ask --audio recording.wav

Exit status: 0 done, 1 something failed, 2 bad usage, 130 stopped with Ctrl-C.`,
    )
    .action(async (words: string[], options) => finish(await (await import('./ask.ts')).ask(words, options)));

  program
    .command('plan')
    .description('Plans and shows the plan; runs nothing.')
    .argument('[sentence...]', 'what you want, in English')
    .option(
      '--batch',
      'read {"id","now","query"} lines on standard input and write a plan for each, in order',
    )
    .addOption(model())
    .addOption(now())
    .addOption(json('print the plan as JSON'))
    .option('--show-prompt', 'print what the model would be asked, and plan nothing')
    .action(async (words: string[], options) =>
      finish(await (await import('./plan.ts')).plan(words, options)),
    );

  program
    .command('doctor')
    .description(
      'Tells whether scripts reach the apps, and what to do where they do not. Opens each app in the background.',
    )
    .argument('[app...]', `the apps to look at: ${appNames.join(', ')}; all that are used, when left out`)
    .option('--open', 'open the pane of System Settings that puts it right')
    .option('--dry-run', 'look at the simulated Mac')
    .addOption(json('print the apps and their states as JSON'))
    .addOption(world())
    .addHelpText('after', '\nExit status: 0 all is well, 1 something is not, 2 bad usage.')
    .action(async (apps: string[], options) =>
      finish(await (await import('./doctor.ts')).doctor(apps, options)),
    );

  program
    .command('log')
    .description('Shows what was asked and done, from the log on this Mac.')
    .argument('[word...]', 'only requests in which all of these occur')
    .addOption(
      new Option('--since <when>', 'a day or a time, as 2026-11-20, or how long ago, as 2h or 7d').argParser(
        since,
      ),
    )
    .addOption(json('print the lines of the log as they are'))
    .option('--erase', 'erase the whole log')
    .action(async (words: string[], options) =>
      finish(await (await import('./log.ts')).showLog(words, options)),
    );

  program
    .command('eval')
    .description(
      'Scores the planner on records: success (isomorphic call graphs), exact, tool recall, latency.',
    )
    .argument('<file...>', 'records, one JSON object a line: {"id","now","query","plans"}')
    .addOption(model())
    .addOption(json('print the scores as JSON'))
    .option('--failures', 'list the requests that failed, with both plans')
    .action(async (files: string[], options) =>
      finish(await (await import('./eval.ts')).evaluateFiles(files, options)),
    );

  const mac = program
    .command('mac')
    .description('Shows the simulated Mac, renews it, or runs an AppleScript on it.')
    .enablePositionalOptions();
  mac
    .command('show', { isDefault: true })
    .description('Shows the people, notes, files, calendars … of the simulated Mac.')
    .addOption(json('print the whole world as JSON'))
    .addOption(world())
    .action(async (options) => finish(await (await import('./mac.ts')).showMac(options)));
  mac
    .command('reset')
    .description('Renews the simulated Mac.')
    .addOption(world())
    .action(async (options) => finish(await (await import('./mac.ts')).resetMac(options)));
  mac
    .command('run')
    .description(
      'Runs an AppleScript file on the simulated Mac and prints its result or error as osascript would.',
    )
    .argument('<file>', 'the script; - reads standard input')
    .argument('[argument...]', 'what `on run argv` receives')
    .addOption(world())
    .addOption(now())
    .passThroughOptions()
    .action(async (file: string, args: string[], options) =>
      finish(await (await import('./mac.ts')).runOnMac(file, args, options)),
    );

  program
    .command('bench')
    .description('Measures planning and the executor on this machine; medians over runs.')
    .addOption(
      new Option('--runs <n>', 'how often each request is planned').argParser(positiveInteger).default(20),
    )
    .addOption(json('print the measurements as JSON'))
    .addOption(model())
    .action(async (options) => finish(await (await import('./bench.ts')).bench(options)));

  const models = program
    .command('models')
    .description('Larger models and voices: lists, downloads, chooses, checks, measures and removes them.')
    .enablePositionalOptions()
    .addHelpText(
      'after',
      `
The embedded models work at once. Others are downloaded from the model hub when you say so, into the state folder,
and do what you choose them for: planner (turns a request into calls), joiner (judges what came of them), writer
(mails, summaries), toolrag (picks the tools), voice (hears what is said; used at once). A model is named as in the
list, or is any GGUF file (a voice: a Whisper of whisper.cpp) by its path.

Examples:
  tinyagent models pull tinyagent-1.1b && tinyagent models use planner tinyagent-1.1b
  tinyagent models use writer ~/Downloads/some-model-Q4_K_M.gguf
  tinyagent models use fast
  tinyagent models pull whisper-base.en && tinyagent ask --audio recording.wav

TINYAGENT_HUB names a mirror of the hub, HF_TOKEN your token for models that want an agreement.`,
    );
  models
    .command('list', { isDefault: true })
    .description(
      'Lists the known models: + is downloaded, * is in use; with licences, sizes and published scores.',
    )
    .addOption(json('print all that is known as JSON'))
    .action(async (options) => finish(await (await import('./models.ts')).listModels(options)));
  models
    .command('pull')
    .description(
      'Downloads models. Ctrl-C stops; the next pull goes on where it was. Checked before it counts.',
    )
    .argument('<model...>', 'names of the list')
    .option('--anyway', 'also when this machine has too little memory for it')
    .addOption(json('print what was installed as JSON, one a line'))
    .action(async (ids: string[], options) =>
      finish(await (await import('./models.ts')).pullModels(ids, options)),
    );
  models
    .command('use')
    .description(
      'Chooses a preset (fast, paper, best), or a model for a role. Nothing changes unless it is here.',
    )
    .argument('<preset-or-role>', 'fast, paper, best; or planner, joiner, writer, toolrag, voice')
    .argument('[model]', 'for a role: a name of the list, a path, or "embedded"')
    .action(async (what: string, named: string | undefined) =>
      finish(await (await import('./models.ts')).useModel(what, named)),
    );
  models
    .command('remove')
    .description('Removes downloaded models and what broken-off downloads left.')
    .argument('<model...>', 'names of the list')
    .action(async (ids: string[]) => finish(await (await import('./models.ts')).removeModels(ids)));
  models
    .command('verify')
    .description('Compares every byte of downloaded models with the checksums the hub stated.')
    .argument('[model...]', 'names of the list; all that are downloaded when left out')
    .addOption(json('print the results as JSON'))
    .action(async (ids: string[], options) =>
      finish(await (await import('./models.ts')).verifyModels(ids, options)),
    );
  models
    .command('measure')
    .description('Measures what models cost here: memory, loading, tokens a second, time to the first call.')
    .argument('[model...]', 'names of the list or GGUF files; all that are downloaded when left out')
    .addOption(json('print the measurements as JSON, one a line'))
    .action(async (references: string[], options) =>
      finish(await (await import('./measure-models.ts')).measureModels(references, options)),
    );

  for (const command of [program, ...program.commands, ...mac.commands, ...models.commands])
    command.exitOverride();
  return program;
}

function clock(value: string): Date {
  try {
    return parseClock(value);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function since(value: string): Date {
  const ago = /^(\d+)\s*([mhd])$/.exec(value.trim());
  if (ago !== null) {
    const minutes = { m: 1, h: 60, d: 24 * 60 }[ago[2] as 'm' | 'h' | 'd'];
    return new Date(Date.now() - Number(ago[1]) * minutes * 60_000);
  }
  return clock(/^\d{4}-\d\d-\d\d$/.test(value.trim()) ? `${value.trim()} 00:00` : value);
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number, at least 1.');
  return number;
}
