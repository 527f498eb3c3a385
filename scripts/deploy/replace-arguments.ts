import { OperationError } from "../operations/operation-error";
import type { Terraform } from "../operations/terraform";

/**
 * The arguments of `terraform plan` that replace resources. CDKTF ends an address with digits that no user remembers, so
 * that its beginning is enough.
 *
 * @throws {OperationError} for one that the state does not hold, or that fits several
 */
export async function replaceArguments(terraform: Terraform, wanted: readonly string[]): Promise<string[]> {
  await terraform.init();
  const addresses = (await terraform.resources()).map(({ address }) => address);
  return wanted.map((name) => {
    const found = addresses.includes(name) ? [name] : addresses.filter((address) => address.startsWith(name));
    const [address, ...others] = found;
    if (address && others.length === 0) return `-replace=${address}`;
    throw new OperationError(
      address
        ? `--replace ${name} fits ${found.join(", ")}: name one of them`
        : `The state of ${terraform.stack} has no ${name}: terraform -chdir=${terraform.folder} state list shows what it has`,
    );
  });
}
