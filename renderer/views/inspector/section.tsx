import { type ReactNode, useId } from 'react';

interface SectionProps {
  readonly title: string;
  /** Quiet words at the right of the title: a count, a unit. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className="inspector-section" aria-labelledby={id}>
      <header className="section-head">
        <h3 id={id} className="caption">
          {title}
        </h3>
        {aside ? <span className="section-aside">{aside}</span> : null}
      </header>
      {children}
    </section>
  );
}
