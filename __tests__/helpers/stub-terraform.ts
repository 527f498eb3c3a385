import { StubProgram } from "./stub-program";

/** A stub in Terraform's place, a new one for each test of the file. What the tests print is not shown. */
export function useStubTerraform(): () => StubProgram {
  let terraform: StubProgram;
  beforeEach(() => {
    terraform = new StubProgram("terraform");
    process.env.TERRAFORM_BINARY_NAME = terraform.file;
    for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, "write").mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env.TERRAFORM_BINARY_NAME;
  });
  return () => terraform;
}
