import { memoryRoomNames } from '../../../analysis/resolution/memory-room-names';
import { traceReport } from '../../../analysis/resolution/trace-report';
import type { VerifyOptions } from '../../../analysis/verify/case-kind';
import { Fields } from '../../../analysis/verify/fields';
import { isScenario } from '../../../analysis/verify/kinds/scenario';
import { type ResolvedCase, resolveCase } from '../../../analysis/verify/resolution-case';
import { badField } from '../../../analysis/verify/verify-cases';
import { RoomscopeError } from '../../../base/errors';
import type { Work } from '../../../base/work';
import type { CaseLine } from '../../../interchange/read-cases';
import { FieldError } from '../../../matrix/event/read-fields';
import type { CaseReport } from '../../reports';
import type { ResolveCaseParams } from '../../requests';
import { casesOf } from '../case-file';
import type { EngineHost } from '../engine-host';
import { algorithmChoice } from '../open-options';

const WANTED = 'Cases are JSON objects, one a line.';

/** Resolves the cases of a file. Throws `bad_input`, naming line and field, for one that is broken. */
export async function resolveCases(
  params: ResolveCaseParams,
  host: EngineHost,
  work: Work,
): Promise<{ results: readonly CaseReport[] }> {
  const algorithm = algorithmChoice(params.algorithm, params.points);
  const options: VerifyOptions = { algorithm, reading: 'deployed' };
  const { name, cases } = await casesOf(params.file, WANTED, host, work);
  const asked = cases.filter(({ value }) => params.id === null || value.id === params.id);
  if (asked.length === 0)
    throw new RoomscopeError(
      'usage',
      `${name} holds no case with the ID ${params.id}. Check it against the id of each line.`,
      {
        file: name,
        field: 'id',
      },
    );
  const results: CaseReport[] = [];
  for (const each of asked) {
    await work.breathe({ phase: 'Resolving cases', done: results.length, total: asked.length });
    results.push(caseReport(resolved(name, each, options), params.trace));
  }
  return { results };
}

function resolved(file: string, { line, value }: CaseLine, options: VerifyOptions): ResolvedCase {
  if (isScenario(value))
    throw new RoomscopeError(
      'bad_input',
      `${file}, line ${line} is a scenario, not a case of state resolution. Judge it by what it expects: verify.`,
      { file, line },
    );
  try {
    return resolveCase(new Fields(value), options);
  } catch (error) {
    throw error instanceof FieldError ? badField(file, line, error) : error;
  }
}

function caseReport({ id, room, state, steps, judged }: ResolvedCase, trace: boolean): CaseReport {
  const names = memoryRoomNames(room);
  const report = { id, state: names.triples(state), ok: judged && isSame(judged) };
  return trace ? { ...report, trace: traceReport(steps, names) } : report;
}

/** As sets. */
function isSame({ expected, got }: NonNullable<ResolvedCase['judged']>): boolean {
  return String([...new Set(expected)].sort()) === String([...new Set(got)].sort());
}
