/** Names the folder in which the test files of one run share synthesised stacks. The global setup makes it. */
export const synthesisedFolderVariable = "FREEHOLD_TEST_SYNTHESISED";
