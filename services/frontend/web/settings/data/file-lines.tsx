import { words } from "../../messages/settings/words";

interface FileLinesProps {
  label: string;
  lines: readonly { line?: number | undefined; text: string }[];
}

/** What is said of the lines of a file. It scrolls, so that it can have the focus. */
export const FileLines = ({ label, lines }: FileLinesProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls by keys.
  <ul className="file-lines" aria-label={label} tabIndex={0}>
    {lines.map(({ line, text }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change, and two may be alike.
      <li key={index}>
        {line !== undefined && <strong>{words.data.line(line)}</strong>}
        <span>{text}</span>
      </li>
    ))}
  </ul>
);
