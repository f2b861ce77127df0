/** A queue whose reader waits without polling: what running calls and the planner report to the executor. */
export interface Inbox<Message> {
  push(message: Message): void;
  /** The oldest message not read yet. One reader at a time. */
  next(): Promise<Message>;
}

export function createInbox<Message>(): Inbox<Message> {
  const waiting: Message[] = [];
  let deliver: ((message: Message) => void) | undefined;
  return {
    push(message) {
      if (deliver === undefined) {
        waiting.push(message);
        return;
      }
      const handOver = deliver;
      deliver = undefined;
      handOver(message);
    },
    next() {
      const message = waiting.shift();
      if (message !== undefined) return Promise.resolve(message);
      return new Promise((resolve) => {
        deliver = resolve;
      });
    },
  };
}
