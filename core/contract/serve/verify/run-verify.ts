import type { VerifyContext } from '../../../analysis/verify/case-kind';
import { verifyCases, whatCanBeVerified } from '../../../analysis/verify/verify-cases';
import type { Work } from '../../../base/work';
import { readScenario } from '../../../interchange/scenario';
import type { VerifiedFile, VerifyReport } from '../../reports';
import type { VerifyParams } from '../../requests';
import { casesOf } from '../case-file';
import type { EngineHost } from '../engine-host';
import { algorithmChoice } from '../open-options';
import { junitXml } from './junit';
import { verifiedFile } from './verified-file';
import { verifyAgainst } from './verify-against';

/** Judges the files one after another. Throws `bad_input` for the first that cannot be judged. */
export async function runVerify(
  params: VerifyParams,
  host: EngineHost,
  work: Work,
): Promise<VerifyReport> {
  const report = reportOf(
    params.expect === null
      ? await verifyFiles(params, host, work)
      : [await verifyAgainst(params, params.expect, host, work)],
  );
  if (params.junit === null) return report;
  const xml = new TextEncoder().encode(junitXml(report));
  work.throwIfCancelled();
  await host.writeFile(params.junit, xml);
  return report;
}

async function verifyFiles(
  params: VerifyParams,
  host: EngineHost,
  work: Work,
): Promise<readonly VerifiedFile[]> {
  const context: VerifyContext = {
    options: {
      algorithm: algorithmChoice(params.algorithm, params.points),
      reading: params.reading === 'spec' ? 'literal' : 'deployed',
    },
    platform: host.platform,
    work,
    readScenario: (value) => readScenario(value, host.platform.hashing),
  };
  const files: VerifiedFile[] = [];
  for (const source of params.files) {
    const { name, cases } = await casesOf(source, whatCanBeVerified(), host, work);
    files.push(verifiedFile(name, await verifyCases(name, cases, context)));
  }
  return files;
}

function reportOf(files: readonly VerifiedFile[]): VerifyReport {
  const failed = files.reduce((sum, { failures }) => sum + failures.length, 0);
  const passed = files.reduce((sum, file) => sum + file.passed, 0);
  return { files, passed, failed };
}
