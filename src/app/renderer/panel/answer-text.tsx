import type { JSX } from 'preact';

/** The answer in words; what stands in quotation marks is set off, a link opens. */
export function AnswerText({
  text,
  onOpen,
}: {
  readonly text: string;
  readonly onOpen: (url: string) => void;
}): JSX.Element {
  return (
    <div class="answer-text">
      {text.split('\n').map((line, index) => (
        <p key={index}>
          {line.split(/(“[^”]+”|https?:\/\/\S+)/).map((piece, at) => {
            if (piece.startsWith('“')) return <mark key={at}>{piece.slice(1, -1)}</mark>;
            if (!/^https?:/.test(piece)) return piece;
            return (
              <button key={at} type="button" class="link" onClick={() => onOpen(piece)}>
                {piece.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\?.*$/, '')}
              </button>
            );
          })}
        </p>
      ))}
    </div>
  );
}
