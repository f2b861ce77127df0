/** Takes secrets out of texts. What it learnt to be secret in one text it takes out of the later ones as well. */
export interface Redactor {
  redact(text: string): string;
  /** Keeps a text out from now on, whole and line by line, but for its first line, which names it. */
  withhold(text: string): void;
}

export const redacted = '[redacted]';
export const notKept = '[text not kept]';

/**
 * A redactor for the texts of one request. It errs on the side of silence: after "the password is" the rest of the
 * line goes. `secrets`: values known to be secret, as those of the user's accounts.
 */
export function createRedactor(secrets: readonly string[] = []): Redactor {
  const hidden = new Map<string, string>();
  const learn = (secret: string): void => {
    for (const form of [secret, bare(secret), tryDecoding(secret), encodeURIComponent(secret.toWellFormed())])
      if (form.length >= shortest && !isOurs(form)) hidden.set(form, redacted);
  };
  const learnAll = (parts: readonly string[]): string => {
    for (const part of parts) learn(part);
    return redacted;
  };
  for (const secret of secrets) learn(secret);

  function redactOnce(text: string): string {
    let left = text;
    // the longest first, as one may be part of another
    for (const [secret, placeholder] of [...hidden].sort(([a], [b]) => b.length - a.length))
      left = left.replace(new RegExp(escaped(secret), 'gi'), placeholder);
    left = left.replace(privateKey, redacted);
    left = left.replace(url, (found) => redactUrl(found, learn, redactOnce));
    for (const pattern of tokens) left = left.replace(pattern, (token) => learnAll([token]));
    for (const pattern of [named, changed])
      left = left.replace(pattern, (_, name: string, value: string) => name + learnAll(secretParts(value)));
    left = left.replace(besideName, (_, name: string, value: string) => name + learnAll([value]));
    return left.replace(beforeName, (whole, before: string, name: string) => {
      const [, said = '', value = ''] = /^(.*\bthat\s+)?(.*)$/i.exec(before) ?? [];
      const last = value.split(/\s+/).at(-1) ?? '';
      return pronoun.test(last) ? whole : said + learnAll([...secretParts(value), last]) + name;
    });
  }

  return {
    // a second time, for what was learnt only after it had been passed
    redact: (text) => redactOnce(redactOnce(text)),
    withhold(text) {
      redactOnce(text); // learns the secrets in it
      const [, ...lines] = text.split(/\r\n|\r|\n/).map((line) => line.trim());
      const parts = [text.trim(), ...lines.filter((line) => line.length >= shortestLine)];
      for (const part of parts) if (part.length >= shortest) hidden.set(part, notKept);
    },
  };
}

/** What stands for a secret is none. */
const isOurs = (text: string): boolean =>
  [redacted, notKept].some((placeholder) => text.includes(placeholder) || placeholder.includes(text));

/** Shorter ones would take common words out of every text. */
const shortest = 4;
const shortestLine = 8;

const secretName =
  'pass[ _-]?(?:words?|wort|codes?|phrases?|key)|passwd|pwd|kennwort|pin(?:[ _-]?(?:code|number))?|otp|cvv|cvc' +
  '|(?:client|shared|app|api)?[ _-]?secrets?|(?:access|refresh|auth|api|session|bearer|id)?[ _-]?tokens?' +
  '|(?:api|access|secret|private|recovery|licen[cs]e|security|encryption|door|gate|alarm|safe|wi-?fi|account)[ _-]?(?:key|code|phrase)s?' +
  '|credentials?|authori[sz]ation';

const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

const url = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"“”<>]+/gi;

/** Keys and tokens that can be told by how they look. */
const tokens: readonly RegExp[] = [
  /\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, // JSON Web Token
  /\b(?:sk|pk|rk)[-_](?:[\w]+[-_])?[\w-]{12,}/g,
  /\bgh[pousr]_\w{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{12,}/g,
  /\bxox[abeprs]-[\w-]{8,}|\bhf_\w{16,}|\bnpm_\w{16,}|\bya29\.[\w-]{12,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bAIza[\w-]{20,}/g,
  /(?<=\b(?:bearer|basic)\s+)[\w.~+/-]{8,}=*/gi,
  /\b[0-9a-f]{32,}\b/gi,
  // letters of both cases and digits in one long run: no word, no name
  /(?<![\w/+])(?=[\w+/]*\d)(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])[A-Za-z0-9+]{24,}={0,2}/g,
];

/** "password: …", "the PIN for the door is …", `"api_key": "…"`: the rest of the line. */
const named = new RegExp(
  `(\\b(?:${secretName})\\b["'”’]?(?:[ \\t]+[^\\s:=]+){0,6}?\\s*(?:\\b(?:is|are|was|ist)\\b|[:=→—–]|->)\\s*)(\\S[^\\n\\r]*)`,
  'gi',
);

/** "password hunter2": what is no plain word, right after it. */
const besideName = new RegExp(`(\\b(?:${secretName})\\s+["'“‘]?)((?=\\S*[\\d!@#$%^&*])[^\\s"”’)\\]]+)`, 'gi');

/** "change my password to hunter2": the rest of the line. */
const changed = new RegExp(
  `(\\b(?:change|set|reset|update)\\b[^\\n\\r]{0,60}?\\b(?:${secretName})\\b[^\\n\\r]{0,60}?\\bto\\s+)(\\S[^\\n\\r]*)`,
  'gi',
);

/** "hunter2 is the password": what stands before it. */
const beforeName = new RegExp(
  `([^\\s"“:][^\\n\\r"“:]{0,200}?)(\\s+(?:is|as|=)\\s+(?:(?:the|my|your|our|his|her|their|a|new|wi-?fi)\\s+){0,3}(?:${secretName})\\b)`,
  'gi',
);

const pronoun = /^(?:what|which|who|whose|where|this|that|it|here|there|\[redacted\])(?:[’']s)?$/i;

/** The value, and its parts that could be the secret alone: the first word, and words that are no plain ones. */
function secretParts(value: string): string[] {
  const parts = value.split(/\s+/).map(bare);
  return [bare(value), ...parts.filter((part, index) => index === 0 || /[^a-zà-ÿ'’-]/.test(part.slice(1)))];
}

/** Without the quotes and punctuation around it. */
const bare = (part: string): string => part.replace(/^["'“‘([{]+|["'”’)\]}.,;!?\\]+$/g, '');

/** A URL without its user's name, and without what opens a door: all after the `?` of a meeting, values of secret names. */
function redactUrl(found: string, learn: (secret: string) => void, redact: (text: string) => string): string {
  const start = found.replace(/^([^:]+:\/\/)[^/?#]*@/, '$1');
  const at = start.search(/[?#]/);
  if (at < 0) return start;
  const [base, rest] = [start.slice(0, at), start.slice(at)];
  const parameters = rest.replace(/([?#&;])([^=&;#]*)=([^&;#]*)/g, (whole, before, name, value) => {
    const plain = tryDecoding(value);
    if (!secretParameter.test(tryDecoding(name)) && redact(plain) === plain) return whole;
    learn(value);
    return `${before}${name}=${redacted}`;
  });
  return isMeeting.test(base) ? `${base}?${redacted}` : base + parameters;
}

/** Zoom's links, and the scheme of its app. */
const isMeeting = /^(?:zoom\w*:|[^:]+:\/\/(?:[\w-]+\.)*zoom(?:gov)?\.(?:us|com))/i;

const secretParameter = new RegExp(`^(?:${secretName}|key|code|sig|signature|auth|tk|zak|jwt|hash)$`, 'i');

function tryDecoding(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // no percent-encoding
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
