import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { progressInWords } from '../../../runtime/downloads/progress-in-words.ts';
import { gigabytes } from '../../../runtime/gigabytes.ts';
import type { Download, Downloadable, Input, Presence } from '../../contract.ts';
import { call } from '../bridge.ts';
import { Bar } from './bar.tsx';
import { ConfirmButton } from './confirm-button.tsx';

/** A line about something that can be downloaded: how much of it is here, how its download goes, and what can be done. */
export function DownloadRow({
  item,
  name,
  bytes,
  presence,
  download,
}: {
  readonly item: Downloadable;
  /** Of what is downloaded, for the names of the buttons. */
  readonly name: string;
  /** Of the download, about; undefined: not known before it begins. */
  readonly bytes: number | undefined;
  readonly presence: Presence;
  readonly download: Download | undefined;
}): JSX.Element {
  const [problem, setProblem] = useState('');
  const act = (step: Input<'download'>['step'], anyway = false) => {
    call('download', { ...item, step, anyway }).then(
      () => setProblem(''),
      (error: Error) => setProblem(error.message),
    );
  };
  const isBusy = download?.status === 'downloading' || download?.status === 'verifying';
  const begin = download?.canInsist ? 'Download Anyway' : presence === 'begun' ? 'Resume' : 'Download';
  const failed = problem || download?.message || '';
  return (
    <div class="card-line">
      <span class="card-words">
        <span>{stateInWords({ presence, bytes, download })}</span>
        {isBusy && (
          <Bar
            label={`${download.status === 'verifying' ? 'Verifying' : 'Downloading'} ${name}`}
            progress={download.progress}
          />
        )}
        <small class="bad" role="alert">
          {failed}
        </small>
      </span>
      {isBusy && (
        <button type="button" class="button" aria-label={`Cancel ${name}`} onClick={() => act('cancel')}>
          Cancel
        </button>
      )}
      {!isBusy && presence === 'whole' && (
        <button type="button" class="button" aria-label={`Verify ${name}`} onClick={() => act('verify')}>
          Verify
        </button>
      )}
      {!isBusy && presence !== 'absent' && (
        <ConfirmButton label="Remove" about={name} onConfirm={() => act('remove')} />
      )}
      {!isBusy && presence !== 'whole' && (
        <button
          type="button"
          class="button"
          aria-label={`${begin} ${name}`}
          onClick={() => act('begin', download?.canInsist)}
        >
          {begin}
        </button>
      )}
    </div>
  );
}

function stateInWords({
  presence,
  bytes,
  download,
}: {
  readonly presence: Presence;
  readonly bytes: number | undefined;
  readonly download: Download | undefined;
}): string {
  if (download?.status === 'verifying') return 'Comparing with the published checksum…';
  if (download?.status === 'downloading') {
    return download.progress === undefined ? 'Asking for it…' : progressInWords(download.progress);
  }
  if (presence === 'whole') {
    const here = bytes === undefined ? 'On this Mac' : `On this Mac, ${gigabytes(bytes)}`;
    return download?.status === 'verified' ? `${here}, as published` : here;
  }
  if (presence === 'begun') return 'Downloaded in part';
  return bytes === undefined ? 'Not on this Mac' : `Not on this Mac, about ${gigabytes(bytes)}`;
}
