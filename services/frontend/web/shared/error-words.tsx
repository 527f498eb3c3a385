/** Says why something did not work, to screen readers, too, as soon as there is a reason. */
export const ErrorWords = ({ children }: { children: string | undefined }) => (
  <p className="error" role="alert" hidden={!children}>
    {children}
  </p>
);
