/** Exit status: all was done, or rightly nothing. */
export const done = 0;
/** Exit status: something failed. */
export const failed = 1;
/** Exit status: the command was not understood; nothing was run. */
export const badUsage = 2;
/** Exit status: stopped with Ctrl-C, as shells count it. */
export const stopped = 130;
