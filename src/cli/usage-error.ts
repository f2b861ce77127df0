/** The command was given something it cannot use: said in a sentence, exit status 2, nothing run. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
