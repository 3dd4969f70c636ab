import { useMemo } from 'react';
import { CopyTextButton } from '../../widgets/copy-button';
import { jsonTokens } from './json-tokens';

/** Longer events are shown plain: tints are not worth thousands of elements. */
const TINTED_UP_TO = 20_000;

/** An event's JSON, indented and tinted; copied as stored. */
export function JsonView({ json }: { readonly json: string }) {
  const tokens = useMemo(() => jsonTokens(json), [json]);
  const plain = json.length > TINTED_UP_TO;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <section className="json scrolls mono" tabIndex={0} aria-label="JSON of the event">
        {plain
          ? tokens.map((token) => token.text).join('')
          : tokens.map((token, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of one text never move.
              <span key={index} className={`json-${token.kind}`}>
                {token.text}
              </span>
            ))}
      </section>
      <CopyTextButton text={json}>Copy as stored</CopyTextButton>
    </>
  );
}
