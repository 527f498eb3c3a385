/** A dead letter, without its event. */
export interface DeadLetter {
  id: string;
  consumer: string;
  topic: string;
  type: string | null;
  subject: string | null;
  code: string;
  reason: string;
  retries: number;
  status: string;
  replayable: boolean;
  deadAt: Date;
}
