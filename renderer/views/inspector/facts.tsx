import type { ReactNode } from 'react';

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

interface FactProps {
  readonly name: string;
  readonly mono?: boolean;
  readonly children: ReactNode;
}

export function Fact({ name, mono, children }: FactProps) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd className={mono ? 'mono' : undefined}>{children}</dd>
    </div>
  );
}
