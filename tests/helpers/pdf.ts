/** A PDF of these objects (the first is the catalogue), as little of one as readers take. */
function pdfOf(objects: readonly string[], trailer = ''): Buffer {
  const offsets: number[] = [];
  let file = '%PDF-1.4\n';
  objects.forEach((object, index) => {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n`;
  file += `<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** One page with this drawn on it. */
const onePage = (content: string, trailer?: string): Buffer =>
  pdfOf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
      stream(content),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ],
    trailer,
  );

/** What a scanner makes: a picture (here of one grey dot) over the page, and perhaps a stamp. */
export const scannedPdf = (stamp = ''): Buffer =>
  onePage(
    `q 612 0 0 792 0 0 cm\nBI /W 1 /H 1 /CS /G /BPC 8 ID\n\x80\nEI Q\nBT /F1 8 Tf 20 20 Td (${stamp}) Tj ET`,
  );

export const blankPdf = (): Buffer => onePage('');

/** Encrypted with passwords nobody knows: what its /O and /U entries hold fits none. */
export const lockedPdf = (): Buffer =>
  onePage(
    'BT /F1 12 Tf 60 700 Td (secret) Tj ET',
    `/ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
  );
